"""What is committed runs anywhere, and speaks of the product alone."""

import re

import pytest

from tests.architecture.tree import files, name_of

# The brackets keep each pattern from matching the line it stands on.
OF_ONE_MACHINE = re.compile(r"(?<![\w.~:/])/(?:[r]oot|[w]ork|[h]ome/\w+|[U]sers/\w+)/")
OF_A_REGISTRY = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|npmjs[.]org|deb[.]debian[.]org"
    r"|--(?:extra-)?[i]ndex-url\b|--[f]ind-links\b|\"[r]esolved\":"
)
OF_THE_MAKING = re.compile(
    r"\b(?:[w]orkplace|[C]EO|[s]ubagent|[c]oding agent|[l]anguage model|[A]I-generated)\b"
)
BINARY = {".woff2", ".png", ".jpg", ".jpeg", ".heic", ".webp", ".ico", ".pdf", ".gz", ".zip"}
EDITOR_LEFTOVERS = {".orig", ".rej", ".bak", ".swp", ".pyc", ".DS_Store", ".sqlite3", ".log"}


def texts():
    """Return name and text of what is read by people: not bytes, not another project's work."""
    for path in files():
        if path.suffix.lower() not in BINARY and "vendor" not in path.parts:
            yield name_of(path), path.read_text(errors="replace")


@pytest.mark.parametrize(
    "pattern", [OF_ONE_MACHINE, OF_A_REGISTRY, OF_THE_MAKING], ids=["path", "registry", "making"]
)
def test_no_file_speaks_of_the_machine_it_was_written_on(pattern):
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for name, text in texts()
        for match in pattern.finditer(text)
    ]

    assert not found, "\n".join(found)


def test_no_leftover_is_committed():
    found = [name_of(path) for path in files() if path.suffix in EDITOR_LEFTOVERS]

    assert not found


def test_the_top_level_keeps_its_shape():
    folders = {name.split("/")[0] for name in map(name_of, files()) if "/" in name}

    assert folders <= {
        *("shopper", "api", "frontend", "reports", "tests"),
        *("deploy", "requirements", "locale", "docs", ".ci"),
    }

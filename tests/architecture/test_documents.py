"""A document that names a file, a folder, a make target or a setting names one that exists."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files, name_of

DOCUMENTS = [path for path in files() if path.suffix == ".md" and "vendor" not in path.parts]
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)(?P<target>[^)#\s]+)")
MENTION = re.compile(
    r"`(?P<path>[\w.*-]+(?:/[\w.*-]+)+/?|[\w-]+\.(?:py|js|toml|json|yaml|conf|css))`"
)
TARGET = re.compile(r"\bmake ([a-z][a-z-]+)(?=[`\s,.;:)]|$)", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
OUTSIDE = (
    "var/",
    "build/",
    ".venv/",
    "node_modules/",
    "application/",
    "text/",
    "image/",
    "api/v1/",
)


def mentioned_paths(document: Path) -> set[str]:
    text = document.read_text()
    mentioned = {match["path"] for match in MENTION.finditer(text)}
    return {path for path in mentioned if not path.startswith(OUTSIDE)}


def exists(mention: str, document: Path) -> bool:
    """True when a file of that name stands beside the document, at the top, or anywhere below."""
    bare = mention.rstrip("/")
    if any(list(folder.glob(bare)) for folder in (document.parent, ROOT)):
        return True
    names = [name_of(path) for path in files()]
    return any(f"/{name}".endswith(f"/{bare}") or f"/{bare}/" in f"/{name}" for name in names)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(document: Path):
    links = [match["target"] for match in LINK.finditer(document.read_text())]

    broken = [target for target in links if not (document.parent / target).exists()]

    assert not broken


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_file_a_document_names_exists(document: Path):
    missing = [path for path in sorted(mentioned_paths(document)) if not exists(path, document)]

    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_make_target_a_document_names_exists(document: Path):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    in_code = " \n".join(CODE.findall(document.read_text()))

    assert set(TARGET.findall(in_code)) <= targets

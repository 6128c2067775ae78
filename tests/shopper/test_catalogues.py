"""What translators write is compiled as gettext's own tool compiles it, and is missed where it is not."""

import gettext
import os
import subprocess

import pytest

from shopper import catalogues

TEXT = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "visit"
msgid_plural "%(n)d visits"
msgstr[0] "Besuch"
msgstr[1] "%(n)d Besuche"

msgctxt "window"
msgid "Opens"
msgstr "Beginnt"

#, fuzzy
msgid "guessed"
msgstr "geraten"

msgid ""
"two "
"lines"
msgstr ""
"zwei "
"Zeilen „ganz“"

msgid "missing"
msgstr ""
"""


@pytest.fixture
def locale(tmp_path, monkeypatch):
    """A tree with one German file."""
    folder = tmp_path / "locale/de/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(TEXT.lstrip())
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path / "locale")
    return folder


def read(path):
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def test_compiled_texts_say_what_the_translators_wrote_and_nothing_unfinished(locale):
    catalogues.compile_stale()
    german = read(locale / "django.mo")

    assert german.ngettext("visit", "%(n)d visits", 2) == "%(n)d Besuche"
    assert german.pgettext("window", "Opens") == "Beginnt"
    assert german.gettext("two lines") == "zwei Zeilen „ganz“"
    assert [german.gettext(text) for text in ("guessed", "missing")] == ["guessed", "missing"]


def texts_of(path):
    """All but the head, from which gettext's tool leaves out a date."""
    texts = dict(vars(read(path))["_catalog"])
    texts.pop("")
    return texts


@pytest.mark.parametrize("path", catalogues.sources(), ids=lambda path: path.parents[1].name)
def test_each_language_is_compiled_as_gettexts_own_tool_does(path, tmp_path):
    target = tmp_path / "theirs.mo"
    subprocess.run(["msgfmt", f"--output-file={target}", str(path)], check=True)

    ours = tmp_path / "ours.mo"
    ours.write_bytes(catalogues.compiled(path))

    assert texts_of(ours) == texts_of(target)


def test_what_is_not_compiled_or_older_than_its_source_is_reported(locale):
    assert [one.id for one in catalogues.check_that_all_is_compiled()] == ["moments.W010"]
    catalogues.compile_stale()
    assert catalogues.check_that_all_is_compiled() == []

    later = (locale / "django.mo").stat().st_mtime + 10
    os.utime(locale / "django.po", (later, later))

    assert [one.id for one in catalogues.check_that_all_is_compiled()] == ["moments.W010"]

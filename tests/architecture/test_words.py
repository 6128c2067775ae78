"""Every text can be found by the tool that gathers texts for translators, and is translated."""

import re

import pytest

from shopper.catalogues import Entry, entries
from tests.architecture.catalogues import strangers
from tests.architecture.test_javascript import code_of, modules
from tests.architecture.tree import ROOT, name_of

CALL = re.compile(r"(?<!function )(?<![.\w])n?gettext\(\s*(?P<argument>[^\s,)]?)")
TEXT = re.compile(r"(?<![.\w])n?gettext\(\s*(?P<text>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
CATALOGUE = ROOT / "locale/en/LC_MESSAGES/djangojs.po"
EXCHANGE = "model/words.js"
SOURCE = "en"
TRANSLATED = [
    path
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    if path.parents[1].name != SOURCE
]


def spoken() -> list[tuple[str, str]]:
    """Return each call that translates, as (file, first character of what it translates)."""
    return [
        (name_of(path), match["argument"])
        for path in modules()
        if not name_of(path).endswith(EXCHANGE)
        for match in CALL.finditer(code_of(path))
    ]


def test_only_plain_texts_are_translated():
    found = [f"{name}: {argument}" for name, argument in spoken() if argument not in {'"', "'"}]

    assert not found, "a text put together by the program cannot be gathered:\n" + "\n".join(found)


@pytest.mark.skipif(not CATALOGUE.exists(), reason="no text of the phone has been gathered yet")
def test_every_text_of_the_phone_is_in_the_catalogue_also_inside_templates():
    catalogue = CATALOGUE.read_text()
    gathered = {unquoted(line.partition(" ")[2]) for line in catalogue.splitlines() if '"' in line}

    missing = [
        f"{name_of(path)}: {match['text']}"
        for path in modules()
        for match in TEXT.finditer(code_of(path))
        if unquoted(match["text"]) not in gathered
    ]

    assert not missing, "run make words:\n" + "\n".join(missing)


def unquoted(literal: str) -> str:
    return re.sub(r"\\(.)", r"\1", literal[1:-1])


@pytest.mark.parametrize("path", TRANSLATED, ids=name_of)
def test_every_text_is_translated(path):
    missing = [entry.texts[0] for entry in entries(path) if not entry.is_translated]

    assert not missing, f"in {name_of(path)}:\n" + "\n".join(missing)


@pytest.mark.parametrize("path", TRANSLATED, ids=name_of)
def test_a_translation_has_the_placeholders_of_its_text(path):
    wrong = [f"{e.texts[0]}: {strangers(e)}" for e in entries(path) if strangers(e)]

    assert not wrong, f"in {name_of(path)}:\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    ("translations", "found"),
    [
        (["%(count)s Besuche von %(name)s"], set()),
        (["Besuche von %(name)s"], {"%(count)s"}),
        (["%(count)s Besuche von %(nmae)s"], {"%(nmae)s", "%(name)s"}),
        (["ein Besuch von %(name)s", "%(count)s Besuche von %(name)s"], set()),
        (["ein Besuch", "%(count)s Besuche von %(name)s"], {"%(name)s"}),
    ],
)
def test_a_lost_or_misspelt_placeholder_is_found_out(translations, found):
    texts = ("%(count)s visit of %(name)s", "%(count)s visits of %(name)s")[-len(translations) :]
    entry = Entry(texts, tuple(translations), is_fuzzy=False)

    assert strangers(entry) == found

"""A checklist in further languages: frozen with it, validated text by text, and never worth anything else."""

import json
from pathlib import Path

import pytest

from shopper.checklists import languages, translating, versions
from shopper.checklists.document import document_of
from shopper.checklists.models import Checklist
from shopper.errors import Invalid, WrongState
from tests.factories import SMALL_CHECKLIST, make_checklist, make_user, make_visit, question

TABLE = json.loads((Path(__file__).parents[2] / "cases" / "languages.json").read_text("utf-8"))
GERMAN = {
    "checklist": {"name": "Kleine Fahrt"},
    "inside": {"name": "Innen", "magic": "Es glänzt."},
    "rated": {"text": "Wie sauber?", "step.0": "Schlecht", "step.4": "Gut"},
    "kind": {"text": "Was für eins?", "option.a": "Limousine"},
}


def data(**translations):
    moment = {
        "key": "inside",
        "name": "Inside",
        "looks_like": {"magic": "It shines."},
        "questions": [
            question(
                "rated",
                "How clean?",
                kind="rating",
                steps=5,
                step_labels=["Bad", "", "", "", "Good"],
            ),
            question(
                "kind",
                "Which kind?",
                kind="choice",
                options=[
                    {"key": "a", "label": "Saloon", "points": "1"},
                    {"key": "b", "label": "Van", "points": "0"},
                ],
            ),
        ],
    }
    return {**SMALL_CHECKLIST, "touchpoints": [moment], "translations": translations}


def put_in(checklist, *path):
    """Return what a translation says in the document, by the names of the data it came from."""
    document = document_of(checklist)
    moment = document["touchpoints"][0]
    rated, kind = moment["questions"]
    ids = {
        "inside": moment["id"],
        "rated": rated["id"],
        "kind": kind["id"],
        "checklist": "checklist",
    }
    part, slot = path
    return document["translations"]["de"][ids[part]][slot]


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_a_document_reads_in_a_language(case):
    document = {**TABLE["document"], "translations": case["translations"]}

    read = languages.in_language(document, case["language"])

    assert differences(read, case["expect"]) == []
    assert sorted(marks(read)) == sorted(case["foreign"])


def differences(actual, expected, where=""):
    if isinstance(expected, dict):
        return [
            one
            for name, wanted in expected.items()
            for one in differences(actual.get(name), wanted, f"{where}.{name}")
        ]
    if isinstance(expected, list) and len(expected) == len(actual):
        return [
            one
            for place, wanted in enumerate(expected)
            for one in differences(actual[place], wanted, f"{where}[{place}]")
        ]
    return [] if actual == expected else [f"{where}: {actual!r} is not {expected!r}"]


def marks(thing, where=""):
    if isinstance(thing, list):
        return [m for place, one in enumerate(thing) for m in marks(one, f"{where}[{place}]")]
    if not isinstance(thing, dict):
        return []
    here = [where + ".langs" if where else "langs"] if "langs" in thing else []
    inner = [
        mark
        for name, one in thing.items()
        if name not in {"langs", "translations"}
        for mark in marks(one, f"{where}.{name}" if where else name)
    ]
    return here + inner


def test_no_language_is_a_language_that_changes_nothing():
    document = {**TABLE["document"]}

    assert languages.in_language(document, "de") is document


@pytest.mark.django_db
def test_translations_are_frozen_by_identity_and_taken_into_the_next_draft():
    checklist = make_checklist(data(de=GERMAN))

    kept = Checklist.objects.get(pk=checklist.pk)
    again = versions.publish(versions.revise(checklist), by=make_user())

    for one in (kept, again):
        assert put_in(one, "inside", "magic") == "Es glänzt."
        assert put_in(one, "rated", "step.4") == "Gut"
        assert put_in(one, "kind", "option.a") == "Limousine"
        assert put_in(one, "checklist", "name") == "Kleine Fahrt"


@pytest.mark.django_db
def test_a_checklist_without_translations_says_so_and_an_old_one_stays_valid():
    document = document_of(make_checklist())
    old = {name: value for name, value in document.items() if name != "translations"}

    assert document["translations"] == {}
    assert languages.completeness(old) == []
    assert languages.in_language(old, "de") is old


@pytest.mark.django_db
def test_what_is_missing_can_be_told():
    document = document_of(make_checklist(data(de=GERMAN, ar={})))

    found = {one.language: (one.missing, one.total) for one in languages.completeness(document)}

    # Name, briefing, moment and its magic; two questions, two ends of a scale, two options.
    assert found == {"de": (2, 10), "ar": (10, 10)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("translations", "place", "words"),
    [
        ({"fr": {}}, "translations.fr", "No phone speaks"),
        ({"en": {}}, "translations.en", "in this language itself"),
        ({"de": []}, "translations.de", "a table by part"),
        ({"de": {"rated": "?"}}, "translations.de.rated", "a table by part"),
        ({"de": {"nowhere": {"text": "?"}}}, "translations.de.nowhere.text", "no such text"),
        ({"de": {"rated": {"step.9": "?"}}}, "translations.de.rated.step.9", "no such text"),
        ({"de": {"rated": {"step.1": "?"}}}, "translations.de.rated.step.1", "no such text"),
        ({"de": {"kind": {"option.c": "?"}}}, "translations.de.kind.option.c", "no such text"),
        ({"de": {"rated": {"text": 3}}}, "translations.de.rated.text", "no text"),
        ({"de": {"rated": {"text": "x" * 301}}}, "translations.de.rated.text", "At most 300"),
        ({"de": {"rated": {"text": "a\x00b"}}}, "translations.de.rated.text", "cannot be shown"),
        ({"de": {"rated": {"text": "%(n)s?"}}}, "translations.de.rated.text", "“%(n)s”"),
        ([], "translations", "a table by language"),
    ],
    ids=lambda given: given if isinstance(given, str) else json.dumps(given)[:40],
)
def test_a_wrong_translation_is_refused_and_its_place_is_named(translations, place, words):
    draft = versions.draft_from(data(), organization=None)
    moment = draft.touchpoints.get()
    rated, kind = moment.questions.all()
    names = {"rated": str(rated.pk), "kind": str(kind.pk)}
    draft.translations = languages.renamed(translations, names)
    draft.save(update_fields=["translations"])
    for name, identity in names.items():
        place = place.replace(f".{name}", f".{identity}")

    if translations == []:  # an empty list says nothing, and is nothing
        assert languages.faults({}, []) == {
            "translations": ["Translations are a table by language."]
        }
        return
    with pytest.raises(Invalid) as refusal:
        versions.publish(draft, by=make_user())

    assert words in refusal.value.errors[place][0]
    assert Checklist.objects.get(pk=draft.pk).status == "draft"


@pytest.mark.django_db
def test_a_language_is_added_by_the_next_version_and_visits_keep_theirs():
    checklist = make_checklist(data())
    visit = make_visit(checklist=checklist)
    rated = document_of(checklist)["touchpoints"][0]["questions"][0]["id"]

    newer = translating.translate(
        checklist, "de", {rated: {"text": " Wie sauber? ", "help": "  "}}, by=make_user()
    )

    assert (newer.version, newer.status, newer.family) == (2, "published", checklist.family)
    assert put_in(newer, "rated", "text") == "Wie sauber?"
    asked = document_of(newer)["touchpoints"][0]["questions"][0]
    assert list(document_of(newer)["translations"]["de"].values()) == [{"text": "Wie sauber?"}]
    assert (
        languages.in_language(document_of(newer), "de")["touchpoints"][0]["questions"][0]["text"]
        == "Wie sauber?"
    )
    assert asked["text"] == "How clean?"
    visit.refresh_from_db()
    assert visit.checklist == checklist
    assert document_of(Checklist.objects.get(pk=checklist.pk))["translations"] == {}


@pytest.mark.django_db
def test_a_language_is_taken_away_by_the_next_version():
    checklist = make_checklist(data(de=GERMAN, ar={"rated": {"text": "?"}}))

    newer = translating.take_away(checklist, "de", by=make_user())

    assert set(document_of(newer)["translations"]) == {"ar"}
    with pytest.raises(WrongState):
        translating.take_away(newer, "de", by=make_user())


@pytest.mark.django_db
def test_the_second_of_two_who_translate_one_version_is_refused():
    checklist = make_checklist(data())
    stale = Checklist.objects.get(pk=checklist.pk)
    translating.translate(checklist, "de", {}, by=make_user())

    with pytest.raises(WrongState, match="meanwhile"):
        translating.translate(stale, "ar", {}, by=make_user())

    assert Checklist.objects.filter(family=checklist.family).count() == 2


@pytest.mark.django_db
def test_a_draft_that_waits_is_not_published_by_a_translation():
    checklist = make_checklist(data())
    versions.revise(checklist)

    with pytest.raises(WrongState, match="draft"):
        translating.translate(checklist, "de", {}, by=make_user())


@pytest.mark.django_db
def test_an_invalid_translation_publishes_nothing():
    checklist = make_checklist(data())

    with pytest.raises(Invalid):
        translating.translate(checklist, "de", {"nowhere": {"text": "x"}}, by=make_user())

    assert Checklist.objects.filter(family=checklist.family).count() == 1

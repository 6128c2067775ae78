"""Answers are said as a person says them."""

import pytest

from frontend.console.reading import told_by
from frontend.console.wording import answer_in_words


def question(kind, **more):
    return {"kind": kind, "options": [], "steps": None, "step_labels": [], "unit": "", **more}


OPTIONS = [{"key": "a", "label": "Quickest"}, {"key": "b", "label": "Safest"}]


@pytest.mark.parametrize(
    ("asked", "value", "photos", "words"),
    [
        (question("yes_no"), "yes", 0, "Yes"),
        (question("yes_no"), "no", 0, "No"),
        (question("choice", options=OPTIONS), "b", 0, "Safest"),
        (question("several", options=OPTIONS), ["a", "b"], 0, "Quickest, Safest"),
        (question("several", options=OPTIONS), [], 0, "None of these"),
        (question("rating", steps=5), 2, 0, "2 of 5"),
        (question("rating", steps=2, step_labels=["Poor", "Good"]), 1, 0, "1 of 2, Poor"),
        (question("number", unit="€"), "23.40", 0, "23.40 €"),
        (question("duration"), {"seconds": 42, "from": None, "to": None}, 0, "42 seconds"),
        (question("duration"), {"seconds": 83}, 0, "1:23 minutes"),
        (question("time"), "14:05", 0, "14:05"),
        (question("text"), "A friendly word", 0, "A friendly word"),
        (question("photo"), None, 2, "2 photos"),
        (question("photo"), None, 0, ""),
        (question("signature"), None, 1, "Signed"),
        (question("rating", steps=5), None, 0, ""),
    ],
)
def test_an_answer_is_said_in_words(asked, value, photos, words):
    assert answer_in_words(asked, value, photos=photos) == words


@pytest.mark.parametrize(
    "document",
    [{}, {"answers": None}, {"answers": []}, {"answers": {"q": "yes"}}],
    ids=["empty", "no answers", "a list", "no answer of a known shape"],
)
def test_a_refused_document_of_any_shape_can_be_opened(document):
    assert told_by(document, None) == []


def test_a_refused_document_without_its_checklist_shows_values_as_they_came():
    told = told_by({"answers": {"q1": {"state": "answered", "value": "yes", "note": "so"}}}, None)

    assert [(line.question, line.words, line.note) for line in told] == [("q1", "yes", "so")]

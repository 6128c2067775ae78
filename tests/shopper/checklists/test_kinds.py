"""What a valid answer to each kind of question looks like."""

import pytest

from shopper.checklists import kinds
from tests import cases

OPTIONS = [{"key": "a", "label": "A", "points": "1"}, {"key": "b", "label": "B", "points": "0"}]
MEASURED = {"from": "2026-11-22T10:00:00+01:00", "to": "2026-11-22T10:00:42+01:00"}


def question(kind="yes_no", **fields):
    defaults = cases.defaults("scoring")["question"]
    good = "yes" if kind == "yes_no" else None
    return {**defaults, "id": "q", "kind": kind, "good": good, **fields}


def choice(kind="choice", **fields):
    return question(kind, options=OPTIONS, **fields)


RATING = question("rating", steps=5)
PEOPLE = question("number", minimum="0", maximum="12.5")
SECONDS = question("duration", unit="s")


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (question(), "yes"),
        (question(), "no"),
        (choice(), "b"),
        (choice("several"), []),
        (choice("several"), ["b", "a"]),
        (RATING, 1),
        (RATING, 5),
        (question("number"), "-12345678901234.5678"),
        (PEOPLE, "0"),
        (PEOPLE, "12.50"),
        (SECONDS, {"seconds": 42, "from": None, "to": None}),
        (SECONDS, {"seconds": 42}),
        (SECONDS, {"seconds": 42, **MEASURED}),
        (SECONDS, {"seconds": 0, "from": MEASURED["from"], "to": None}),
        (question("time"), "00:00"),
        (question("time"), "23:59"),
        (question("text"), ""),
        (question("text"), "Grüße 🚕\nund mehr"),
        (question("photo"), None),
        (question("signature"), None),
    ],
    ids=str,
)
def test_an_answer_of_the_right_shape_is_taken(asked, value):
    assert kinds.faults(asked, value) == []


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (question(), None),
        (question(), True),
        (question(), "Yes"),
        (question(), ["yes"]),
        (choice(), "z"),
        (choice(), ["a"]),
        (choice(), None),
        (choice("several"), "a"),
        (choice("several"), ["a", "z"]),
        (choice("several"), ["a", "a"]),
        (choice("several"), [1]),
        (choice("several"), None),
        (RATING, 0),
        (RATING, 6),
        (RATING, "3"),
        (RATING, 3.0),
        (RATING, True),
        (RATING, None),
        (PEOPLE, 3),
        (PEOPLE, "-1"),
        (PEOPLE, "12.6"),
        (PEOPLE, ""),
        (PEOPLE, "1,5"),
        (PEOPLE, "1e1"),
        (PEOPLE, " 1"),
        (PEOPLE, "NaN"),
        (PEOPLE, "1/2"),
        (PEOPLE, "٣"),
        (PEOPLE, "123456789012345"),
        (SECONDS, 42),
        (SECONDS, None),
        (SECONDS, {}),
        (SECONDS, {"seconds": "42"}),
        (SECONDS, {"seconds": 4.2}),
        (SECONDS, {"seconds": True}),
        (SECONDS, {"seconds": -1}),
        (SECONDS, {"seconds": 10**9}),
        (SECONDS, {"seconds": 42, "from": "ten o'clock"}),
        (SECONDS, {"seconds": 42, "from": "2026-11-22T10:00:00"}),
        (SECONDS, {"seconds": 42, "by": "hand"}),
        (question("time"), "24:00"),
        (question("time"), "9:05"),
        (question("time"), "09:05:00"),
        (question("time"), "1٣:05"),
        (question("time"), None),
        (question("text"), None),
        (question("text"), ["words"]),
        (question("text"), "x" * 10_001),
        (question("photo"), "picture.jpg"),
        (question("signature"), ""),
    ],
    ids=lambda value: str(value)[:60],
)
def test_an_answer_of_the_wrong_shape_is_refused_in_words(asked, value):
    faults = kinds.faults(asked, value)

    assert len(faults) == 1
    assert faults[0].endswith(".")


@pytest.mark.parametrize(
    "sound",
    [
        question(),
        choice(),
        choice("several", role="extra"),
        RATING,
        question("rating", steps=3, step_labels=["Poor", "", "Good"]),
        PEOPLE,
        question("number", bands=[{"up_to": "1", "share": "1"}, {"up_to": None, "share": "0"}]),
        question("text", role="note"),
        question(role="extra", photo={"rule": "optional", "min": 0, "max": 6}),
    ],
    ids=str,
)
def test_a_sound_question_can_be_published(sound):
    evidence = {"rule": "optional", "min": 0, "max": 100}

    assert kinds.question_faults({**sound, "note": evidence}) == []


def banded(*bands, **fields):
    return question("number", bands=[{"up_to": u, "share": s} for u, s in bands], **fields)


@pytest.mark.parametrize(
    ("broken", "word"),
    [
        (question(good=None), "good answer"),
        (question("choice", options=OPTIONS[:1]), "two different"),
        (question("choice", options=[OPTIONS[0], OPTIONS[0]]), "two different"),
        (question("several", options=[*OPTIONS, {"key": "c", "points": "many"}]), "Points"),
        (question("choice", options=[{**o, "points": "0"} for o in OPTIONS]), "At least one"),
        (question("rating", steps=None), "steps"),
        (question("rating", steps=1), "steps"),
        (question("rating", steps=12), "steps"),
        (question("rating", steps=5, step_labels=["Poor", "Good"]), "Name all"),
        (banded(("10", "1")), "last band"),
        (banded(("10", "1"), ("10", "0.5"), (None, "0")), "above the one before"),
        (banded(("9", "1"), (None, "1.5")), "from 0 to 1"),
        (banded(("soon", "1"), (None, "0")), "numbers"),
        (banded((None, "1"), (None, "0")), "numbers"),
        (question(role="extra", knock_out=True), "knock-out"),
        (question("text", knock_out=True), "knock-out"),
        (question("photo", role="extra"), "note"),
        (question(role="extra"), "evidence|note or a photo"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_question_that_cannot_work_is_named_before_it_is_published(broken, word):
    faults = kinds.question_faults(broken)

    assert any(part in fault for fault in faults for part in word.split("|")), faults


def test_a_note_may_offer_options_that_earn_nothing():
    asked = question("choice", role="note", options=[{**o, "points": "0"} for o in OPTIONS])

    assert kinds.question_faults(asked) == []

"""When a question is asked, by the table that the phone must pass too."""

import pytest

from shopper.checklists import conditions
from tests import cases

TABLE = cases.load("conditions")
YES_NO = {"kind": "yes_no"}
CHOICE = {"kind": "choice", "options": [{"key": "a"}, {"key": "b"}]}
RATING = {"kind": "rating", "steps": 5}
PHOTO = {"kind": "photo"}
EARLIER = {"q": YES_NO, "c": CHOICE, "r": RATING, "p": PHOTO, "w": {"kind": "text"}}


@pytest.mark.parametrize("case", **cases.named(TABLE))
def test_a_case_of_the_table(case):
    asked = conditions.asked(case["touchpoints"], case["answers"])

    assert asked == set(case["expect"]), case["because"]


@pytest.mark.parametrize(
    "condition",
    [
        None,
        {"question": "q", "op": "is", "value": "yes"},
        {"question": "c", "op": "any_of", "value": ["a", "b"]},
        {"question": "r", "op": "at_least", "value": 3},
        {"question": "r", "op": "is", "value": "3"},
        {"question": "p", "op": "answered"},
        {"question": "w", "op": "is_not", "value": "nothing"},
        {"all": [{"question": "q", "op": "answered"}, {"not": {"any": []}}]},
    ],
    ids=str,
)
def test_a_condition_that_can_be_met_has_no_fault(condition):
    assert conditions.faults(condition, EARLIER) == []


@pytest.mark.parametrize(
    ("condition", "faults"),
    [
        ({"question": "later", "op": "is", "value": "yes"}, ["unknown_question"]),
        ({"question": "q", "op": "like", "value": "yes"}, ["unknown_operator"]),
        ({"question": "q", "op": "is", "value": "maybe"}, ["unknown_answer"]),
        ({"question": "q", "op": "is"}, ["unknown_answer"]),
        ({"question": "c", "op": "any_of", "value": ["a", "z"]}, ["unknown_answer"]),
        ({"question": "c", "op": "any_of", "value": "a"}, ["malformed"]),
        ({"question": "r", "op": "at_least", "value": "many"}, ["not_a_number"]),
        ({"question": "q", "op": "at_most", "value": 2}, ["not_a_number"]),
        ({"question": "p", "op": "is", "value": "x"}, ["unknown_answer"]),
        ({"question": "q", "op": "is", "value": "yes", "else": 1}, ["malformed"]),
        ({"question": "q"}, ["malformed"]),
        ({}, ["malformed"]),
        ("q", ["malformed"]),
        ({"all": {}}, ["malformed"]),
        ({"all": [], "any": []}, ["malformed"]),
        (
            {"not": {"any": [{"question": "x", "op": "answered"}, []]}},
            ["unknown_question", "malformed"],
        ),
    ],
    ids=str,
)
def test_a_condition_that_can_never_work_is_named_before_anybody_is_sent_out(condition, faults):
    assert conditions.faults(condition, EARLIER) == faults

"""The scoring rule, by the table that the phone must pass too."""

import pytest

from shopper.checklists import conditions
from shopper.scoring import sheet
from tests import cases

TABLE = cases.load("scoring")


def scored(case):
    asked = case.get("asked") or conditions.asked(case["touchpoints"], case["answers"])
    return sheet.score(case["touchpoints"], case["answers"], case["photos"], set(asked))


@pytest.mark.parametrize("case", **cases.named(TABLE))
def test_a_case_of_the_table(case):
    document = scored(case).as_document()

    assert cases.differences(document, case["expect"]) == [], case["because"]


def test_the_table_is_large_and_says_why():
    assert len(TABLE) >= 80
    assert all(case["because"] and case["expect"] for case in TABLE)


def test_a_difference_is_seen_wherever_it_hides():
    actual = {"a": [{"b": "1"}, {"b": None}], "c": 1}

    assert cases.differences(actual, {"a": [{"b": "1"}, {}]}) == []
    assert cases.differences(actual, {"a": [{"b": "1"}]}) != []
    assert cases.differences(actual, {"a": [{"b": "2"}, {}]}) != []
    assert cases.differences(actual, {"a": [{}, {"b": "None"}]}) != []
    assert cases.differences(actual, {"c": True}) != []
    assert cases.differences(actual, {"d": None}) != []


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({}, "maybe"),
        ({}, ["yes"]),
        ({"kind": "choice", "options": [{"key": "a", "points": "1"}]}, "b"),
        ({"kind": "several", "options": [{"key": "a", "points": "1"}]}, ["a", "b"]),
        ({"kind": "several", "options": [{"key": "a", "points": "1"}]}, "a"),
        ({"kind": "rating", "steps": 5}, 0),
        ({"kind": "rating", "steps": 5}, 6),
        ({"kind": "rating", "steps": 5}, True),
        ({"kind": "rating", "steps": 5}, "3"),
        ({"kind": "number", "bands": [{"up_to": None, "share": "1"}]}, "1e3"),
        ({"kind": "number", "bands": [{"up_to": None, "share": "1"}]}, "1/3"),
        ({"kind": "number", "bands": [{"up_to": None, "share": "1"}]}, "٣"),
    ],
    ids=str,
)
def test_an_answer_that_the_question_cannot_have_is_a_defect_and_not_a_zero(changes, value):
    case = cases.filled(
        {
            "touchpoints": [{"questions": [{"id": "a", **changes}]}],
            "answers": {"a": {"value": value}},
        },
        cases.defaults("scoring"),
    )

    with pytest.raises(ValueError, match=r"not|neither"):
        scored(case)


@pytest.mark.parametrize("weight", ["0", "-1"])
def test_what_weighs_nothing_is_a_defect(weight):
    case = cases.filled(
        {
            "touchpoints": [{"questions": [{"id": "a", "weight": weight}]}],
            "answers": {"a": {"value": "yes"}},
        },
        cases.defaults("scoring"),
    )

    with pytest.raises(ValueError, match="not a mark"):
        scored(case)

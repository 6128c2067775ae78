"""Every number can say why, and what would lift it."""

from fractions import Fraction

import pytest

from shopper.checklists import conditions
from shopper.scoring import marks, reasons, sheet
from tests import cases

TABLE = cases.load("scoring")
BY_NAME = {case["name"]: case for case in TABLE}


def touchpoints_of(case):
    asked = case.get("asked") or conditions.asked(case["touchpoints"], case["answers"])
    judged = sheet.score(case["touchpoints"], case["answers"], case["photos"], set(asked))
    return judged.as_document()["touchpoints"]


def touchpoint(name):
    return touchpoints_of(BY_NAME[name])[0]


def made(*standards, floor="60", magic="90", extra=False):
    """A touchpoint of yes-or-no standards: (id, weight, answer, is knock-out)."""
    questions = [
        {"id": key, "weight": weight, "knock_out": knock_out}
        for key, weight, _, knock_out in standards
    ]
    answers = {key: {"value": value} for key, _, value, _ in standards}
    if extra:
        questions.append({"id": "x", "role": "extra"})
        answers["x"] = {"value": "yes", "note": "An umbrella."}
    moment = {"floor": floor, "magic": magic, "questions": questions}
    case = {"touchpoints": [moment], "answers": answers}
    return touchpoints_of(cases.filled(case, cases.defaults("scoring")))[0]


def test_the_sum_behind_a_percent_can_be_done_again_with_a_pencil():
    why = reasons.working(touchpoint("the inside of the cab"))

    assert why.arithmetic == "(3 × 0 + 2 × 1 + 1 × 0.25) ÷ 6 = 37.5 %"
    assert why.line == "60"
    assert [term.question for term in why.terms] == ["clean", "belts", "smell"]


@pytest.mark.parametrize(
    ("name", "percent", "line"),
    [
        ("below the floor, though it prints as the floor", "59.95", "60"),
        ("below the magic line, though it prints as the line", "89.95", "90"),
        ("exactly on the floor is not below it", "60.0", "90"),
        ("exactly on the magic line, with an extra, is magic", "90.0", "90"),
        ("exactly on the magic line, without an extra, is not", "90.0", "90"),
        ("a failed knock-out is a misery at 90 percent", "90.0", None),
        ("thirds are exact", "33.3", "90"),
    ],
)
def test_a_percent_is_shown_so_that_its_side_of_the_line_can_be_seen(name, percent, line):
    why = reasons.working(touchpoint(name))

    assert (why.percent, why.line) == (percent, line)


def test_a_hair_below_the_line_is_shown_with_as_many_decimals_as_it_takes():
    why = reasons.working(made(("a", "5999999", "yes", False), ("b", "4000001", "no", False)))

    assert why.percent == "59.99999"


@pytest.mark.parametrize(
    "name",
    [
        "where nothing applies there is no percent and no verdict",
        "only extras, one observed, is magic",
    ],
)
def test_where_there_is_no_percent_there_is_no_sum(name):
    assert reasons.working(touchpoint(name)) is None
    assert reasons.lifts(touchpoint(name)) == ()


@pytest.mark.parametrize("case", **cases.named(TABLE))
def test_the_sum_gives_the_percent_that_stands_on_the_sheet(case):
    for judged in touchpoints_of(case):
        why = reasons.working(judged)

        shown = None if why is None else f"{marks.rounded(Fraction(why.percent)):f}"
        assert shown == judged["percent"]


def test_what_would_lift_the_inside_of_the_cab():
    lifts = reasons.lifts(touchpoint("the inside of the cab"))

    assert [(lift.question, lift.percent, lift.gain, lift.verdict) for lift in lifts] == [
        ("clean", "87.5", "50.0", "mediocrity"),  # (3 + 2 + 0.25) ÷ 6
        ("smell", "50.0", "12.5", "misery"),  # (0 + 2 + 1) ÷ 6
    ]


def test_a_lift_may_end_in_magic_where_an_extra_was_seen():
    with_extra, without = (made(("a", "1", "no", False), extra=extra) for extra in (True, False))

    assert reasons.lifts(with_extra)[0].verdict == "magic"
    assert reasons.lifts(without)[0].code == "no_extra"


def test_meeting_one_of_two_failed_knock_outs_is_not_enough():
    lifts = reasons.lifts(
        made(("a", "1", "no", True), ("b", "1", "no", True), ("c", "98", "yes", False))
    )

    assert [(lift.question, lift.percent, lift.verdict, lift.code) for lift in lifts] == [
        ("a", "99.0", "misery", "knock_out"),
        ("b", "99.0", "misery", "knock_out"),
    ]


def test_meeting_the_only_failed_knock_out_is():
    lifts = reasons.lifts(made(("k", "1", "no", True), ("c", "9", "yes", False)))

    assert [(lift.percent, lift.verdict) for lift in lifts] == [("100.0", "mediocrity")]


def test_a_printed_third_is_a_third_again():
    judged = touchpoint("thirds are exact")

    assert judged["marks"][0]["share"] == "0.3333"
    assert reasons.lifts(judged)[0].percent == "55.6"  # (1 + 1/3 + 1/3) ÷ 3 = 5/9


def test_what_was_met_needs_no_lift():
    assert reasons.lifts(made(("a", "1", "yes", False))) == ()


def test_a_lift_that_ends_exactly_on_the_floor_ends_the_misery():
    thirds = [{"key": "some", "points": "1"}, {"key": "all", "points": "3"}]
    questions = [
        {"id": "a", "weight": "3", "kind": "choice", "options": thirds},
        {"id": "b", "weight": "2"},
    ]
    answers = {"a": {"value": "some"}, "b": {"value": "no"}}
    case = {"touchpoints": [{"questions": questions}], "answers": answers}
    judged = touchpoints_of(cases.filled(case, cases.defaults("scoring")))[0]

    lift = next(lift for lift in reasons.lifts(judged) if lift.question == "b")

    # (3 × 1/3 + 2 × 1) ÷ 5 = 60 %; with the printed 0.3333 it would be 59.998.
    assert (lift.percent, lift.verdict) == ("60.0", "mediocrity")

"""What must hold for every checklist and every set of answers, and on the phone as on the server."""

import random
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopper.checklists import completeness, conditions
from shopper.scoring import reasons, sheet
from tests import cases, twins
from tests.shopper.scoring import sheets

TWIN = Path(__file__).with_name("twin.js")
RANK = {None: -1, "misery": 0, "mediocrity": 1, "magic": 2}
many = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def scored(visit, asked=None):
    if asked is None:
        asked = conditions.asked(visit["touchpoints"], visit["answers"])
    judged = sheet.score(visit["touchpoints"], visit["answers"], visit["photos"], asked)
    return judged.as_document()


def all_questions(visit):
    return {q["id"] for touchpoint in visit["touchpoints"] for q in touchpoint["questions"]}


@pytest.fixture(scope="module")
def twin():
    """The phone's rules in a process of their own, for as long as this module's tests run."""
    with twins.running(TWIN) as ask:
        yield ask


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(visit=sheets.visits())
def test_the_phone_says_what_the_server_says(twin, visit):
    asked = conditions.asked(visit["touchpoints"], visit["answers"])
    gaps = completeness.missing(visit, visit, visit["photos"])

    phone = twin(visit)

    assert phone["asked"] == sorted(asked)
    assert phone["sheet"] == scored(visit)
    assert phone["missing"] == [gap.as_document() for gap in gaps]


@many
@given(visit=sheets.visits())
def test_every_number_stays_within_its_bounds(visit):
    document = scored(visit)

    judged = document["touchpoints"]
    percents = [
        document["percent"],
        document["uncontrolled_percent"],
        *(t["percent"] for t in judged),
    ]
    shares = [mark["share"] for t in judged for mark in t["marks"] if mark["share"] is not None]
    assert all(0 <= Decimal(percent) <= 100 for percent in percents if percent is not None)
    assert all(0 <= Decimal(share) <= 1 for share in shares)


@many
@given(visit=sheets.visits())
def test_the_counts_of_standards_add_up(visit):
    document = scored(visit)

    for judged in document["touchpoints"]:
        coverage, counts = judged["coverage"], judged["counts"]
        marked = [mark for mark in judged["marks"] if mark["role"] == "standard"]
        scored_ones = sum(mark["state"] != "unscored" for mark in marked)
        unseen = counts["could_not_check"] + counts["unanswered"]
        assert coverage["answered"] + unseen == coverage["applicable"]
        assert (
            coverage["applicable"] + counts["not_applicable"] + counts["not_asked"] == scored_ones
        )


@many
@given(visit=sheets.visits(), seed=st.integers(0, 999))
def test_the_order_in_which_answers_came_does_not_matter(visit, seed):
    shuffled = list(visit["answers"].items())
    random.Random(seed).shuffle(shuffled)

    assert scored({**visit, "answers": dict(shuffled)}) == scored(visit)


@many
@given(visit=sheets.visits(), data=st.data())
def test_one_more_extra_never_lowers_a_percent_or_a_verdict(visit, data):
    extra = {**sheets.DEFAULTS["question"], **data.draw(sheets.question("x", [])), "role": "extra"}
    richer = deepcopy(visit)
    richer["touchpoints"][0]["questions"].append(extra)
    richer["answers"]["x"] = {**sheets.DEFAULTS["answer"], **data.draw(sheets.answer(extra))}
    richer["photos"]["x"] = data.draw(st.integers(0, 2))

    before, after = scored(visit), scored(richer)

    assert after["percent"] == before["percent"]
    for old, new in zip(before["touchpoints"], after["touchpoints"], strict=True):
        assert new["percent"] == old["percent"]
        assert RANK[new["verdict"]] >= RANK[old["verdict"]]


@many
@given(visit=sheets.visits(), data=st.data())
def test_what_does_not_apply_in_one_moment_changes_no_other(visit, data):
    asked = all_questions(visit)  # conditions may reach across moments; the rule of scoring may not
    place = data.draw(st.integers(0, len(visit["touchpoints"]) - 1))
    changed = deepcopy(visit)
    for question in changed["touchpoints"][place]["questions"]:
        changed["answers"][question["id"]] = {
            **sheets.DEFAULTS["answer"],
            "state": "not_applicable",
        }

    before, after = scored(visit, asked), scored(changed, asked)

    others = [number for number in range(len(visit["touchpoints"])) if number != place]
    assert after["touchpoints"][place]["verdict"] is None
    for number in others:
        assert after["touchpoints"][number] == before["touchpoints"][number]


@many
@given(visit=sheets.visits())
def test_what_is_not_asked_is_worth_what_was_never_answered(visit):
    asked = conditions.asked(visit["touchpoints"], visit["answers"])
    only_asked = {key: value for key, value in visit["answers"].items() if key in asked}

    assert scored({**visit, "answers": only_asked}, asked) == scored(visit, asked)


@many
@given(visit=sheets.visits(most_touchpoints=1))
def test_a_lift_is_what_scoring_again_would_say(visit):
    asked = all_questions(visit)
    questions = {q["id"]: q for q in visit["touchpoints"][0]["questions"]}
    judged = scored(visit, asked)["touchpoints"][0]

    for lift in reasons.lifts(judged):
        met = deepcopy(visit)
        replaced = {**questions[lift.question], "kind": "yes_no", "good": "yes"}
        met["touchpoints"][0]["questions"] = [
            replaced if key == lift.question else question for key, question in questions.items()
        ]
        met["answers"][lift.question]["value"] = "yes"
        again = scored(met, asked)["touchpoints"][0]
        assert (lift.percent, lift.verdict) == (again["percent"], again["verdict"])


def test_the_twin_is_asked_about_every_case_of_the_table_as_a_whole(twin):
    for case in cases.load("scoring"):
        visit = {key: case[key] for key in ("touchpoints", "answers", "photos")}

        assert twin(visit)["sheet"] == scored(visit), case["name"]

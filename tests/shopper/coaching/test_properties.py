"""What must hold for every visit that is coached, and on the phone as on the server."""

import random
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopper.checklists import completeness, conditions
from tests import twins
from tests.shopper.coaching.visits import checklist_of, remarks_of, visits

TWIN = Path(__file__).with_name("twin.js")
many = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def told(visit):
    return [remark.as_document() for remark in remarks_of(visit)]


@pytest.fixture(scope="module")
def twin():
    """The phone's coach in a process of its own, for as long as this module's tests run."""
    with twins.running(TWIN) as ask:
        yield lambda visit: ask(
            {
                "checklist": checklist_of(visit),
                **{name: visit[name] for name in ("answers", "photos", "facts")},
            }
        )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(visit=visits())
def test_the_phone_remarks_what_the_server_remarks(twin, visit):
    assert twin(visit) == told(visit)


@many
@given(visit=visits(), seed=st.integers(0, 999))
def test_the_order_in_which_answers_came_does_not_matter(visit, seed):
    shuffled = list(visit["answers"].items())
    random.Random(seed).shuffle(shuffled)

    assert told({**visit, "answers": dict(shuffled)}) == told(visit)


@many
@given(visit=visits())
def test_nothing_is_remarked_about_a_question_that_was_not_asked(visit):
    asked = conditions.asked(visit["touchpoints"], visit["answers"])

    assert {remark["question"] for remark in told(visit)} <= asked


@many
@given(visit=visits(), data=st.data())
def test_a_fitting_note_never_adds_a_bad_answer_without_a_word(visit, data):
    before = without_word(visit)
    explained = deepcopy(visit)
    answered = sorted(explained["answers"])
    name = data.draw(st.sampled_from(answered)) if answered else None
    if name:
        explained["answers"][name]["note"] = "Two cups stood on the table by the door."

    after = without_word(explained)

    assert after <= before
    assert name not in after


def without_word(visit):
    return {one["question"] for one in told(visit) if one["code"] == "bad_without_word"}


@many
@given(visit=visits())
def test_what_keeps_a_visit_from_being_handed_in_is_required_and_little_else(visit):
    gaps = completeness.missing(visit, visit, visit["photos"])

    required = [one for one in told(visit) if one["level"] == "required"]

    named = [one for one in required if one["code"] == "staff_named"]
    missing = [(one["question"], one["code"]) for one in required if one not in named]
    assert missing == [(gap.question, gap.code) for gap in gaps]
    assert not named or visit.get("staff_names") == "forbidden"


@many
@given(visit=visits())
def test_what_is_required_stands_before_what_is_advised(visit):
    levels = [one["level"] for one in told(visit)]

    assert levels == sorted(levels, reverse=True)

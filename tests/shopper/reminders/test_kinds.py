"""Of what a shopper is reminded, and when: to the minute, and of nothing that is settled."""

from datetime import timedelta

import pytest

from shopper.reminders import kinds
from shopper.reminders.kinds import Standing
from tests.factories import NOW

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
OPENS, CLOSES = NOW, NOW + 40 * HOUR  # the last quarter begins after thirty hours


def due(status, at, *, since=NOW - 90 * HOUR, **more):
    standing = Standing(status, OPENS, CLOSES, event="move", since=since, **more)
    return [one.kind for one in kinds.due(standing, at=at)]


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (OPENS - 24 * HOUR - MINUTE, []),
        (OPENS - 24 * HOUR, ["upcoming"]),
        (OPENS - MINUTE, ["upcoming"]),
        (OPENS, []),
        (CLOSES - 10 * HOUR - MINUTE, []),
        (CLOSES - 10 * HOUR, ["closing"]),
        (CLOSES - MINUTE, ["closing"]),
        (CLOSES, []),
    ],
)
def test_an_accepted_visit_is_reminded_of_before_it_opens_and_before_it_closes(at, found):
    assert due("accepted", at) == found


def test_who_accepts_within_the_last_day_needs_no_letter():
    assert due("accepted", OPENS - HOUR, since=OPENS - 5 * HOUR) == []
    assert due("accepted", CLOSES - HOUR, since=CLOSES - 5 * HOUR) == []


def test_where_something_has_arrived_nothing_is_said_of_the_time_left():
    assert due("in_progress", CLOSES - HOUR) == ["closing"]
    assert due("in_progress", CLOSES - HOUR, has_arrived=True) == []


@pytest.mark.parametrize(
    ("waited", "found"), [(24 * HOUR - MINUTE, []), (24 * HOUR, ["unanswered"])]
)
def test_an_assignment_is_reminded_of_after_a_day_without_an_answer(waited, found):
    assert due("scheduled", NOW, since=NOW - waited) == found


def test_an_assignment_whose_window_is_over_is_let_be():
    assert due("scheduled", CLOSES) == []


@pytest.mark.parametrize("status", ["returned", "in_progress"])
def test_what_came_back_is_reminded_of_after_a_day_also_when_the_window_is_over(status):
    late = CLOSES + 48 * HOUR
    back = {"has_arrived": True, "was_handed_in": True}

    assert due(status, late, since=late - 24 * HOUR, **back) == ["returned"]
    assert due(status, late, since=late - 23 * HOUR, **back) == []


@pytest.mark.parametrize("status", ["submitted", "reviewed", "approved"])
def test_what_is_with_the_office_is_nothing_to_be_reminded_of(status):
    assert due(status, CLOSES + 90 * HOUR, was_handed_in=True) == []

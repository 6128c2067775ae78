"""Whose turn a place is: the rules of the board, and what they say to whom they keep away."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from shopper.visits import turns
from shopper.visits.turns import Rules, Standing
from tests.factories import NOW

BERLIN = ZoneInfo("Europe/Berlin")
RULES = Rules(lockout_days=30, capacity=2, rotates=False)


def why_not(rules=RULES, **standing):
    return turns.obstacle(rules, Standing(**standing), zone=BERLIN, at=NOW)


def test_nothing_keeps_a_shopper_from_a_place_they_do_not_know():
    assert why_not() is None


def test_who_was_there_of_late_is_told_when_and_from_when_on_they_can_come_again():
    found = why_not(visited_at=NOW - timedelta(days=29))

    assert found.code == "locked_out"
    assert found.until == NOW + timedelta(days=1)
    assert found.sentence == (
        "You were here on Fri 23 Oct 2026. From Sun 22 Nov 2026 on you can come again."
    )


def test_the_lock_out_ends_to_the_minute_and_with_no_days_there_is_none():
    none = Rules(lockout_days=0, capacity=2, rotates=False)

    assert why_not(visited_at=NOW - timedelta(days=30)) is None
    assert why_not(none, visited_at=NOW - timedelta(minutes=1)) is None


def test_days_are_those_of_the_place():
    found = turns.obstacle(
        RULES,
        Standing(visited_at=NOW - timedelta(days=1)),
        zone=ZoneInfo("Pacific/Auckland"),
        at=NOW,
    )

    assert "Sat 21 Nov 2026" in found.sentence  # in Berlin it was the twentieth


@pytest.mark.parametrize(("rotates", "code"), [(True, "rotation"), (False, None)])
def test_a_place_that_rotates_waits_for_somebody_else(rotates, code):
    rules = Rules(lockout_days=1, capacity=2, rotates=rotates)

    found = why_not(rules, visited_at=NOW - timedelta(days=90), was_last=True)

    assert (found and found.code) == code


@pytest.mark.parametrize(("count", "code"), [(1, None), (2, "capacity"), (3, "capacity")])
def test_who_has_as_many_visits_open_as_one_may_is_told_to_hand_one_in(count, code):
    found = why_not(open_visits=count)

    assert (found and found.code) == code
    assert found is None or str(count) in found.sentence


def test_who_is_expected_at_the_place_hears_that_first():
    found = why_not(is_expected=True, open_visits=9, visited_at=NOW)

    assert found.code == "expected"

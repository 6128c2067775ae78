"""Which backups stay is decided by the days, weeks and months they were made in."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shopper.backups.pruning import Policy

NIGHT = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)  # a Sunday


def nights(*days_ago: int) -> dict[str, datetime]:
    return {str(days): NIGHT - timedelta(days=days) for days in days_ago}


@pytest.mark.parametrize(
    ("policy", "stay"),
    [
        (Policy(newest=3), {0, 1, 2}),
        (Policy(newest=99), set(range(60))),
        (Policy(daily=4), {0, 1, 2, 3}),
        (Policy(weekly=3), {0, 7, 14}),
        (Policy(monthly=2), {0, 22}),
        (Policy(daily=2, weekly=2, monthly=3), {0, 1, 7, 22, 53}),
    ],
    ids=["newest", "more than there are", "days", "weeks", "months", "all three"],
)
def test_the_last_one_of_each_of_the_newest_periods_stays(policy, stay):
    assert policy.stay(nights(*range(60))) == {str(days) for days in stay}


def test_of_several_on_one_day_the_last_stays():
    made = {f"{hour}": NIGHT.replace(hour=hour) for hour in (1, 9, 17)}

    assert Policy(daily=5).stay(made) == {"17"}


def test_a_day_without_a_backup_is_not_counted():
    assert Policy(daily=3).stay(nights(0, 30, 31, 90)) == {"0", "30", "31"}


counts = some.integers(min_value=0, max_value=5)


@given(
    some.builds(Policy, counts, counts, counts, counts).filter(bool),
    some.sets(some.integers(min_value=0, max_value=900), min_size=1),
)
def test_the_newest_always_stays_and_no_period_has_less_than_was_asked_for(policy, days):
    made = nights(*days)

    stay = policy.stay(made)

    assert str(min(days)) in stay
    assert len(stay) >= min(len(days), policy.newest)
    months = {(at.year, at.month) for at in made.values()}
    kept_months = {(made[name].year, made[name].month) for name in stay}
    assert len(kept_months) >= min(len(months), policy.monthly)

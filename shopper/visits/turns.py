"""Whose turn a place is: why a shopper may not claim a visit to it, and until when. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shopper.writing import written

EXPECTED, LOCKED_OUT, ROTATION, CAPACITY = "expected", "locked_out", "rotation", "capacity"


@dataclass(frozen=True)
class Rules:
    """What a client allows.

    The days between two visits of one shopper to one place, how many visits to its places a shopper
    may have open at once, and whether a place is visited by somebody else each time.
    """

    lockout_days: int
    capacity: int
    rotates: bool


@dataclass(frozen=True)
class Standing:
    """How a shopper stands to a place.

    When they were there last, whether nobody was there since, whether they are expected there, and
    how many visits they have open for its client.
    """

    visited_at: datetime | None = None
    was_last: bool = False
    is_expected: bool = False
    open_visits: int = 0


@dataclass(frozen=True)
class Obstacle:
    """Why not: a code, the sentence for the shopper, and when it is over by itself, if it ever is."""

    code: str
    sentence: str
    until: datetime | None = None


def obstacle(rules: Rules, standing: Standing, *, zone: ZoneInfo, at: datetime) -> Obstacle | None:
    """Return what keeps the shopper from claiming a visit to the place; None where nothing does."""
    if standing.is_expected:
        return Obstacle(EXPECTED, _("You have a visit to this place to do already."))
    return (
        _lockout(rules, standing, zone, at) or _rotation(rules, standing) or _full(rules, standing)
    )


def _lockout(rules: Rules, standing: Standing, zone: ZoneInfo, at: datetime) -> Obstacle | None:
    if standing.visited_at is None:
        return None
    until = standing.visited_at + timedelta(days=rules.lockout_days)
    if until <= at:
        return None
    day, again = (written(one.astimezone(zone), "D j M Y") for one in (standing.visited_at, until))
    sentence = _("You were here on %(day)s. From %(again)s on you can come again.")
    return Obstacle(LOCKED_OUT, sentence % {"day": day, "again": again}, until)


def _rotation(rules: Rules, standing: Standing) -> Obstacle | None:
    if not (rules.rotates and standing.was_last):
        return None
    sentence = _("You were the last one here. It is open to you again after somebody else's visit.")
    return Obstacle(ROTATION, sentence)


def _full(rules: Rules, standing: Standing) -> Obstacle | None:
    if standing.open_visits < rules.capacity:
        return None
    sentence = ngettext(
        "You have %(n)d visit to do for this client, and that is as many as one may have at once. Hand it in first.",
        "You have %(n)d visits to do for this client, and that is as many as one may have at once. Hand one in first.",
        standing.open_visits,
    )
    return Obstacle(CAPACITY, sentence % {"n": standing.open_visits})

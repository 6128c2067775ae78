"""Windows of time on the clock of a place: what a shopper may ask for, and what an hour means there."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from shopper.errors import Invalid

SHORTEST, LONGEST, FURTHEST = timedelta(minutes=30), timedelta(days=31), timedelta(days=90)


@dataclass(frozen=True)
class Window:
    """From when to when; aware."""

    opens_at: datetime
    closes_at: datetime


def instant(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when the clock on the wall shows this; None for an hour that it leaps over."""
    aware = wall.replace(tzinfo=zone)
    there_and_back = aware.astimezone(UTC).astimezone(zone)
    return aware if there_and_back.replace(tzinfo=None) == wall else None


def asked_for(*, opens: datetime, closes: datetime, zone: ZoneInfo, at: datetime) -> Window:
    """Return the window between two times on the clock of the place, if a shopper may ask for it.

    Raises:
        Invalid: by `opens` and `closes`: what is wrong with them.
    """
    here = at.astimezone(zone).replace(tzinfo=None)
    if opens > here + FURTHEST:
        _refuse("opens", _("This is more than %(n)d days ahead.") % {"n": FURTHEST.days})
    if closes - opens > LONGEST:
        _refuse("closes", _("A window has %(n)d days at most.") % {"n": LONGEST.days})
    if closes - max(opens, here) < SHORTEST:
        _refuse("closes", _("The window must leave half an hour at least, from now on."))
    return Window(_instant_of("opens", opens, zone), _instant_of("closes", closes, zone))


def _instant_of(name: str, wall: datetime, zone: ZoneInfo) -> datetime:
    found = instant(wall, zone)
    if found is None:
        _refuse(name, _("The clocks go forward over this time. Choose another one."))
    return found


def _refuse(name: str, sentence: str) -> NoReturn:
    raise Invalid(errors={name: [sentence]})

"""Of what a shopper is reminded, and when. Pure but for its words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from shopper.visits.states import Status

A_DAY = timedelta(days=1)


class Kind(models.TextChoices):
    """What a letter reminds of; each can be switched off by itself."""

    UPCOMING = "upcoming", _("The day before a visit you have accepted")
    CLOSING = "closing", _("When little time is left for a visit")
    UNANSWERED = "unanswered", _("When an assigned visit waits for your answer")
    RETURNED = "returned", _("When questions that came back wait for you")
    FOLLOW_THROUGH = "follow_through", _("When a follow-through opens, and before it closes")


OPENED, CLOSING = "opened", "closing"


@dataclass(frozen=True)
class Standing:
    """How a visit stands: since when it has its status, and whether anything of it has arrived.

    `event` names the move that brought it there; where it was sent back, the move that did.
    `opened_at` and `open_until` are those of a follow-through that is open.
    """

    status: str
    opens_at: datetime
    closes_at: datetime
    event: str
    since: datetime
    has_arrived: bool = False
    was_handed_in: bool = False
    opened_at: datetime | None = None
    open_until: datetime | None = None


@dataclass(frozen=True)
class Due:
    """A letter that is due, and what it is about: of the same thing there is never a second one."""

    kind: str
    occasion: str


def due(standing: Standing, *, at: datetime) -> list[Due]:
    """Return the letters that are due at a moment, of which some may have been written before.

    Who takes a visit on after the moment for a reminder has come needs none.
    """
    if standing.opened_at and standing.open_until:
        return _follow_through(standing.opened_at, standing.open_until, at)
    if standing.was_handed_in:
        is_waiting = standing.status in {Status.RETURNED, Status.IN_PROGRESS}
        is_late = is_waiting and at >= standing.since + A_DAY
        return [Due(Kind.RETURNED, standing.event)] if is_late else []
    if at >= standing.closes_at:
        return []
    if standing.status == Status.SCHEDULED:
        is_late = at >= standing.since + A_DAY
        return [Due(Kind.UNANSWERED, standing.event)] if is_late else []
    return [*_upcoming(standing, at), *_closing(standing, at)]


def _upcoming(standing: Standing, at: datetime) -> list[Due]:
    before = standing.opens_at - A_DAY
    is_due = standing.status == Status.ACCEPTED and standing.since < before <= at
    is_due = is_due and at < standing.opens_at
    return [Due(Kind.UPCOMING, _moment(standing.opens_at))] if is_due else []


def _closing(standing: Standing, at: datetime) -> list[Due]:
    last_quarter = standing.closes_at - (standing.closes_at - standing.opens_at) / 4
    is_open = standing.status in {Status.ACCEPTED, Status.IN_PROGRESS} and not standing.has_arrived
    is_due = is_open and standing.since < last_quarter <= at
    return [Due(Kind.CLOSING, _moment(standing.closes_at))] if is_due else []


def _follow_through(opened_at: datetime, until: datetime, at: datetime) -> list[Due]:
    """One letter when it opens, and one when a quarter of its time is left."""
    if not opened_at <= at < until:
        return []
    is_closing = at >= until - (until - opened_at) / 4
    occasion = CLOSING if is_closing else OPENED
    return [Due(Kind.FOLLOW_THROUGH, f"{occasion} {_moment(until)}")]


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def is_one(kind: Any) -> bool:
    """Say whether there is such a kind."""
    return kind in Kind.values

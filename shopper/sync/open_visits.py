"""The board of open visits in the form in which a phone reads it."""

from datetime import datetime
from typing import Any

from shopper.accounts.models import User
from shopper.sync import snapshot
from shopper.visits import board
from shopper.visits.turns import Obstacle


def take(user: User, *, at: datetime) -> dict[str, Any]:
    """Return what is on the board for `user`, and how many visits in all."""
    return {"visits": _entries(user, at), "count": board.count(user, at=at), "now": at}


def _entries(user: User, at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "id": str(entry.visit.pk),
            "checklist": entry.visit.checklist.name,
            "location": snapshot.place(entry.visit.location),
            "opens_at": entry.visit.opens_at.isoformat(),
            "closes_at": entry.visit.closes_at.isoformat(),
            "fee": snapshot.fee(entry.visit),
            "why_not": _why_not(entry.obstacle),
        }
        for entry in board.entries(user, at=at)
    ]


def _why_not(obstacle: Obstacle | None) -> dict[str, Any] | None:
    if obstacle is None:
        return None
    until = obstacle.until.isoformat() if obstacle.until else None
    return {"code": obstacle.code, "sentence": obstacle.sentence, "until": until}

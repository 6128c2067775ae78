"""Moments that are asked after the visit: their window, and which of them are asked at a time. Pure.

The phone's twin of `present` is in model/checklist.js.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

Content = Mapping[str, Any]


def is_one(touchpoint: Content) -> bool:
    """Say whether the moment is asked after the visit."""
    return bool(touchpoint.get("follow_through"))


def of(document: Content) -> list[Content]:
    """Return the moments of a checklist that are asked after the visit."""
    return [touchpoint for touchpoint in document["touchpoints"] if is_one(touchpoint)]


def present(document: Content, opened: Collection[str] = ()) -> list[Content]:
    """Return the moments that are asked at a time: those afterwards only once questions are opened."""
    return [
        touchpoint
        for touchpoint in document["touchpoints"]
        if not is_one(touchpoint) or any(one["id"] in opened for one in touchpoint["questions"])
    ]


def window(touchpoint: Content, *, ended_at: datetime) -> tuple[datetime, datetime]:
    """Return from when to when a moment is asked that is asked after the visit."""
    hours = touchpoint["follow_through"]
    opens_at = ended_at + timedelta(hours=hours["opens_after_hours"])
    return opens_at, opens_at + timedelta(hours=hours["open_for_hours"])

"""Troubles of the database and the disk that pass by themselves or with more room, told from defects."""

import errno
from enum import Enum, auto

from django.db import InterfaceError, OperationalError

TRY_AGAIN_AFTER_SECONDS = 5
NO_ROOM = ("disk is full", "No space left on device")


class Outage(Enum):
    """Why nothing can be kept at present."""

    AWAY = auto()  # locked for too long, restarting, not mounted
    FULL = auto()


def outage_behind(trouble: BaseException | None) -> Outage | None:
    """Return the outage that a trouble tells of; None where it is a defect, or nothing at all."""
    if not isinstance(trouble, OperationalError | InterfaceError | OSError):
        return None
    is_full = getattr(trouble, "errno", None) == errno.ENOSPC
    if is_full or any(words in str(trouble) for words in NO_ROOM):
        return Outage.FULL
    return Outage.AWAY

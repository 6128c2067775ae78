"""The clock of the background worker: every few minutes it looks what has come due."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, connections
from django.utils import timezone

from shopper.reminders import sweeping
from shopper.sync import follow_through

logger = logging.getLogger(__name__)
EVERY_SECONDS = 600


@contextmanager
def ticking(every_seconds: float = EVERY_SECONDS) -> Iterator[None]:
    """Look beside the worker for as long as it lives; a look that fails or is missed does no harm."""
    end = threading.Event()
    thread = threading.Thread(target=_tick, args=(end, every_seconds), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join(timeout=10)


def _tick(end: threading.Event, every_seconds: float) -> None:
    while not end.wait(every_seconds):
        try:
            look(at=timezone.now())
        except DatabaseError as trouble:
            logger.warning("nothing was looked for: %r", trouble)
        finally:
            connections.close_all()


def look(*, at: datetime) -> int:
    """Open and close what has its time after a visit, then queue letters; return how many letters."""
    follow_through.sweep(at=at)
    return sweeping.sweep(at=at)

"""How the demo enters an installation that runs: in short steps, by one process at a time."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

LEFT_TO_OTHERS = 0.1


class Busy(Exception):
    """Another process loads the demo at this moment."""


@contextmanager
def alone() -> Iterator[None]:
    """Keep every other process from loading the demo; a process that is killed keeps nobody.

    Raises:
        Busy: somebody else is loading.
    """
    path = Path(settings.MEDIA_ROOT) / "demo.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield


@contextmanager
def step() -> Iterator[None]:
    """Commit what is done within, with nothing queued: what the past would queue was done long ago.

    SQLite has one writer, and whoever waits for it only looks ten times a second whether it is
    free. So steps are short, and a tenth of their time is left to a web server or a background
    worker that runs beside.
    """
    began = time.monotonic()
    with transaction.atomic():
        yield
        DBTaskResult.objects.filter(status=TaskResultStatus.READY).delete()
    time.sleep((time.monotonic() - began) * LEFT_TO_OTHERS)

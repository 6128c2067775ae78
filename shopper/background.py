"""Background work that a worker left behind when it died: put back in the queue, or given up.

A worker marks a task as running before it begins, and nobody else takes that one. Killed in the
middle (a power cut, a stop that took too long, memory that ran out), it would leave the task running
for ever, and a visit unprepared or a report never drawn. All tasks here may run twice, so what is
left of a dead worker can simply be run again.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

# A task that has seen so many workers die is taken for the cause.
MOST_DEATHS = 3
CAUSE = "shopper.background.WorkersDied"


@dataclass
class LeftBehind:
    """What became of the tasks of dead workers."""

    queued: list[DBTaskResult] = field(default_factory=list)
    given_up: list[DBTaskResult] = field(default_factory=list)


@contextmanager
def alive(worker_id: str) -> Iterator[None]:
    """Show to every process that shares the files that this worker lives, for as long as it does.

    The sign is a lock, which the system takes away with the process, however that ends.
    """
    sign = _sign_of(worker_id)
    sign.parent.mkdir(parents=True, exist_ok=True)
    part = sign.with_suffix(".part")
    with part.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # Locked before it has its name: nobody finds it free while its worker is starting.
        part.replace(sign)
        try:
            yield
        finally:
            sign.unlink(missing_ok=True)


def take_up(*, at: datetime) -> LeftBehind:
    """Put the tasks of dead workers back in the queue; give up what has killed `MOST_DEATHS`.

    Safe to repeat, and beside living workers: theirs are left alone.
    """
    left = LeftBehind()
    for task in DBTaskResult.objects.running().order_by("started_at"):
        if _is_alive(task.worker_ids[-1]):
            continue
        deaths = len(task.worker_ids)
        if deaths < MOST_DEATHS:
            if _move(task, status=TaskResultStatus.READY):
                logger.warning("task %s is queued again: its worker has died", task.id)
                left.queued.append(task)
        elif _give_up(task, at):
            logger.error("task %s is given up: %d workers have died of it", task.id, deaths)
            left.given_up.append(task)
    return left


def _give_up(task: DBTaskResult, at: datetime) -> bool:
    return _move(
        task,
        status=TaskResultStatus.FAILED,
        finished_at=at,
        exception_class_path=CAUSE,
        traceback=f"{len(task.worker_ids)} workers died while they ran this task.",
    )


def _move(task: DBTaskResult, **changes: object) -> bool:
    """Change the row, unless its worker has ended the task, or another process was first."""
    as_it_was = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    return bool(as_it_was.update(**changes))


def _is_alive(worker_id: str) -> bool:
    sign = _sign_of(worker_id)
    try:
        with sign.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            sign.unlink(missing_ok=True)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _sign_of(worker_id: str) -> Path:
    """Return where a worker's lock lies: with the files, which all workers share."""
    name = sha256(worker_id.encode()).hexdigest()[:32]
    return Path(settings.MEDIA_ROOT) / "workers" / f"{name}.alive"

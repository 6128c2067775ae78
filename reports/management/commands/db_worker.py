"""The background worker, in place of the library's: it takes up first what dead workers left behind."""

from contextlib import nullcontext
from typing import Any

from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from reports import tasks
from shopper import background
from shopper.reminders import beat


class Command(db_worker.Command):
    """Everything the library's worker can do; it is found first because `reports` is installed first."""

    def handle(self, *, worker_id: str, **options: Any) -> None:
        left = background.take_up(at=timezone.now())
        tasks.mark_given_up(left.given_up)
        clock = nullcontext() if options.get("batch") else beat.ticking()
        with background.alive(worker_id), clock:
            super().handle(worker_id=worker_id, **options)

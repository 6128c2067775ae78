"""The background worker, with a clock that looks every second: no journey waits ten minutes for it."""

from functools import partial

from django.core.management import call_command

from shopper.reminders import beat

COMMAND = (
    "manage.py",
    "shell",
    "-c",
    "from tests.journeys import quick_worker; quick_worker.work()",
)
EVERY_SECONDS = 1


def work() -> None:
    """Be the worker until the end. Run inside the server's environment."""
    beat.ticking = partial(beat.ticking, every_seconds=EVERY_SECONDS)
    call_command("db_worker")

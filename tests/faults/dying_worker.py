"""The background worker, killed at one moment of one task: `python -m tests.faults.dying_worker TASK MOMENT LOG`.

A moment is just before the task begins a statement of the database, opens a file of the installation
for writing, renames, links or removes one, or starts a process. They are counted from 1 and written
to LOG, each before it comes; at the chosen one the worker is killed with all it has started. With
moment 0 it lives, and the log tells them all.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django_tasks.signals import task_finished, task_started

FILE_EVENTS = {"os.rename", "os.remove", "os.link"}
WRITING = os.O_WRONLY | os.O_RDWR


class Death:
    """Counts the moments of a task, and comes at the chosen one."""

    def __init__(self, task: str, moment: int, log: Path) -> None:
        self.task, self.moment, self.log = task, moment, log
        self.count, self.is_at_work = 0, False

    def task_begins(self, task_result: Any, **_rest: Any) -> None:
        self.is_at_work = task_result.task.module_path == self.task

    def task_is_over(self, **_rest: Any) -> None:
        self.is_at_work = False

    def before_a_statement(self, execute: Any, sql: str, *rest: Any) -> Any:
        self._moment(" ".join(sql.split())[:80])
        return execute(sql, *rest)

    def at_an_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_at_work:
            return
        if event == "open":
            path, _mode, flags = arguments
            if flags & WRITING and _is_of_the_installation(path):
                self._moment(f"open {Path(path).suffix}")
        elif event in FILE_EVENTS and _is_of_the_installation(arguments[0]):
            self._moment(f"{event} {Path(os.fsdecode(arguments[0])).suffix}")
        elif event == "subprocess.Popen" or event.endswith("fork_exec"):
            self._moment(event)

    def _moment(self, what: str) -> None:
        if not self.is_at_work:
            return
        self.is_at_work = False  # writing this down is no moment
        self.count += 1
        with self.log.open("a") as log:
            log.write(f"{what}\n")
        if self.count == self.moment:
            os.killpg(0, signal.SIGKILL)
        self.is_at_work = True


def _is_of_the_installation(path: Any) -> bool:
    return isinstance(path, str | bytes | os.PathLike) and Path(os.fsdecode(path)).is_relative_to(
        settings.MEDIA_ROOT
    )


def main(task: str, moment: str, log: str) -> None:
    django.setup()
    death = Death(task, int(moment), Path(log))
    task_started.connect(death.task_begins)
    task_finished.connect(death.task_is_over)
    sys.addaudithook(death.at_an_event)
    with connection.execute_wrapper(death.before_a_statement):
        call_command("db_worker", batch=True, startup_delay=False, interval=0, reload=False)


if __name__ == "__main__":
    main(*sys.argv[1:])

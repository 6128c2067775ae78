"""The task queue in the database, joined with one prepared statement; `TASKS_BACKEND` names this module."""

from typing import Any
from uuid import uuid4

from django_tasks.base import Task
from django_tasks.utils import normalize_json
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max

from shopper import prepared


class Queue(DatabaseBackend):
    """django-tasks-db's own, but for the words of the one statement with which a task is queued."""

    def _task_to_db_task(  # type: ignore[override]  # theirs is no valid signature, and ignored there
        self, task: Task[Any, Any], args: Any, kwargs: Any
    ) -> DBTaskResult:
        queued: DBTaskResult = DBTaskResult(
            id=uuid4(),
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            run_after=task.run_after or get_date_max(),
            backend_name=self.alias,
        )
        prepared.insert(queued)
        return queued

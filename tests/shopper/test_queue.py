"""A task that is queued with the prepared statement is the very row that the library would make."""

import pytest
from django_tasks_db.models import DBTaskResult

from shopper.sync.tasks import prepare

pytestmark = pytest.mark.django_db
OF_THE_MOMENT = {"id", "enqueued_at"}


def queued(settings, backend: str) -> DBTaskResult:
    settings.TASKS = {"default": {"BACKEND": backend}}
    made = prepare.enqueue("01a20246-bb90-7453-b11b-24ec0389d63e")
    return DBTaskResult.objects.get(pk=made.id)


def content(row: DBTaskResult) -> dict[str, object]:
    return {
        field.attname: getattr(row, field.attname)
        for field in DBTaskResult._meta.concrete_fields
        if field.attname not in OF_THE_MOMENT
    }


def test_it_is_the_row_that_the_library_makes(settings):
    ours = queued(settings, "shopper.queue.Queue")
    theirs = queued(settings, "django_tasks_db.DatabaseBackend")

    assert content(ours) == content(theirs)


def test_a_worker_finds_it(settings):
    ours = queued(settings, "shopper.queue.Queue")

    assert list(DBTaskResult.objects.ready()) == [ours]

"""A task that is queued with the prepared statement is the very row that the library would make."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shopper.sync.tasks import prepare

pytestmark = pytest.mark.django_db
OF_THE_MOMENT = {"id", "enqueued_at"}
LATER = timezone.now() + timedelta(hours=1)


def queued(settings, backend: str, **how: object) -> DBTaskResult:
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": ["default", "night"]}}
    made = prepare.using(**how).enqueue("01a20246-bb90-7453-b11b-24ec0389d63e")
    return DBTaskResult.objects.get(pk=made.id)


def content(row: DBTaskResult) -> dict[str, object]:
    return {
        field.attname: getattr(row, field.attname)
        for field in DBTaskResult._meta.concrete_fields
        if field.attname not in OF_THE_MOMENT
    }


@pytest.mark.parametrize(
    "how",
    [{}, {"priority": 7}, {"queue_name": "night"}, {"run_after": LATER}],
    ids=["as it is", "urgent", "on another queue", "for later"],
)
def test_it_is_the_row_that_the_library_makes(settings, how):
    ours = queued(settings, "shopper.queue.Queue", **how)
    theirs = queued(settings, "django_tasks_db.DatabaseBackend", **how)

    assert content(ours) == content(theirs)


def test_a_worker_finds_it(settings):
    ours = queued(settings, "shopper.queue.Queue")

    assert list(DBTaskResult.objects.ready()) == [ours]


def test_what_is_for_later_waits(settings):
    queued(settings, "shopper.queue.Queue", run_after=LATER)

    assert list(DBTaskResult.objects.ready()) == []

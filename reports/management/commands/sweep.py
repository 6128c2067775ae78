"""Do what must be done once a day: abandoned uploads go, and nothing waits for ever in the background."""

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports import publishing, tasks
from shopper import background
from shopper.sync import refused_photos
from shopper.sync.tasks import prepare
from shopper.visits import uploads
from shopper.visits.models import Visit
from shopper.visits.states import Status

WAITED_LONG = timedelta(minutes=15)


class Command(BaseCommand):
    help = (
        "Remove abandoned uploads; queue anew what a full disk, a stop or a dead worker left "
        "unprepared or undrawn. Safe to repeat, at any hour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        left = background.take_up(at=now)
        tasks.mark_given_up(left.given_up)
        removed = uploads.sweep(at=now) + refused_photos.sweep(at=now)
        visits = _queue_unprepared(before=now - WAITED_LONG)
        reports = publishing.queue_undrawn(before=now - WAITED_LONG)
        self.stdout.write(
            f"{removed} abandoned files removed, {visits} visits queued, {reports} reports queued, "
            f"{len(left.queued)} tasks of dead workers queued."
        )


def _queue_unprepared(*, before: datetime) -> int:
    waiting = Visit.objects.filter(
        status=Status.SUBMITTED, prepared_at=None, submitted_at__lt=before
    )
    unprepared = [str(visit_id) for visit_id in waiting.values_list("pk", flat=True)]
    for visit_id in unprepared:
        prepare.enqueue(visit_id)
    return len(unprepared)

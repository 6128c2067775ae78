"""Do what must be done once a day: abandoned uploads go, and no visit stays unprepared."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from shopper.sync.tasks import prepare
from shopper.visits import uploads
from shopper.visits.models import Visit
from shopper.visits.states import Status

WAITED_LONG = timedelta(minutes=15)


class Command(BaseCommand):
    help = "Remove abandoned uploads and prepare anew what a full disk or a stop left unprepared."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        removed = uploads.sweep(at=now)
        waiting = Visit.objects.filter(
            status=Status.SUBMITTED, prepared_at=None, submitted_at__lt=now - WAITED_LONG
        )
        unprepared = [str(visit_id) for visit_id in waiting.values_list("pk", flat=True)]
        for visit_id in unprepared:
            prepare.enqueue(visit_id)
        self.stdout.write(f"{removed} abandoned files removed, {len(unprepared)} visits queued.")

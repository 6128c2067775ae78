"""Queue the reminders that are due, and open and close follow-throughs; the worker does the same every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from shopper.reminders import beat


class Command(BaseCommand):
    help = "Queue the reminders that are due, each once. Safe to repeat, at any hour."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{beat.look(at=timezone.now())} reminders queued.")

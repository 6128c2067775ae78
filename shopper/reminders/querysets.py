"""Which reminders could not be sent."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from shopper.reminders.models import Reminder  # noqa: F401 - quoted below


class ReminderQuerySet(QuerySet["Reminder"]):
    def failed(self, *, before: datetime) -> Self:
        """Keep what the post office declined before a moment, and that nobody has queued again."""
        return self.filter(failed_at__lt=before)

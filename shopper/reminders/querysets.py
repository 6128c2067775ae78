"""Which reminders could not be sent, and which phones are told."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from shopper.accounts.models import User
    from shopper.reminders.models import (  # noqa: F401 - quoted below
        Reminder,
        Subscription,
    )


class ReminderQuerySet(QuerySet["Reminder"]):
    def failed(self, *, before: datetime) -> Self:
        """Keep what the post office declined before a moment, and that nobody has queued again."""
        return self.filter(failed_at__lt=before)


class SubscriptionQuerySet(QuerySet["Subscription"]):
    def of(self, shopper: "User") -> Self:
        """Keep those of the shopper's phones that are not lost."""
        return self.filter(device__user=shopper, device__revoked_at=None)

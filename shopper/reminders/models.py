"""What was written to whom about what, what a shopper does not want, and which phones are told too."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shopper.identity import new_id
from shopper.reminders.kinds import Kind
from shopper.reminders.querysets import ReminderQuerySet, SubscriptionQuerySet
from shopper.sync.models import Device
from shopper.visits.models import Visit


class Reminder(models.Model):
    """One letter about one thing; the database refuses a second one.

    `taken_at` is written before the letter is handed to the post office: a worker that dies in between
    may lose a letter, and never sends it twice. `failed_at` is when the post office last declined it.
    `notified_at` is written before the shopper's phones are told, and they are told once.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="reminders")
    shopper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    occasion = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visit", "shopper", "kind", "occasion"], name="reminder_once_of_a_thing"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Silence(models.Model):
    """A kind of letter that a shopper has switched off."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shopper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="silences"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shopper", "kind"], name="silence_once_a_kind"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Subscription(models.Model):
    """Where one phone is told of a reminder: its address at a push service, and the keys to write to it.

    `endpoint` is a web address; `p256dh` and `auth` are base64url without padding, as browsers give
    them (RFC 8291).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    device = models.OneToOneField(Device, on_delete=models.CASCADE, related_name="subscription")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    since = models.DateTimeField()

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "id"]

    def __str__(self) -> str:
        return str(self.device)

"""Which letters were written to whom about what, and which ones a shopper does not want."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shopper.identity import new_id
from shopper.reminders.kinds import Kind
from shopper.reminders.querysets import ReminderQuerySet
from shopper.visits.models import Visit


class Reminder(models.Model):
    """One letter about one thing; the database refuses a second one.

    `taken_at` is written before the letter is handed to the post office: a worker that dies in between
    may lose a letter, and never sends it twice. `failed_at` is when the post office last declined it.
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

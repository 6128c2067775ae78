"""What the background worker sends; each task may run twice, and sends once."""

import logging
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from shopper.reminders import emails, notes, web_push, wishes
from shopper.reminders.kinds import Kind
from shopper.reminders.models import Reminder, Subscription
from shopper.visits.states import OPEN_TO_THE_SHOPPER

logger = logging.getLogger(__name__)


@task()
def send(reminder_id: str) -> None:
    """Send the letter, unless it was sent, is no longer wanted, or the visit has moved on.

    Raises:
        OSError: the post office did not take it; the next sweep has it tried again.
    """
    reminder = _wanted(reminder_id)
    if reminder is None:
        return
    mine = Reminder.objects.filter(pk=reminder.pk)
    if not mine.filter(taken_at=None).update(taken_at=timezone.now()):
        return
    try:
        emails.send_reminder(reminder)
    except OSError:
        mine.update(taken_at=None, failed_at=timezone.now())
        raise
    mine.update(sent_at=timezone.now())


@task()
def notify(reminder_id: str) -> None:
    """Tell the shopper's phones, once; what a push service does not take is in the letter anyway."""
    reminder = _wanted(reminder_id)
    if reminder is None:
        return
    mine = Reminder.objects.filter(pk=reminder.pk, notified_at=None)
    if not mine.update(notified_at=timezone.now()):
        return
    note = notes.note_of(reminder)
    for phone in Subscription.objects.of(reminder.shopper):
        try:
            web_push.tell(phone, note)
        except web_push.Ended:
            Subscription.objects.filter(pk=phone.pk, endpoint=phone.endpoint).delete()
        except web_push.Undelivered as trouble:
            logger.warning("a phone was not told: %s", trouble)


def _wanted(reminder_id: str) -> Reminder | None:
    """Return the reminder with what is said in it; None where nobody wants it any more."""
    rows = Reminder.objects.select_related("visit__location", "shopper")
    reminder = rows.filter(pk=UUID(reminder_id)).first()
    return reminder if reminder and _is_still_wanted(reminder) else None


def _is_still_wanted(reminder: Reminder) -> bool:
    visit, shopper = reminder.visit, reminder.shopper
    is_theirs = shopper.is_active and visit.shopper_id == shopper.pk
    if reminder.kind == Kind.FOLLOW_THROUGH and not visit.follow_throughs.opened().exists():
        return False
    return is_theirs and visit.status in _STILL[reminder.kind] and wishes.of(shopper)[reminder.kind]


_STILL = {
    "upcoming": {"accepted"},
    "closing": {"accepted", "in_progress"},
    "unanswered": {"scheduled"},
    "returned": OPEN_TO_THE_SHOPPER - {"scheduled", "accepted"},
    "follow_through": OPEN_TO_THE_SHOPPER - {"scheduled", "accepted"},
}

"""What the background worker sends; each task may run twice, and sends once."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from shopper.reminders import emails, wishes
from shopper.reminders.kinds import Kind
from shopper.reminders.models import Reminder
from shopper.visits.states import OPEN_TO_THE_SHOPPER


@task()
def send(reminder_id: str) -> None:
    """Send the letter, unless it was sent, is no longer wanted, or the visit has moved on.

    Raises:
        OSError: the post office did not take it; the next sweep has it tried again.
    """
    rows = Reminder.objects.select_related("visit__location", "shopper")
    reminder = rows.filter(pk=UUID(reminder_id)).first()
    if reminder is None or not _is_still_wanted(reminder):
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

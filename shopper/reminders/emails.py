"""The letter that reminds of a visit; its subject tells a bystander nothing."""

from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from shopper import mail
from shopper.reminders import kinds, wishes
from shopper.reminders.models import Reminder
from shopper.visits.models import Visit


def send_reminder(reminder: Reminder) -> None:
    """Write to the shopper in their language, with times on the clock of the place.

    Raises:
        OSError: the post office did not take it.
    """
    visit, shopper = reminder.visit, reminder.shopper
    off = wishes.link_off(shopper, reminder.kind)
    with timezone.override(visit.location.zone):
        mail.send(
            shopper.email,
            template="reminders/email/reminder",
            language=shopper.language,
            context={
                **facts_of(reminder),
                "is_closing": reminder.occasion.startswith(kinds.CLOSING),
                "shopper": shopper,
                "link": settings.PUBLIC_URL + path_of(visit),
                "off": off,
            },
            # RFC 8058: the mail program switches it off with one tap, without opening a page.
            headers={
                "List-Unsubscribe": f"<{off}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )


def facts_of(reminder: Reminder) -> dict[str, Any]:
    """Return what the subject is made of."""
    opened = reminder.visit.follow_throughs.opened()
    until = opened.aggregate(until=Max("closes_at"))["until"]
    return {"kind": reminder.kind, "until": until, "visit": reminder.visit}


def path_of(visit: Visit) -> str:
    """Return where the app shows the visit."""
    return f"/field/visit/{visit.pk}/"

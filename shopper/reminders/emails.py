"""What reminds of a visit, as a letter and as a notification; neither tells a bystander anything."""

from typing import Any

from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone, translation

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
                **_facts(reminder),
                "is_closing": reminder.occasion.startswith(kinds.CLOSING),
                "shopper": shopper,
                "link": settings.PUBLIC_URL + _path(visit),
                "off": off,
            },
            # RFC 8058: the mail program switches it off with one tap, without opening a page.
            headers={
                "List-Unsubscribe": f"<{off}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )


def notification(reminder: Reminder) -> dict[str, str]:
    """Return what a phone shows on a locked screen: the letter's subject, and which page it opens."""
    visit = reminder.visit
    zone, language = visit.location.zone, reminder.shopper.language or settings.LANGUAGE_CODE
    with timezone.override(zone), translation.override(language):
        subject = render_to_string("reminders/_subject.txt", _facts(reminder))
    return {"title": " ".join(subject.split()), "path": _path(visit), "lang": language}


def _facts(reminder: Reminder) -> dict[str, Any]:
    opened = reminder.visit.follow_throughs.opened()
    until = opened.aggregate(until=Max("closes_at"))["until"]
    return {"kind": reminder.kind, "until": until, "visit": reminder.visit}


def _path(visit: Visit) -> str:
    return f"/field/visit/{visit.pk}/"

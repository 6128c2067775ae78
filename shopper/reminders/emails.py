"""The letter that reminds of a visit; its subject tells a bystander nothing."""

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from shopper import mail
from shopper.reminders import kinds, wishes
from shopper.reminders.models import Reminder


def send_reminder(reminder: Reminder) -> None:
    """Write to the shopper in their language, with times on the clock of the place.

    Raises:
        OSError: the post office did not take it.
    """
    visit, shopper = reminder.visit, reminder.shopper
    opened = visit.follow_throughs.opened()
    off = wishes.link_off(shopper, reminder.kind)
    with timezone.override(visit.location.zone):
        mail.send(
            shopper.email,
            template="reminders/email/reminder",
            language=shopper.language,
            context={
                "kind": reminder.kind,
                "is_closing": reminder.occasion.startswith(kinds.CLOSING),
                "until": opened.aggregate(until=Max("closes_at"))["until"],
                "visit": visit,
                "shopper": shopper,
                "link": f"{settings.PUBLIC_URL}/field/visit/{visit.pk}/",
                "off": off,
            },
            # RFC 8058: the mail program switches it off with one tap, without opening a page.
            headers={
                "List-Unsubscribe": f"<{off}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )

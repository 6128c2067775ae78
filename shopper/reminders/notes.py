"""What a phone shows of a reminder on a locked screen: a day, and nothing a bystander could use."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from shopper.reminders.emails import facts_of, path_of
from shopper.reminders.models import Reminder


def note_of(reminder: Reminder) -> dict[str, str]:
    """Return the letter's subject in the shopper's language, and which page a tap on it opens."""
    language = reminder.shopper.language or settings.LANGUAGE_CODE
    with timezone.override(reminder.visit.location.zone), translation.override(language):
        subject = render_to_string("reminders/_subject.txt", facts_of(reminder))
    title = " ".join(subject.split())
    return {"title": title, "path": path_of(reminder.visit), "lang": language}

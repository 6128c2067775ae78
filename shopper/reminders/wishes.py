"""Which letters a shopper wants: all of them, until they switch a kind off."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.errors import Invalid, Refusal
from shopper.reminders import kinds
from shopper.reminders.kinds import Kind
from shopper.reminders.models import Silence

SALT = "reminders.off"


class LinkUnknown(Refusal):
    """The link was never given out."""

    code = "link_unknown"
    sentence = _("This link switches nothing off. You can do so in the app, under “Me”.")


def of(shopper: User) -> dict[str, bool]:
    """Return each kind, and whether the shopper wants it."""
    off = set(Silence.objects.filter(shopper=shopper).values_list("kind", flat=True))
    return {kind: kind not in off for kind in Kind.values}


def switch(shopper: User, kind: str, *, on: bool, at: datetime) -> None:
    """Switch a kind of letter on or off. Said again, nothing more.

    Raises:
        Invalid: there is no such kind.
    """
    if not kinds.is_one(kind):
        raise Invalid(errors={"kind": [_("There is no such reminder.")]})
    if on:
        Silence.objects.filter(shopper=shopper, kind=kind).delete()
    else:
        silence = Silence(shopper=shopper, kind=kind, since=at)
        Silence.objects.bulk_create([silence], ignore_conflicts=True)


def link_off(shopper: User, kind: str) -> str:
    """Return the address by which a letter of this kind is switched off without signing in."""
    token = signing.dumps([str(shopper.pk), str(kind)], salt=SALT)
    return settings.PUBLIC_URL + reverse("reminder-off", args=[token])


def read_link(token: str) -> tuple[User, Kind]:
    """Return whose letters of which kind the link switches off.

    Raises:
        LinkUnknown: it was tampered with, or whose it is has gone.
    """
    try:
        shopper_id, kind = signing.loads(token, salt=SALT)
        return User.objects.get(pk=shopper_id), Kind(kind)
    except (signing.BadSignature, User.DoesNotExist, ValueError) as trouble:
        raise LinkUnknown from trouble

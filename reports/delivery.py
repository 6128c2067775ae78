"""Who receives a report, and the signed link they open."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports import emails
from reports.models import Delivery, Report
from shopper.accounts.models import User
from shopper.errors import Refusal
from shopper.organizations.models import Location
from shopper.organizations.roles import Role

SALT = "reports.delivery"


class LinkExpired(Refusal):
    """The link was good once, and is too old."""

    code = "link_expired"
    sentence = _("This link has expired. Sign in to read the report.")


class LinkUnknown(Refusal):
    """The link was never given out, or what it opened is gone."""

    code = "link_unknown"
    sentence = _("This link opens nothing. Sign in to find the report.")


def readers(report: Report) -> Iterator[User]:
    """Yield the owners of the report's location, each once, by their address."""
    owners = User.objects.filter(is_active=True, memberships__role=Role.OWNER).distinct()
    of_client = owners.filter(memberships__organization=report.location.organization_id)
    for user in of_client.order_by("email"):
        if Location.objects.owned_by(user).filter(pk=report.location_id).exists():
            yield user


def send(report: Report) -> None:
    """Write to each owner who has no letter about this version yet. Safe to repeat.

    A letter that could not leave stays unsent, so that running again tries only it.

    Raises:
        OSError: the post office did not take a letter.
    """
    for reader in readers(report):
        letter, _made = Delivery.objects.get_or_create(
            report=report, to=reader, defaults={"email": reader.email}
        )
        if letter.sent_at is None:
            emails.send_report(letter, link=link_to(letter))
            Delivery.objects.filter(pk=letter.pk).update(sent_at=timezone.now())


def link_to(letter: Delivery) -> str:
    """Return the address that opens the report without signing in, for `REPORT_LINK_DAYS`."""
    token = signing.dumps(str(letter.pk), salt=SALT)
    return settings.PUBLIC_URL + reverse("portal:signed", args=[token])


def open_link(token: str, *, at: datetime) -> Report:
    """Return the report a link stands for, and note when it was first opened.

    Somebody who no longer owns the location is not let in by an old link.

    Raises:
        LinkExpired: the link is older than `REPORT_LINK_DAYS`.
        LinkUnknown: the link was tampered with, or opens nothing any more.
    """
    letter = _letter_of(token)
    if letter.report.status != Report.Status.READY or letter.to not in readers(letter.report):
        raise LinkUnknown
    Delivery.objects.filter(pk=letter.pk, opened_at=None).update(opened_at=at)
    return letter.report


def _letter_of(token: str) -> Delivery:
    try:
        identity = signing.loads(
            token, salt=SALT, max_age=timedelta(days=settings.REPORT_LINK_DAYS)
        )
    except signing.SignatureExpired as trouble:
        raise LinkExpired from trouble
    except signing.BadSignature as trouble:
        raise LinkUnknown from trouble
    letter = (
        Delivery.objects.select_related("report__location", "to").filter(pk=UUID(identity)).first()
    )
    if letter is None:
        raise LinkUnknown
    return letter

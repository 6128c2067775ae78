"""One notification to one phone, encrypted for it alone; the only module that knows pywebpush."""

import json
from collections.abc import Mapping
from email.utils import parseaddr

import requests
from django.conf import settings
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush

from shopper.reminders.models import Subscription
from shopper.reminders.phones import private_key

A_DAY_SECONDS = 86_400
PATIENCE_SECONDS = 10
ENDED = {401, 403, 404, 410}  # not by us, no longer by us, unknown, gone: RFC 8030 and 8292


class Ended(Exception):
    """The phone has taken its leave from the push service, or the installation's secret is another."""


class Undelivered(Exception):
    """The push service could not be reached, or did not take the notification."""


def tell(subscription: Subscription, note: Mapping[str, str]) -> None:
    """Hand a notification to the phone's push service, which keeps it for a day at most.

    Raises:
        Ended: no notification will ever reach this address again.
        Undelivered: this one does not.
    """
    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    with requests.Session() as session:
        session.max_redirects = 0  # it is sent to the address that was looked at, or not at all
        try:
            webpush(
                {"endpoint": subscription.endpoint, "keys": keys},
                json.dumps(note),
                vapid_private_key=Vapid02(private_key=private_key()),
                vapid_claims={"sub": _contact()},
                ttl=A_DAY_SECONDS,
                timeout=PATIENCE_SECONDS,
                requests_session=session,
            )
        except WebPushException as refusal:
            trouble = Ended if refusal.status_code in ENDED else Undelivered
            raise trouble(str(refusal.status_code)) from refusal
        except requests.RequestException as unreachable:
            raise Undelivered(type(unreachable).__name__) from unreachable


def _contact() -> str:
    """Return whom a push service may ask about this installation (RFC 8292, 2.1)."""
    if settings.PUBLIC_URL.startswith("https://"):
        return str(settings.PUBLIC_URL)
    return f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"

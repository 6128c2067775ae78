"""The phones that want a notification beside the letter: who may be written to, and where."""

import base64
import binascii
from datetime import datetime
from fnmatch import fnmatchcase
from functools import lru_cache
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.errors import Conflict, Invalid
from shopper.reminders.models import Subscription
from shopper.sync.models import Device

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256, SEC 2, 2.4.2
# What the browsers' makers run; the server writes to no other, unless it is told to.
SERVICES = [
    "https://fcm.googleapis.com",
    "https://*.push.services.mozilla.com",
    "https://*.push.apple.com",
    "https://*.notify.windows.com",
]
AUTH_BYTES = 16  # RFC 8291, 3.2


def subscribe(device: Device, *, endpoint: str, p256dh: str, auth: str, at: datetime) -> None:
    """Tell this phone from now on, at this address and at no other. Said again, nothing more.

    A browser has one address: where somebody else used this phone before, it is theirs no longer.

    Raises:
        Invalid: the address is of no push service that is known, or the keys are none.
        Conflict: somebody else took the same address at the same moment.
    """
    _require_known_service(endpoint)
    _require_keys(p256dh, auth)
    address = {"endpoint": endpoint, "p256dh": p256dh, "auth": auth, "since": at}
    try:
        with transaction.atomic():
            Subscription.objects.filter(endpoint=endpoint).exclude(device=device).delete()
            Subscription.objects.update_or_create(device=device, defaults=address)
    except IntegrityError as twin:
        raise Conflict from twin


def forget(shopper: User, identity: UUID | None) -> None:
    """Tell this shopper nothing more on the phone of that identity. Safe to repeat."""
    if identity is not None:
        Subscription.objects.filter(device__user=shopper, device__identity=identity).delete()


def is_told(shopper: User, identity: UUID) -> bool:
    """Say whether this shopper is told on the phone of that identity."""
    return Subscription.objects.of(shopper).filter(device__identity=identity).exists()


def public_key() -> str:
    """Return the key by which a push service knows this installation, as browsers take it (RFC 8292)."""
    point = private_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def private_key() -> ec.EllipticCurvePrivateKey:
    """Return the key that signs what is sent: made of the installation's secret, and so kept with it."""
    return _key_of(settings.SECRET_KEY)


@lru_cache(maxsize=4)
def _key_of(secret: str) -> ec.EllipticCurvePrivateKey:
    # 512 bits taken modulo the order are as good as drawn evenly: FIPS 186-5, A.2.1.
    bits = salted_hmac("reminders.push", "sign", secret=secret, algorithm="sha512").digest()
    return ec.derive_private_key(int.from_bytes(bits) % (ORDER - 1) + 1, CURVE)


def _require_known_service(endpoint: str) -> None:
    """Refuse an address of the shopper's own making: the server would write to it."""
    try:
        parts = urlsplit(endpoint)
        origin = f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        origin = ""
    is_plain = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint
    is_known = any(fnmatchcase(origin, known) for known in settings.PUSH_SERVICES or SERVICES)
    if not (is_plain and is_known and "@" not in origin):
        raise Invalid(
            errors={"endpoint": [_("This browser's notification service is not known here.")]}
        )


def _require_keys(p256dh: str, auth: str) -> None:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, _bytes(p256dh))
        if len(_bytes(auth)) == AUTH_BYTES:
            return
    except (ValueError, binascii.Error):
        pass
    raise Invalid(errors={"keys": [_("These are not the keys of a browser.")]})


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)

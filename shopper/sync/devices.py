"""The phones people sign in on, and those that were revoked."""

from datetime import datetime, timedelta
from uuid import UUID

from shopper.accounts.models import User
from shopper.sync.models import Device

SEEN_EVERY = timedelta(days=1)
# The first word found in what a browser says of itself; several say another's as well.
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "Chromebook",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}
BROWSERS = {
    "SamsungBrowser": "Samsung Internet",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
LONGEST_NAME = 40


def greet(user: User, *, identity: UUID, agent: str, at: datetime) -> Device:
    """Return the phone as this user's, known from now on; its last contact is kept to the day."""
    device, is_new = Device.objects.get_or_create(
        user=user,
        identity=identity,
        defaults={"agent": agent[:200], "first_seen_at": at, "seen_at": at},
    )
    if not is_new and at - device.seen_at >= SEEN_EVERY:
        device.agent, device.seen_at = agent[:200], at
        device.save(update_fields=["agent", "seen_at"])
    return device


def name_of(device: Device) -> str:
    """Return what a person would call the phone, such as `Chrome, Android`; empty where it never said."""
    words = (
        next((name for word, name in known.items() if word in device.agent), "")
        for known in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, words)) or device.agent[:LONGEST_NAME]


def readmit(device: Device) -> None:
    """Let a revoked phone work again, from its next sign-in on. Safe to repeat."""
    Device.objects.filter(pk=device.pk).update(revoked_at=None)
    device.refresh_from_db(fields=["revoked_at"])


def revoke(device: Device, *, at: datetime) -> None:
    """Have the phone wiped at its next contact, after its unsent work was taken in.

    Safe to repeat: the first time stands.
    """
    Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=at)
    device.refresh_from_db(fields=["revoked_at"])

"""The phones people sign in on, and those that were revoked."""

from datetime import datetime, timedelta
from uuid import UUID

from shopper.accounts.models import User
from shopper.sync.models import Device

SEEN_EVERY = timedelta(days=1)


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

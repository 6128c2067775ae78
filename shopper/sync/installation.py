"""Which server this is, until a backup is restored."""

from uuid import UUID

from shopper import prepared
from shopper.identity import new_id
from shopper.sync.models import Installation

ONLY: prepared.Query[Installation] = prepared.Query(lambda: Installation.objects.filter(pk=1))


def epoch() -> UUID:
    """Return the server's epoch, read anew each time: a restore may change it at any moment."""
    installation = ONLY.first() or Installation.objects.get_or_create(pk=1)[0]
    return installation.epoch


def renew() -> UUID:
    """Become another server in the eyes of every phone, and return the epoch that begins."""
    begun = new_id()
    Installation.objects.update_or_create(pk=1, defaults={"epoch": begun})
    return begun

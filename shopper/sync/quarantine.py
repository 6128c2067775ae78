"""What was refused for good: kept, so that an operator can read it and take it over."""

from datetime import datetime
from uuid import UUID

from shopper.accounts.models import User
from shopper.errors import Refusal
from shopper.sync import documents
from shopper.sync.documents import VisitDocument
from shopper.sync.models import Quarantined

KEPT_FOR_ONE_SENDER = 500  # unsettled; beyond it, somebody is filling the disk


class RefusedForGood(Exception):
    """Trying again cannot help: the document is kept, then the refusal is given."""

    def __init__(self, reason: Quarantined.Reason, refusal: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason
        self.refusal = refusal


def keep(
    document: VisitDocument,
    *,
    visit_id: UUID,
    sent_by: User,
    reason: Quarantined.Reason,
    at: datetime,
) -> None:
    """Keep a refused document; the same one again is kept once."""
    waiting = Quarantined.objects.unsettled().filter(sent_by=sent_by)
    if waiting.count() >= KEPT_FOR_ONE_SENDER:
        return
    item = Quarantined(
        visit_identity=visit_id,
        sent_by=sent_by,
        reason=reason,
        digest=documents.digest_of(document),
        document=documents.as_json(document),
        received_at=at,
    )
    Quarantined.objects.bulk_create([item], ignore_conflicts=True)


def settle(item: Quarantined, *, by: User, at: datetime) -> None:
    """Note that an operator has dealt with it. Safe to repeat: the first time stands."""
    Quarantined.objects.filter(pk=item.pk, settled_at=None).update(settled_at=at, settled_by=by)
    item.refresh_from_db()

"""What was refused for good: kept, so that an operator can read it and take it over."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.errors import Invalid, Refusal, WrongState
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


def discard(item: Quarantined, *, by: User, because: str, at: datetime) -> None:
    """Decide, for a reason that stays beside it, that the document is of no use. It is kept.

    Raises:
        Invalid: no reason was given.
        WrongState: somebody has decided already.
    """
    if not because.strip():
        raise Invalid(errors={"because": [_("Say why, in a few words.")]})
    settle(item, by=by, outcome=Quarantined.Outcome.DISCARDED, because=because.strip(), at=at)


def settle(item: Quarantined, *, by: User, outcome: str, at: datetime, because: str = "") -> None:
    """Write down what an operator has decided: a compare-and-set.

    Raises:
        WrongState: somebody has decided already.
    """
    decided = {
        "outcome": outcome,
        "settled_by": by,
        "settled_because": because,
        "settled_at": at,
    }
    if not Quarantined.objects.unsettled().filter(pk=item.pk).update(**decided):
        raise WrongState(_("Somebody has decided about this document in the meantime."))
    item.refresh_from_db()

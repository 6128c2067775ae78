"""Give a visit back from the phone, where the answer may be lost and the request come twice."""

from uuid import UUID

from django.db import transaction

from shopper.accounts.models import User
from shopper.sync import ingest
from shopper.visits import lifecycle
from shopper.visits.models import VisitEvent
from shopper.visits.states import Status


def decline(visit_id: UUID, *, by: User, reason: str) -> None:
    """Give the visit back to the operator; a repeat of the same is nothing more.

    Raises:
        NoSuchVisit: it is not this shopper's, and they did not give it back before.
        Invalid: no reason was given.
        WrongState: the visit has begun or ended.
    """
    with transaction.atomic():
        visit = ingest.locked(visit_id, by=by)
        if visit is not None:
            lifecycle.decline(visit, by=by, reason=reason)
            return
    before = [Status.SCHEDULED, Status.ACCEPTED]
    given_back = VisitEvent.objects.filter(
        visit_id=visit_id, by=by, from_status__in=before, to_status=Status.SCHEDULED
    )
    if not given_back.exists():
        raise ingest.NoSuchVisit

"""What a phone says to an offer: yes or no. The answer may be lost, and the request come twice."""

from uuid import UUID

from django.db import transaction

from shopper.accounts.models import User
from shopper.errors import Conflict
from shopper.sync import ingest
from shopper.visits import lifecycle
from shopper.visits.models import VisitEvent
from shopper.visits.states import Status


def accept(visit_id: UUID, *, by: User) -> None:
    """Take the visit on; nothing more where that is done, or where the visit has begun since.

    Raises:
        NoSuchVisit: it is not this shopper's.
        WrongState: it was cancelled.
    """
    with transaction.atomic():
        visit = ingest.locked(visit_id, by=by)
        if visit is None:
            raise ingest.NoSuchVisit
        if visit.status in {Status.SCHEDULED, Status.CANCELLED}:
            lifecycle.accept(visit, by=by)


def decline(visit_id: UUID, *, by: User, code: str, reason: str, identity: UUID | None) -> None:
    """Give the visit back to the operator; a repeat of the same is nothing more.

    A phone gives its wish an `identity`, so that one that comes late a second time does not give
    back what was assigned to the same shopper anew.

    Raises:
        NoSuchVisit: it is not this shopper's, and they did not give it back before.
        Invalid: no reason was given, or one that is not on the list.
        WrongState: the visit has begun or ended.
        Conflict: the identity stands for something else.
    """
    with transaction.atomic():
        visit = ingest.locked(visit_id, by=by)
        if identity is not None and _is_done(identity, visit_id, by):
            return
        if visit is not None:
            lifecycle.decline(visit, by=by, code=code, reason=reason, identity=identity)
            return
    before = [Status.SCHEDULED, Status.ACCEPTED]
    given_back = VisitEvent.objects.filter(
        visit_id=visit_id, by=by, from_status__in=before, to_status=Status.SCHEDULED
    )
    if not given_back.exists():
        raise ingest.NoSuchVisit


def _is_done(identity: UUID, visit_id: UUID, by: User) -> bool:
    done = VisitEvent.objects.filter(pk=identity).first()
    if done is not None and (done.visit_id, done.by_id) != (visit_id, by.pk):
        raise Conflict
    return done is not None

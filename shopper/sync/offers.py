"""What a phone says to an offer: yes, no, or another date. The answer may be lost, and the request come twice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from shopper.accounts.models import User
from shopper.errors import Conflict
from shopper.organizations.models import Location
from shopper.sync import ingest
from shopper.visits import lifecycle, rescheduling, windows
from shopper.visits.models import VisitEvent
from shopper.visits.states import Status


@dataclass(frozen=True)
class AnotherDate:
    """What a shopper asks for, by the clock on the wall of the place, and why."""

    identity: UUID
    opens: datetime
    closes: datetime
    note: str


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


def ask_for_another_date(visit_id: UUID, *, by: User, asked: AnotherDate, at: datetime) -> None:
    """Ask the office for another window; a repeat of the same is nothing more.

    Raises:
        NoSuchVisit: it is not this shopper's.
        Invalid: by field, what cannot be asked for.
        WrongState: the visit has begun or ended.
        Conflict: the identity stands for something else.
    """
    with transaction.atomic():
        visit = ingest.locked(visit_id, by=by)
        if rescheduling.asked_before(asked.identity, visit_id=visit_id, by=by):
            return
        if visit is None:
            raise ingest.NoSuchVisit
        zone = Location.objects.get(visits=visit_id).zone
        window = windows.asked_for(opens=asked.opens, closes=asked.closes, zone=zone, at=at)
        rescheduling.ask(
            visit, by=by, window=window, note=asked.note, identity=asked.identity, at=at
        )


def _is_done(identity: UUID, visit_id: UUID, by: User) -> bool:
    done = VisitEvent.objects.filter(pk=identity).first()
    if done is not None and (done.visit_id, done.by_id) != (visit_id, by.pk):
        raise Conflict
    return done is not None

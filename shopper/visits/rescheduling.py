"""Another date: the shopper asks for a window, the office takes it over or says why not."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.errors import Conflict, Invalid, WrongState
from shopper.visits import lifecycle, policy
from shopper.visits.models import DateRequest, Visit
from shopper.visits.states import Status
from shopper.visits.windows import Window

BEFORE_IT_BEGINS = {Status.SCHEDULED, Status.ACCEPTED}
Outcome = DateRequest.Outcome


def ask(
    visit: Visit, *, by: User, window: Window, note: str, identity: UUID, at: datetime
) -> DateRequest:
    """Ask the office for another window, in the place of what was asked for before.

    The same `identity` again is answered with what it has made.

    Raises:
        NotAllowed: `by` is not the shopper the visit is assigned to.
        Invalid: no word says why.
        WrongState: the visit has begun or ended.
        Conflict: the identity stands for something else.
    """
    policy.require_assigned_shopper(visit, by)
    if not note.strip():
        raise Invalid(errors={"note": [_("Say why, in a few words.")]})
    if visit.status not in BEFORE_IT_BEGINS:
        raise lifecycle.wrong_state(visit)
    with transaction.atomic():
        visit.date_requests.filter(outcome=Outcome.OPEN).update(outcome=Outcome.REPLACED)
        return DateRequest.objects.create(
            id=identity,
            visit=visit,
            by=by,
            opens_at=window.opens_at,
            closes_at=window.closes_at,
            note=note.strip(),
            asked_at=at,
        )


def asked_before(identity: UUID, *, visit_id: UUID, by: User) -> bool:
    """Say whether the shopper has asked under this identity.

    Raises:
        Conflict: somebody else has, or for another visit.
    """
    known = DateRequest.objects.filter(pk=identity).first()
    if known is not None and (known.visit_id, known.by_id) != (visit_id, by.pk):
        raise Conflict
    return known is not None


def take_over(request: DateRequest, *, by: User, at: datetime) -> None:
    """Move the visit to the window that its shopper has asked for.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        WrongState: somebody has answered first, or the visit is no longer theirs who asked.
    """
    policy.require_operator(request.visit, by)
    with transaction.atomic():
        _settle(request, Outcome.TAKEN_OVER, by=by, at=at)
        visit = Visit.objects.select_for_update(of=("self",)).get(pk=request.visit_id)
        if visit.shopper_id != request.by_id:
            raise lifecycle.wrong_state(visit)
        note = _("Another window, as %(name)s has asked.") % {"name": request.by.name}
        window = {"opens_at": request.opens_at, "closes_at": request.closes_at}
        lifecycle.reschedule(visit, by=by, note=note, **window)


def refuse(request: DateRequest, *, by: User, answer: str, at: datetime) -> None:
    """Leave the window as it is, and say why; the shopper reads it at the next contact.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        Invalid: no word says why.
        WrongState: somebody has answered first.
    """
    policy.require_operator(request.visit, by)
    if not answer.strip():
        raise Invalid(errors={"answer": [_("Say why, in a few words.")]})
    _settle(request, Outcome.REFUSED, by=by, at=at, answer=answer.strip())


def _settle(
    request: DateRequest, outcome: str, *, by: User, at: datetime, answer: str = ""
) -> None:
    """Answer what is open; the second of two is told who was first."""
    given = {"outcome": outcome, "answered_by": by, "answered_at": at, "answer": answer}
    if not DateRequest.objects.filter(pk=request.pk, outcome=Outcome.OPEN).update(**given):
        raise _answered_already(request)


def _answered_already(request: DateRequest) -> WrongState:
    now = DateRequest.objects.select_related("answered_by").get(pk=request.pk)
    if now.answered_by is None:
        return WrongState(_("The shopper has asked for yet another date in the meantime."))
    who, what = now.answered_by.name, now.get_outcome_display()
    sentence = _("%(who)s has answered this in the meantime: %(what)s.")
    return WrongState(sentence % {"who": who, "what": what}, by=who, at=now.answered_at)

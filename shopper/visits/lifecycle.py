"""The life of a visit: each verb is one move, by one person, written down once."""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shopper import prepared
from shopper.accounts.models import User
from shopper.checklists.models import Checklist
from shopper.errors import Invalid, NotAllowed, WrongState
from shopper.organizations.models import Location
from shopper.visits import fees, policy
from shopper.visits.eyes import Lens
from shopper.visits.fees import Fee
from shopper.visits.models import Visit, VisitEvent
from shopper.visits.reasons import Reason
from shopper.visits.states import BEFORE_SUBMITTED, MOVES, Status

NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})


def schedule(
    *,
    location: Location,
    checklist: Checklist,
    shopper: User | None,
    opens_at: datetime,
    closes_at: datetime,
    by: User,
    briefing: str = "",
    fee: Fee | None = None,
    lens: str = Lens.SHOPPER,
) -> Visit:
    """Send one shopper to one location, with one checklist version, for one window of time.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        Invalid: the window, the checklist or the shopper does not fit; named by field.
    """
    if not policy.is_run_by(location, by):
        raise NotAllowed
    _require_a_fitting_plan(location, checklist, opens_at, closes_at)
    if shopper is not None:
        policy.require_sendable(shopper, location)
    with transaction.atomic():
        visit = Visit.objects.create(
            location=location,
            checklist=checklist,
            shopper=shopper,
            opens_at=opens_at,
            closes_at=closes_at,
            briefing=briefing,
            lens=lens,
            **fees.columns(fee),
        )
        VisitEvent.objects.create(visit=visit, to_status=Status.SCHEDULED, by=by)
    return visit


def _require_a_fitting_plan(
    location: Location, checklist: Checklist, opens_at: datetime, closes_at: datetime
) -> None:
    errors: dict[str, list[str]] = {}
    if not location.is_open:
        errors["location"] = [_("This location is closed for visits.")]
    if checklist.status != Checklist.Status.PUBLISHED:
        errors["checklist"] = [_("Only a published checklist can be assigned.")]
    elif checklist.organization_id not in (None, location.organization_id):
        errors["checklist"] = [_("This checklist belongs to another organization.")]
    if opens_at >= closes_at:
        errors["closes_at"] = [_("The window must close after it opens.")]
    if errors:
        raise Invalid(errors=errors)


def assign(visit: Visit, *, shopper: User, by: User) -> None:
    """Give a visit that has not begun to a shopper, or to another one.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        Invalid: the shopper may not be sent there.
        WrongState: the visit has begun or ended, or somebody else has given it to a shopper first.
    """
    policy.require_operator(visit, by)
    policy.require_sendable(shopper, visit.location)
    note = _("Assigned to %(name)s") % {"name": shopper.name}
    move(visit, to=Status.SCHEDULED, by=by, note=note, shopper=shopper)


def accept(visit: Visit, *, by: User) -> None:
    """Commit the assigned shopper to the visit.

    Raises:
        NotAllowed: `by` is not the shopper the visit is assigned to.
        WrongState: the visit is no longer on offer.
    """
    policy.require_assigned_shopper(visit, by)
    move(visit, to=Status.ACCEPTED, by=by)


def start(visit: Visit, *, by: User, started_at: datetime) -> None:
    """Begin the visit, or take up one that was sent back. `started_at` is the phone's clock.

    Raises:
        NotAllowed: `by` is not the shopper the visit is assigned to.
        WrongState: the visit is not accepted or sent back.
    """
    policy.require_assigned_shopper(visit, by)
    if visit.status not in {Status.ACCEPTED, Status.RETURNED}:
        raise wrong_state(visit)
    begun = visit.started_at or started_at
    move(visit, to=Status.IN_PROGRESS, by=by, started_at=begun)


def submit(visit: Visit, *, by: User, ended_at: datetime | None, submitted_at: datetime) -> None:
    """Hand the visit in. That everything required is there, the caller has checked.

    Raises:
        NotAllowed: `by` is not the shopper the visit is assigned to.
        WrongState: the visit is not in progress.
    """
    policy.require_assigned_shopper(visit, by)
    if visit.status != Status.IN_PROGRESS:
        raise wrong_state(visit)
    move(
        visit,
        to=Status.SUBMITTED,
        by=by,
        ended_at=ended_at,
        submitted_at=submitted_at,
        prepared_at=None,
    )


def decline(
    visit: Visit,
    *,
    by: User,
    code: str = Reason.OTHER,
    reason: str = "",
    identity: UUID | None = None,
) -> None:
    """Give the visit back to the operator, unassigned, with the shopper's reason.

    `code` is of the short list, `reason` the shopper's own words; `identity`, made on the phone,
    becomes that of the event.

    Raises:
        NotAllowed: `by` is not the shopper the visit is assigned to.
        Invalid: no reason was given, or one that is not on the list.
        WrongState: the visit has begun or ended.
    """
    policy.require_assigned_shopper(visit, by)
    if code not in Reason.values:
        raise Invalid(errors={"code": [_("This reason is not on the list.")]})
    if code == Reason.OTHER and not reason.strip():
        raise Invalid(errors={"reason": [_("Say why, in a few words.")]})
    event = {"declined_for": code, **({"id": identity} if identity else {})}
    move(visit, to=Status.SCHEDULED, by=by, note=reason.strip(), event=event, shopper=None)


def cancel(visit: Visit, *, by: User, reason: str = "") -> None:
    """Withdraw a visit that was not handed in. What a phone still sends goes to quarantine.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        WrongState: the visit was handed in, or is cancelled already.
    """
    policy.require_operator(visit, by)
    if visit.status not in BEFORE_SUBMITTED:
        raise WrongState(_("A visit that was handed in cannot be cancelled."))
    move(visit, to=Status.CANCELLED, by=by, note=reason)


def take_up(visit: Visit, *, by: User, shopper: User, started_at: datetime, note: str = "") -> None:
    """Let a shopper's visit go on, whatever had ended it: an operator takes over what they sent.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        WrongState: somebody has looked at what was handed in, or moved the visit first.
    """
    policy.require_operator(visit, by)
    move(
        visit,
        to=Status.IN_PROGRESS,
        by=by,
        note=note,
        by_way_of=Status.ACCEPTED if visit.status == Status.SCHEDULED else None,
        shopper=shopper,
        started_at=visit.started_at or started_at,
    )


def reschedule(
    visit: Visit, *, by: User, opens_at: datetime, closes_at: datetime, note: str
) -> None:
    """Move the window to one that the shopper has asked for: who asks for it has accepted it.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        WrongState: the visit has begun or ended.
    """
    policy.require_operator(visit, by)
    move(
        visit,
        to=Status.ACCEPTED,
        by=by,
        note=note,
        by_way_of=Status.SCHEDULED,
        opens_at=opens_at,
        closes_at=closes_at,
    )


def begin(visit: Visit, *, by: User, started_at: datetime) -> None:
    """Accept and start in one step what the shopper began without saying so before.

    Raises:
        NotAllowed: `by` is not the shopper the visit is assigned to.
        WrongState: the visit is no longer on offer.
    """
    policy.require_assigned_shopper(visit, by)
    begun = visit.started_at or started_at
    move(visit, to=Status.IN_PROGRESS, by=by, by_way_of=Status.ACCEPTED, started_at=begun)


def move(
    visit: Visit,
    *,
    to: str,
    by: User | None,
    note: str = "",
    by_way_of: str | None = None,
    event: Mapping[str, Any] = NOTHING_MORE,
    **changes: Any,
) -> None:
    """Write a visit's status: the only code that does. A compare-and-set plus its event.

    Nobody is `by` where the system moves it. Compared are the status and the shopper: whoever
    decides upon what no longer stands is refused.

    `changes` are columns of the visit that belong to the move, `event` further ones of the event;
    of the last, where there are two. What moves without a shopper leaves the board unless `changes`
    say otherwise. A move `by_way_of` another status
    is two moves, each with its event. The visit in hand is brought up to date when the move
    succeeds, and left as it was when it is refused.

    Raises:
        WrongState: there is no such move, or somebody else moved the visit first; the
            refusal's facts say who and when.
    """
    stops = [visit.status, *([by_way_of] if by_way_of else []), to]
    if any(there not in MOVES[here] for here, there in pairwise(stops)):
        raise wrong_state(visit)
    who = by.pk if by else None
    events = [
        VisitEvent(visit_id=visit.pk, from_status=here, to_status=there, by_id=who, note=note)
        for here, there in pairwise(stops)
    ]
    for column, value in event.items():
        setattr(events[-1], column, value)
    if visit.shopper_id is None:
        changes = {"offered_at": None, **changes}
    with transaction.atomic(savepoint=False):
        as_it_was = {"id": visit.pk, "status": visit.status, "shopper": visit.shopper_id}
        moved = prepared.update(Visit, where=as_it_was, changes={"status": to, **changes})
        if moved:
            prepared.insert(*events)
    if not moved:
        raise wrong_state(visit)
    visit.status = to
    for column, value in changes.items():
        setattr(visit, column, value)


def wrong_state(visit: Visit) -> WrongState:
    """Return the refusal that says who has moved the visit last, where to, and when."""
    last = visit.events.select_related("by").order_by("-at", "-id").first()
    if last is None:
        return WrongState()
    who = last.by.name if last.by else _("the system")
    given_to = User.objects.filter(visits=visit.pk).first()
    if last.to_status == Status.SCHEDULED and given_to is not None:
        sentence = _("%(who)s has assigned this visit to %(name)s in the meantime.")
    else:
        sentence = _("%(who)s has moved this visit to “%(status)s” in the meantime.")
    words = {"who": who, "name": given_to, "status": last.get_to_status_display()}
    return WrongState(sentence % words, status=last.to_status, by=who, at=last.at)

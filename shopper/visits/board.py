"""The board of open visits: the office offers one, and the first shopper whose turn it is claims it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.errors import LockedOut, Taken, WrongState
from shopper.organizations.models import Location
from shopper.visits import fees, lifecycle, policy, turns
from shopper.visits.fees import Fee
from shopper.visits.models import Visit
from shopper.visits.querysets import VisitQuerySet
from shopper.visits.states import Status
from shopper.visits.turns import Obstacle, Rules, Standing

MOST = 200


@dataclass(frozen=True)
class Entry:
    """One visit on the board as one shopper sees it; None: nothing keeps them from claiming it."""

    visit: Visit
    obstacle: Obstacle | None


def offer(visit: Visit, *, by: User, at: datetime, fee: Fee | None = None) -> None:
    """Put an unassigned visit on the board for this fee; or, where it is there, change the fee.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        WrongState: somebody has the visit, it was cancelled, or its window is over.
    """
    policy.require_operator(visit, by)
    if visit.shopper_id is not None:
        raise lifecycle.wrong_state(visit)
    if visit.closes_at <= at:
        raise WrongState(_("The window of this visit is over. Plan another one and offer that."))
    note = (
        _("On the board, for %(fee)s") % {"fee": fee} if fee else _("On the board, without a fee")
    )
    since = visit.offered_at or at
    changes = {"offered_at": since, **fees.columns(fee)}
    lifecycle.move(visit, to=Status.SCHEDULED, by=by, note=note, **changes)


def take_back(visit: Visit, *, by: User) -> None:
    """Take a visit off the board; nothing more where it is not on it, and nobody has it.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        WrongState: somebody has claimed it, or it was moved otherwise.
    """
    policy.require_operator(visit, by)
    if visit.shopper_id is not None:
        raise lifecycle.wrong_state(visit)
    if visit.offered_at is not None:
        note = _("Taken back from the board")
        lifecycle.move(visit, to=Status.SCHEDULED, by=by, note=note, offered_at=None)


def claim(visit_id: UUID, *, by: User, at: datetime) -> None:
    """Take on a visit from the board: who claims it has accepted it. Said again, nothing more.

    Raises:
        Visit.DoesNotExist: it is at a place where `by` may not be sent.
        Taken: somebody was faster, or the office has taken it off the board.
        LockedOut: it is not this shopper's turn; the facts say why and until when.
        WrongState: it is theirs, and was cancelled.
    """
    with transaction.atomic():
        # Two claims of one shopper at once must count each other.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        visit = _held(visit_id, by)
        if visit.shopper_id == by.pk:
            if visit.status in {Status.SCHEDULED, Status.CANCELLED}:
                lifecycle.accept(visit, by=by)
            return
        if visit.offered_at is None or visit.closes_at <= at:
            raise _gone(visit)
        if found := _obstacles([visit], by, at)[visit.pk]:
            raise LockedOut(found.sentence, reason=found.code, until=found.until)
        note = _("Claimed from the board")
        lifecycle.move(visit, to=Status.ACCEPTED, by=by, note=note, shopper=by)


def _held(visit_id: UUID, by: User) -> Visit:
    rows = Visit.objects.select_for_update(of=("self",)).within_reach_of(by)
    return rows.select_related("location__organization").get(pk=visit_id)


def _gone(visit: Visit) -> Taken:
    if visit.shopper_id is not None:
        return Taken(_("Somebody else was a little faster."))
    if visit.offered_at is None:
        return Taken(_("The office has taken this visit off the board."))
    return Taken(_("The window of this visit is over."))


def entries(user: User, *, at: datetime) -> list[Entry]:
    """Return what is on the board for `user`, the window that closes first ahead; `MOST` at most."""
    rows = _on_the_board(user, at)
    rows = rows.select_related("location__organization", "checklist").defer("checklist__content")
    visits = list(rows.order_by("closes_at", "pk")[:MOST])
    found = _obstacles(visits, user, at)
    return [Entry(visit, found[visit.pk]) for visit in visits]


def count(user: User, *, at: datetime) -> int:
    """Return how many visits are on the board for `user`, those beyond `MOST` included."""
    return _on_the_board(user, at).count()


def _on_the_board(user: User, at: datetime) -> VisitQuerySet:
    return Visit.objects.within_reach_of(user).on_the_board(at)


def _obstacles(visits: Collection[Visit], user: User, at: datetime) -> dict[UUID, Obstacle | None]:
    standings = _standings(visits, user)
    return {
        visit.pk: turns.obstacle(
            _rules(visit.location), standings[visit.location_id], zone=visit.location.zone, at=at
        )
        for visit in visits
    }


def _rules(location: Location) -> Rules:
    client = location.organization
    return Rules(client.board_lockout_days, client.board_capacity, client.board_rotates)


def _standings(visits: Collection[Visit], user: User) -> dict[UUID, Standing]:
    """Return how the user stands to each location, in three queries."""
    places = {visit.location_id: visit.location.organization_id for visit in visits}
    mine = Visit.objects.assigned_to(user)
    to_do = mine.to_do().filter(location__organization__in=places.values())
    pairs = list(to_do.values_list("location", "location__organization"))
    expected, of_client = (
        {place for place, _client in pairs},
        Counter(client for _place, client in pairs),
    )
    been = mine.filter(location__in=places, submitted_at__isnull=False).values("location")
    times = been.annotate(last=Max(Coalesce("ended_at", "submitted_at")))
    visited: dict[Any, datetime] = dict(times.values_list("location", "last"))
    last = _last_shoppers(places)
    return {
        place: Standing(
            visited_at=visited.get(place),
            was_last=last.get(place) == user.pk,
            is_expected=place in expected,
            open_visits=of_client[client],
        )
        for place, client in places.items()
    }


def _last_shoppers(places: Collection[UUID]) -> dict[Any, Any]:
    """Return, by location, who has handed in the latest visit."""
    handed_in = Visit.objects.filter(location=OuterRef("pk"), submitted_at__isnull=False)
    latest = handed_in.order_by("-submitted_at").values("shopper")[:1]
    identity = Subquery(latest, output_field=UUIDField())
    rows = Location.objects.filter(pk__in=places).annotate(last_shopper=identity)
    return dict(rows.values_list("pk", "last_shopper"))

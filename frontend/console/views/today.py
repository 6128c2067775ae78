"""What waits for the operator."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from frontend.shared.doors import SignedRequest, operators_only
from shopper.sync.models import Quarantined
from shopper.visits.models import DateRequest, Visit, VisitEvent
from shopper.visits.querysets import VisitQuerySet

FIRST_ROWS = 5
NOBODY_S = {"board", "afterwards"}  # what waits for somebody or something else than the operator


@dataclass(frozen=True)
class Pile:
    """One kind of waiting work: how much of it, and the first of it."""

    key: str
    title: str
    count: int
    visits: list[Visit]
    filter: str
    empty: str


def _piles(mine: VisitQuerySet, at: datetime) -> list[Pile]:
    by_arrival = "submitted_at"
    review, publish = mine.awaiting_review(), mine.awaiting_publication()
    return [
        _pile("review", _("To review"), review.order_by(by_arrival), "waiting"),
        _pile("publish", _("To publish"), publish.order_by(by_arrival), "approved"),
        _pile("overdue", _("Overdue"), mine.overdue(at), "overdue"),
        _pile("unassigned", _("Unassigned"), mine.unassigned().off_the_board(at), "unassigned"),
        _pile("board", _("On the board"), mine.on_the_board(at), "board"),
        _pile("returned", _("Sent back"), mine.returned(), "returned"),
        *_still_to_come(mine),
    ]


def _still_to_come(mine: VisitQuerySet) -> list[Pile]:
    """Return the visits whose follow-through is to come, where there are any: nobody need act."""
    rows = mine.awaiting_follow_through().with_awaited().order_by("submitted_at")
    pile = _pile("afterwards", _("Follow-through"), rows, "afterwards")
    return [pile] if pile.count else []


def _pile(key: str, title: str, rows: VisitQuerySet, chosen: str) -> Pile:
    first = rows.select_related("location__organization", "shopper")[:FIRST_ROWS]
    if key in {"unassigned", "board"}:
        declines = VisitEvent.objects.declines().select_related("by")
        first = first.prefetch_related(Prefetch("events", declines, to_attr="declines"))
    empty = {
        "review": _("Everything that came in is judged."),
        "publish": _("No approved visit waits for its report."),
        "overdue": _("Nobody is late."),
        "unassigned": _("Every visit has a shopper."),
        "board": _("No visit waits for somebody to claim it."),
        "returned": _("No shopper has a question to redo."),
        "afterwards": "",
    }
    return Pile(key, title, rows.count(), list(first), chosen, empty[key])


@require_safe
@operators_only
def today(request: SignedRequest) -> HttpResponse:
    """Show the piles of waiting work, and what the server refused for good."""
    now = timezone.now()
    mine = Visit.objects.run_by(request.user)
    piles = _piles(mine, now)
    asked = DateRequest.objects.run_by(request.user).waiting()
    dates = list(asked.select_related("visit__location__organization", "by"))
    context = {
        "now": now,
        "piles": piles,
        "waiting": sum(pile.count for pile in piles if pile.key not in NOBODY_S) + len(dates),
        "dates": dates,
        "any_visits": any(pile.count for pile in piles) or mine.exists(),
        "quarantined": Quarantined.objects.visible_to(request.user).unsettled().count(),
    }
    return render(request, "console/today.html", context)

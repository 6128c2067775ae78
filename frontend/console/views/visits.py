"""The list of visits, and one visit: what happened to it."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontend.console.board_forms import OfferForm
from frontend.console.forms import CancelForm, ReassignForm, VisitFilter
from frontend.console.people import shoppers_seen_by
from frontend.shared.doors import SignedRequest, operators_only
from reports.models import Report
from shopper.review.models import Score
from shopper.visits.models import Visit
from shopper.visits.querysets import VisitQuerySet
from shopper.visits.states import BEFORE_SUBMITTED, HANDED_IN, Status

A_PAGE = 25
DEFAULT_ORDER = "-closes_at"


def narrowed(visits: VisitQuerySet, chosen: dict[str, Any], at: datetime) -> VisitQuerySet:
    """Keep the visits that every chosen filter lets pass."""
    if words := chosen.get("q"):
        for word in words.split():
            visits = visits.filter(
                Q(location__name__icontains=word)
                | Q(location__city__icontains=word)
                | Q(location__organization__name__icontains=word)
                | Q(shopper__name__icontains=word)
            )
    visits = _with_status(visits, chosen.get("status", ""), at)
    if organization := chosen.get("organization"):
        visits = visits.filter(location__organization=organization)
    if shopper := chosen.get("shopper"):
        visits = visits.filter(shopper=shopper)
    if since := chosen.get("since"):
        visits = visits.filter(closes_at__gte=_midnight(since))
    if until := chosen.get("until"):
        visits = visits.filter(opens_at__lte=_midnight(until, time.max))
    return visits.order_by(chosen.get("sort") or DEFAULT_ORDER, "pk")


def _with_status(visits: VisitQuerySet, status: str, at: datetime) -> VisitQuerySet:
    match status:
        case "":
            return visits
        case "waiting":
            return visits.awaiting_review()
        case "overdue":
            return visits.overdue(at)
        case "unassigned":
            return visits.unassigned()
        case "board":
            return visits.on_the_board(at)
        case "afterwards":
            return visits.awaiting_follow_through()
    return visits.filter(status=status)


def _midnight(day: Any, at: time = time.min) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


@require_safe
@operators_only
def visit_list(request: SignedRequest) -> HttpResponse:
    """Search, narrow down, order, and turn pages."""
    shoppers = shoppers_seen_by(request.user)
    form = VisitFilter(request.GET, user=request.user, shoppers=shoppers)
    now = timezone.now()
    scores = Score.objects.visible_to(request.user).defer("content")
    rows = (
        narrowed(Visit.objects.run_by(request.user), form.chosen, now)
        .select_related("location__organization", "shopper", "checklist")
        .defer("checklist__content")
        .prefetch_related(Prefetch("scores", queryset=scores))
        .with_awaited()
    )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "now": now, "narrowed": bool(form.chosen)}
    return render(request, "console/visits.html", context)


def visit_of(request: SignedRequest, visit_id: UUID) -> Visit:
    """Return one visit that the operator runs, or answer 404."""
    rows = Visit.objects.run_by(request.user).select_related(
        "location__organization", "shopper", "checklist"
    )
    return get_object_or_404(rows.with_awaited(), pk=visit_id)


@require_safe
@operators_only
def visit(request: SignedRequest, visit_id: UUID) -> HttpResponse:
    """Tell what happened to one visit and what can be done about it."""
    return visit_page(request, visit_of(request, visit_id))


def visit_page(
    request: SignedRequest,
    visit: Visit,
    *,
    reassign_form: ReassignForm | None = None,
    offer_form: OfferForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page of one visit, with a form that was refused where there is one."""
    reassignable = visit.status in {Status.SCHEDULED, Status.ACCEPTED}
    context = {
        "visit": visit,
        "now": timezone.now(),
        "events": visit.events.select_related("by"),
        "flags": visit.flags.all(),
        "dates": visit.date_requests.select_related("by", "answered_by"),
        "date_open": visit.date_requests.waiting().first(),
        "reports": Report.objects.visible_to(request.user).filter(visit=visit).defer("content"),
        "handed_in": visit.status in HANDED_IN,
        "cancellable": visit.status in BEFORE_SUBMITTED,
        "reassignable": reassignable,
        "cancel_form": CancelForm(),
        "reassign_form": reassign_form or ReassignForm(user=request.user, visit=visit),
        "offerable": reassignable and visit.shopper_id is None,
        "offer_form": offer_form or OfferForm(visit=visit),
        "just_assigned": "assigned" in request.GET and visit.status == Status.SCHEDULED,
    }
    return render(request, "console/visit.html", context, status=status)

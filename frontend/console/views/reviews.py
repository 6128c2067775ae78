"""Judging what came in: the review page and its four acts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from frontend.console import coached, evidence, presence
from frontend.console.approval import ApprovalDraft, for_shopper
from frontend.console.forms import CANNED_NOTES, SendBackDraft
from frontend.shared.doors import SignedRequest, operators_only
from reports import publishing
from shopper.earnings import expenses, settling
from shopper.errors import Refusal, WrongState
from shopper.review import decisions
from shopper.sync import follow_through
from shopper.visits.models import FollowThrough, Visit, VisitEvent
from shopper.visits.states import HANDED_IN, Status


@dataclass(frozen=True)
class Overtaken:
    """Somebody else decided first: who, what and when."""

    sentence: str
    at: datetime | None


def _visit(request: SignedRequest, visit_id: UUID) -> Visit:
    rows = (
        Visit.objects.run_by(request.user)
        .select_related("location__organization", "shopper", "checklist")
        .prefetch_related(
            *("answers", "photos", "impressions", "flags", "redos__asked_by", "scores"),
            "events__by",
        )
        .with_awaited()
    )
    return get_object_or_404(rows, pk=visit_id)


def _last_event(visit: Visit) -> VisitEvent | None:
    return max(visit.events.all(), key=lambda event: (event.at, event.pk), default=None)


@require_safe
@operators_only
def review(request: SignedRequest, visit_id: UUID) -> HttpResponse:
    """Show the moments, the evidence and what follows from it."""
    return _page(request, _visit(request, visit_id), None)


@require_safe
@operators_only
def readiness(request: SignedRequest, visit_id: UUID) -> HttpResponseBase:
    """Answer nothing until the answers are ready, then have the page loaded again."""
    visit = get_object_or_404(Visit.objects.run_by(request.user), pk=visit_id)
    waits = visit.status == Status.SUBMITTED and visit.prepared_at is None
    return HttpResponse(status=204) if waits else HttpResponseClientRefresh()


def _page(
    request: SignedRequest,
    visit: Visit,
    draft: SendBackDraft | None,
    *,
    approval: ApprovalDraft | None = None,
    overtaken: Overtaken | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Draw the page with what was typed; without that, with what its address says goes back."""
    told = coached.told_of(visit)
    draft = draft or coached.begun_from(told, request.GET.getlist("back"))
    awaited: list[FollowThrough] = getattr(visit, "awaited", [])
    handed_in = visit.status in HANDED_IN or visit.status == Status.RETURNED or bool(awaited)
    if not handed_in and not draft.ticked:
        return redirect("console:visit", visit.pk)
    preparing = visit.status == Status.SUBMITTED and visit.prepared_at is None
    last = _last_event(visit)
    context: dict[str, Any] = {
        "visit": visit,
        "dossier": None if preparing else evidence.dossier_of(visit, draft),
        "told": told,
        "quiz": coached.quiz_of(visit),
        "for_shopper": None if preparing else for_shopper(visit, approval or ApprovalDraft()),
        "presences": presence.presences_of(visit),
        "preparing": preparing,
        "awaited": awaited,
        "reason": request.POST.get("reason", ""),
        "open": visit.status in {Status.SUBMITTED, Status.REVIEWED} and not preparing,
        "publishable": visit.status == Status.APPROVED,
        "last": last,
        "draft": draft,
        "overtaken": overtaken,
        "refusal": refusal,
        "canned_notes": CANNED_NOTES,
        "next_visit": _next(request, visit),
    }
    return render(request, "console/review.html", context, status=status)


def _next(request: SignedRequest, visit: Visit) -> Visit | None:
    waiting = Visit.objects.run_by(request.user).awaiting_review().exclude(pk=visit.pk)
    return waiting.select_related("location").order_by("submitted_at").first()


def _decide(
    request: SignedRequest,
    visit_id: UUID,
    act: Callable[[Visit, SendBackDraft], object],
    done: str,
) -> HttpResponseBase:
    """Do one act; when it is declined, draw the same page with everything typed still on it."""
    visit = _visit(request, visit_id)
    draft = SendBackDraft.of(request.POST)
    try:
        _require_as_seen(visit, request.POST.get("seen", ""))
        act(visit, draft)
    except WrongState as refusal:
        now = _visit(request, visit_id)
        overtaken = Overtaken(str(refusal.detail), refusal.facts.get("at"))
        typed = ApprovalDraft.of(request.POST)
        return _page(request, now, draft, approval=typed, overtaken=overtaken, status=409)
    except Refusal as refusal:
        kept = SendBackDraft.of(request.POST, refusal.errors)
        typed = ApprovalDraft.of(request.POST, refusal.errors)
        now, told = _visit(request, visit_id), _first_sentence(refusal)
        return _page(request, now, kept, approval=typed, refusal=told, status=422)
    messages.success(request, done)
    return redirect("console:review", visit.pk)


def _require_as_seen(visit: Visit, seen: str) -> None:
    """Raise WrongState when the visit moved after its page was drawn."""
    last = _last_event(visit)
    if last is None or not seen or str(last.pk) == seen:
        return
    who = last.by.name if last.by else _("The system")
    status = last.get_to_status_display()
    told = _("%(who)s moved this visit to “%(status)s” in the meantime.")
    raise WrongState(told % {"who": who, "status": status}, by=who, at=last.at)


def _first_sentence(refusal: Refusal) -> str:
    general = refusal.errors.get("notes") or refusal.errors.get("reason")
    return str(general[0]) if general else str(refusal.detail)


@require_POST
@operators_only
def approve(request: SignedRequest, visit_id: UUID) -> HttpResponseBase:
    """Accept the visit as it is, with what its shopper gets for it."""
    typed = ApprovalDraft.of(request.POST)
    return _decide(
        request,
        visit_id,
        lambda visit, draft: settling.approve(
            visit,
            by=request.user,
            at=timezone.now(),
            opinion=typed.opinion,
            grants=typed.grants(expenses.claims_of(visit)),
        ),
        _("Approved. Publish it when the owner should read it."),
    )


@require_POST
@operators_only
def send_back(request: SignedRequest, visit_id: UUID) -> HttpResponseBase:
    """Send the ticked questions back to the shopper, each with its note."""
    return _decide(
        request,
        visit_id,
        lambda visit, draft: decisions.return_to_shopper(
            visit, by=request.user, notes=draft.to_send
        ),
        _("Sent back. The shopper has been told what to do."),
    )


@require_POST
@operators_only
def close_follow_through(request: SignedRequest, visit_id: UUID) -> HttpResponseBase:
    """Let the visit stand without what was still to be asked after it, for a reason."""
    reason = request.POST.get("reason", "")
    return _decide(
        request,
        visit_id,
        lambda visit, draft: follow_through.close_early(
            visit, by=request.user, reason=reason, at=timezone.now()
        ),
        _("Closed. The score can stand as it is now."),
    )


@require_POST
@operators_only
def publish(request: SignedRequest, visit_id: UUID) -> HttpResponseBase:
    """Freeze the report and send it to the owners."""
    return _decide(
        request,
        visit_id,
        lambda visit, draft: publishing.publish(visit, by=request.user),
        _("Published. The report is being drawn; the owners are told when it is ready."),
    )

"""Sending shoppers out: plan a visit, give it to somebody else, withdraw it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from frontend.console.board_forms import USUAL_CURRENCY
from frontend.console.forms import AssignForm, CancelForm, ReassignForm, default_window
from frontend.console.views.visits import visit_of, visit_page
from frontend.shared.doors import SignedRequest, operators_only, posted
from frontend.shared.refusals import told_as_message, told_on_form
from shopper.organizations.models import Location, Organization
from shopper.visits import board, lifecycle
from shopper.visits.models import Visit


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def visit_new(request: SignedRequest) -> HttpResponseBase:
    """Plan one visit. GET with values keeps them: so the organization's places are fetched."""
    given = request.POST if request.method == "POST" else request.GET
    organization = _organization(request, given.get("organization", ""))
    location = _location(request, organization, given.get("location", ""))
    if request.method != "POST":
        form = AssignForm(
            user=request.user,
            organization=organization,
            initial=_initial(request, organization, location),
        )
        return _plan_page(request, form, organization, location)
    form = AssignForm(request.POST, user=request.user, organization=organization)
    visit = _scheduled(request, form) if form.is_valid() else None
    if visit is None:
        return _plan_page(request, form, organization, location, status=422)
    return redirect(reverse("console:visit", args=[visit.pk]) + "?assigned")


def _organization(request: SignedRequest, key: str) -> Organization | None:
    mine = Organization.objects.run_by(request.user)
    chosen = {str(one.pk): one for one in mine}
    if len(chosen) == 1:
        return next(iter(chosen.values()))
    return chosen.get(key)


def _location(
    request: SignedRequest, organization: Organization | None, key: str
) -> Location | None:
    if organization is None or not key:
        return None
    own = Location.objects.run_by(request.user).filter(organization=organization)
    return next((one for one in own if str(one.pk) == key), None)


def _initial(
    request: SignedRequest, organization: Organization | None, location: Location | None
) -> dict[str, Any]:
    """Return what was typed so far, and a sensible window by the clock of the place."""
    typed = {name: value for name, value in request.GET.items() if value}
    window = default_window(location.zone, timezone.now()) if location else {}
    fixed = {"organization": organization.pk} if organization else {}
    return {"fee_currency": USUAL_CURRENCY, **window, **typed, **fixed}


def _plan_page(
    request: SignedRequest,
    form: AssignForm,
    organization: Organization | None,
    location: Location | None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "organization": organization, "location": location}
    return render(request, "console/visit_new.html", context, status=status)


def _scheduled(request: SignedRequest, form: AssignForm) -> Visit | None:
    plan = form.cleaned_data
    visit = None
    with told_on_form(form), transaction.atomic():
        visit = lifecycle.schedule(
            location=plan["location"],
            checklist=plan["checklist"],
            shopper=plan["shopper"],
            opens_at=plan["opens_at"],
            closes_at=plan["closes_at"],
            by=request.user,
            briefing=plan["briefing"],
            fee=form.fee,
        )
        if plan["on_the_board"]:
            board.offer(visit, by=request.user, at=timezone.now(), fee=form.fee)
    return visit if form.is_valid() else None


@require_POST
@operators_only
def reassign(request: SignedRequest, visit_id: UUID) -> HttpResponseBase:
    """Give the visit to somebody else."""
    visit = visit_of(request, visit_id)
    form = ReassignForm(request.POST, user=request.user, visit=visit)
    if form.is_valid():
        with told_on_form(form):
            read = form.as_it_was_read(visit)
            lifecycle.assign(read, shopper=form.cleaned_data["shopper"], by=request.user)
    if not form.is_valid():
        stands = visit_of(request, visit_id)
        return visit_page(request, stands, reassign_form=form, status=422)
    told = _("Assigned to %(name)s.") % {"name": form.cleaned_data["shopper"].name}
    messages.success(request, told)
    return redirect("console:visit", visit.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def cancel(request: SignedRequest, visit_id: UUID) -> HttpResponseBase:
    """Withdraw a visit, with the reason that the shopper will read."""
    visit = visit_of(request, visit_id)
    form = CancelForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with told_on_form(form):
            lifecycle.cancel(visit, by=request.user, reason=form.cleaned_data["reason"])
        if form.is_valid():
            messages.success(request, _("The visit is cancelled."))
            return redirect("console:visit", visit.pk)
    status = 422 if form.is_bound else 200
    return render(
        request, "console/visit_cancel.html", {"visit": visit, "form": form}, status=status
    )


@require_POST
@operators_only
def undo(request: SignedRequest, visit_id: UUID) -> HttpResponseBase:
    """Take an assignment back at once."""
    visit = visit_of(request, visit_id)
    with told_as_message(request, _("The assignment is taken back.")):
        lifecycle.cancel(visit, by=request.user, reason=_("Taken back right after assigning."))
    return redirect("console:visit-list")

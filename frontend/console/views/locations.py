"""Places: find one, read what happened there, add and correct."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from frontend.console.place_forms import LocationForm
from frontend.shared.doors import SignedRequest, operators_only, posted
from shopper.organizations.models import Location, Organization
from shopper.review.models import FollowUp, Score
from shopper.visits.models import Visit
from shopper.visits.states import OPEN_TO_THE_SHOPPER, Status

A_PAGE = 25
LATEST = 10


@require_safe
@operators_only
def location_list(request: SignedRequest) -> HttpResponse:
    """Search the places of every client."""
    words = request.GET.get("q", "").strip()
    rows = Location.objects.run_by(request.user).select_related("organization", "region")
    for word in words.split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(city__icontains=word)
            | Q(organization__name__icontains=word)
            | Q(region__name__icontains=word)
        )
    published = Q(visits__status=Status.PUBLISHED)
    rows = rows.annotate(
        open_visits=Count("visits", filter=Q(visits__status__in=OPEN_TO_THE_SHOPPER)),
        published_visits=Count("visits", filter=published),
        last_visit_at=Max("visits__submitted_at"),
    ).order_by("organization__name", "name")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "console/locations.html", {"page": page, "q": words})


@require_safe
@operators_only
def location(request: SignedRequest, location_id: UUID) -> HttpResponse:
    """Show one place: its visits, the latest moments, what was proposed."""
    rows = Location.objects.run_by(request.user).select_related("organization", "region")
    place = get_object_or_404(rows, pk=location_id)
    visits = Visit.objects.run_by(request.user).filter(location=place)
    scores = (
        Score.objects.visible_to(request.user)
        .standing()
        .filter(visit__location=place)
        .select_related("visit__checklist")
        .defer("visit__checklist__content")
        .order_by("-visit__submitted_at")
    )
    follow_ups = FollowUp.objects.visible_to(request.user).filter(location=place)
    open_visits = visits.filter(status__in=OPEN_TO_THE_SHOPPER)
    context = {
        "location": place,
        "scores": scores[:LATEST],
        "open_visits": open_visits.select_related("shopper").with_awaited()[:LATEST],
        "visit_count": visits.exclude(status=Status.CANCELLED).count(),
        "follow_ups": follow_ups.order_by("-raised_at")[:LATEST],
    }
    return render(request, "console/location.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def location_new(request: SignedRequest, organization_id: UUID) -> HttpResponseBase:
    """Add a place to a client."""
    mine = Organization.objects.run_by(request.user)
    organization = get_object_or_404(mine, pk=organization_id)
    form = LocationForm(posted(request), organization=organization)
    return _save(request, form, organization)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def location_edit(request: SignedRequest, location_id: UUID) -> HttpResponseBase:
    """Correct a place."""
    rows = Location.objects.run_by(request.user).select_related("organization")
    place = get_object_or_404(rows, pk=location_id)
    form = LocationForm(posted(request), instance=place, organization=place.organization)
    return _save(request, form, place.organization, place)


def _save(
    request: SignedRequest,
    form: LocationForm,
    organization: Organization,
    place: Location | None = None,
) -> HttpResponseBase:
    if form.is_bound and form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved."))
        return redirect("console:location", saved.pk)
    context = {
        "form": form,
        "organization": organization,
        "location": place,
        "zones": LocationForm.zones(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "console/location_form.html", context, status=status)

"""Shoppers: who they are, what they did, from which phones."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.console.people import shoppers_seen_by
from frontend.shared.doors import SignedRequest, operators_only
from shopper.earnings.models import Earning
from shopper.organizations import roles
from shopper.organizations.models import Location
from shopper.sync import devices
from shopper.sync.models import Device
from shopper.visits.models import Visit

A_PAGE = 25
LATEST = 25


@require_safe
@operators_only
def person_list(request: SignedRequest) -> HttpResponse:
    """Search the shoppers."""
    words = request.GET.get("q", "").strip()
    people = shoppers_seen_by(request.user)
    for word in words.split():
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
    here = Q(visits__location__in=Location.objects.run_by(request.user))
    people = people.annotate(
        open_visits=Count("visits", filter=here & Q(visits__in=Visit.objects.to_do())),
        handed_in=Count("visits", filter=here & Q(visits__in=Visit.objects.handed_in())),
        last_at=Max("visits__submitted_at", filter=here),
    )
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "console/people.html", {"page": page, "q": words})


@require_safe
@operators_only
def person(request: SignedRequest, user_id: UUID) -> HttpResponse:
    """Show one shopper with their visits and phones."""
    shopper = get_object_or_404(shoppers_seen_by(request.user), pk=user_id)
    visits = Visit.objects.run_by(request.user).filter(shopper=shopper)
    sent_back = Q(redos__isnull=False, redos__follow_through=None)
    context = {
        "person": shopper,
        "now": timezone.now(),
        "visits": visits.select_related("location__organization", "earning")
        .with_awaited()
        .order_by("-closes_at")[:LATEST],
        "average": Earning.objects.run_by(request.user).averages([shopper]).get(shopper.pk),
        "counts": {
            "open": visits.to_do().count(),
            "handed_in": visits.handed_in().count(),
            "sent_back": visits.filter(sent_back).distinct().count(),
        },
        "devices": Device.objects.visible_to(request.user).filter(user=shopper),
        "sees_devices": roles.operating(request.user).filter(organization=None).exists(),
    }
    return render(request, "console/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def device_revoke(request: SignedRequest, user_id: UUID, device_id: UUID) -> HttpResponseBase:
    """Ask, and then have a phone emptied at its next contact."""
    device = _device(request, user_id, device_id)
    if request.method != "POST":
        return render(request, "console/device_revoke.html", {"device": device})
    devices.revoke(device, at=timezone.now())
    messages.success(request, _("The phone is emptied at its next contact."))
    return redirect("console:person", user_id)


@require_POST
@operators_only
def device_readmit(request: SignedRequest, user_id: UUID, device_id: UUID) -> HttpResponseBase:
    """Let a revoked phone work again."""
    devices.readmit(_device(request, user_id, device_id))
    messages.success(request, _("The phone may be used again."))
    return redirect("console:person", user_id)


def _device(request: SignedRequest, user_id: UUID, device_id: UUID) -> Device:
    shopper = get_object_or_404(shoppers_seen_by(request.user), pk=user_id)
    phones = Device.objects.visible_to(request.user).filter(user=shopper)
    return get_object_or_404(phones.select_related("user"), pk=device_id)

"""Shoppers: who they are, what they did, from which phones."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontend.console.people import shoppers_seen_by
from frontend.shared.doors import SignedRequest, operators_only
from shopper.organizations.models import Location
from shopper.sync.models import Device
from shopper.visits.models import Visit
from shopper.visits.states import HANDED_IN, OPEN_TO_THE_SHOPPER

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
        open_visits=Count("visits", filter=here & Q(visits__status__in=OPEN_TO_THE_SHOPPER)),
        handed_in=Count("visits", filter=here & Q(visits__status__in=HANDED_IN)),
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
    context = {
        "person": shopper,
        "now": timezone.now(),
        "visits": visits.select_related("location__organization").order_by("-closes_at")[:LATEST],
        "counts": visits.aggregate(
            open=Count("pk", filter=Q(status__in=OPEN_TO_THE_SHOPPER)),
            handed_in=Count("pk", filter=Q(status__in=HANDED_IN)),
            sent_back=Count("pk", filter=Q(redos__isnull=False), distinct=True),
        ),
        "devices": Device.objects.visible_to(request.user).filter(user=shopper),
    }
    return render(request, "console/person.html", context)

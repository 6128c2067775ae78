"""What phones sent and the server refused for good: read it, and say that it is dealt with."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from frontend.console.reading import told_by
from frontend.shared.doors import SignedRequest, operators_only
from shopper.sync import quarantine
from shopper.sync.models import Quarantined
from shopper.visits.models import Visit

A_PAGE = 25


@require_safe
@operators_only
def quarantine_list(request: SignedRequest) -> HttpResponse:
    """List the refused documents, those to deal with first."""
    rows = Quarantined.objects.visible_to(request.user).select_related("sent_by", "settled_by")
    open_first = rows.defer("document").order_by("settled_at", "-received_at")
    page = Paginator(open_first, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "console/quarantine.html", {"page": page})


@require_safe
@operators_only
def quarantine_read(request: SignedRequest, document_id: UUID) -> HttpResponse:
    """Read one refused document in words, as far as its checklist is known."""
    rows = Quarantined.objects.visible_to(request.user).select_related("sent_by", "settled_by")
    refused = get_object_or_404(rows, pk=document_id)
    visit = (
        Visit.objects.run_by(request.user)
        .filter(pk=refused.visit_identity)
        .select_related("location", "checklist")
        .first()
    )
    context = {
        "refused": refused,
        "visit": visit,
        "told": told_by(refused.document, visit.checklist if visit else None),
    }
    return render(request, "console/quarantine_read.html", context)


@require_POST
@operators_only
def quarantine_settle(request: SignedRequest, document_id: UUID) -> HttpResponseBase:
    """Note that somebody dealt with it; saying it twice changes nothing."""
    refused = get_object_or_404(Quarantined.objects.visible_to(request.user), pk=document_id)
    quarantine.settle(refused, by=request.user, at=timezone.now())
    messages.success(request, _("Noted as dealt with."))
    return redirect("console:quarantine-list")

"""An owner's reports: find one, read it on the screen, take the PDF away."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontend.portal import listing, reading
from frontend.portal.forms import ReportFilter
from frontend.shared import report_file
from frontend.shared.doors import SignedRequest, owners_only
from reports.models import Report
from shopper.organizations.models import Location

A_PAGE = 20


@require_safe
@owners_only
def reports(request: SignedRequest) -> HttpResponse:
    """List the newest version of each report, the latest first."""
    form = ReportFilter(request.GET, locations=Location.objects.owned_by(request.user))
    rows = Report.objects.visible_to(request.user).standing().filter(**form.chosen)
    page = Paginator(listing.listable(rows), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "reports": listing.listed(page.object_list),
        "narrowed": bool(form.chosen),
    }
    return render(request, "portal/reports.html", context)


def _report(request: SignedRequest, report_id: UUID) -> Report:
    rows = Report.objects.visible_to(request.user).select_related("location__organization")
    return get_object_or_404(rows, pk=report_id)


def _note_opened(request: SignedRequest, report: Report) -> None:
    letters = report.deliveries.filter(to=request.user, opened_at=None)
    letters.update(opened_at=timezone.now())


@require_safe
@owners_only
def report(request: SignedRequest, report_id: UUID) -> HttpResponse:
    """Show a report as it was frozen."""
    one = _report(request, report_id)
    _note_opened(request, one)
    newer = Report.objects.visible_to(request.user).filter(replaces=one).first()
    return render(request, "portal/report.html", {**reading.page_context(one), "newer": newer})


@require_safe
@owners_only
def download(request: SignedRequest, report_id: UUID) -> HttpResponseBase:
    """Stream the PDF, and note that this reader has it."""
    one = _report(request, report_id)
    response = report_file.streamed(one)
    _note_opened(request, one)
    return response


@require_safe
@owners_only
def photo(request: SignedRequest, report_id: UUID, digest: str) -> HttpResponseBase:
    """Show one photograph of a report."""
    return reading.photo_file(_report(request, report_id), digest)

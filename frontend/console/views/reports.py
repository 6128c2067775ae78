"""Reports at the desk: which are drawn, which failed, who has them, and what corrects them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.console.report_forms import PeriodForm, ReissueForm, ReportFilter
from frontend.shared import report_file
from frontend.shared.doors import SignedRequest, operators_only, posted
from frontend.shared.refusals import told_as_message, told_on_form
from reports import publishing
from reports.models import Report
from shopper.organizations.models import Location

A_PAGE = 25


@require_safe
@operators_only
def report_list(request: SignedRequest) -> HttpResponse:
    """List the reports, those that failed first."""
    form = ReportFilter(request.GET)
    mine = Report.objects.run_by(request.user)
    letters = {
        "letters": Count("deliveries", filter=Q(deliveries__sent_at__isnull=False)),
        "opened": Count("deliveries", filter=Q(deliveries__opened_at__isnull=False)),
    }
    rows = (
        form.narrowed(mine)
        .select_related("location__organization", "published_by", "visit")
        .defer("content")
        .annotate(**letters)
        .order_by("-published_at", "pk")
    )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "narrowed": bool(form.chosen),
        "failed": mine.filter(status=Report.Status.FAILED).count(),
    }
    return render(request, "console/reports.html", context)


def _report(request: SignedRequest, report_id: UUID) -> Report:
    rows = Report.objects.run_by(request.user).select_related(
        "location__organization", "visit", "published_by", "replaces"
    )
    return get_object_or_404(rows, pk=report_id)


@require_safe
@operators_only
def report(request: SignedRequest, report_id: UUID) -> HttpResponse:
    """Show one report: its state, its readers, its versions."""
    return _page(request, _report(request, report_id), ReissueForm())


def _page(
    request: SignedRequest, one: Report, form: ReissueForm, status: int = 200
) -> HttpResponse:
    context = {
        "report": one,
        "form": form,
        "letters": one.deliveries.select_related("to").order_by("email"),
        "newer": Report.objects.run_by(request.user).filter(replaces=one).first(),
    }
    return render(request, "console/report.html", context, status=status)


@require_safe
@operators_only
def download(request: SignedRequest, report_id: UUID) -> HttpResponseBase:
    """Stream the PDF as the owner gets it."""
    return report_file.streamed(_report(request, report_id))


@require_POST
@operators_only
def retry(request: SignedRequest, report_id: UUID) -> HttpResponseBase:
    """Try again to draw a report that failed."""
    one = _report(request, report_id)
    with told_as_message(request, _("It is being drawn again.")):
        publishing.redraw(one, by=request.user)
    return redirect("console:report", one.pk)


@require_POST
@operators_only
def reissue(request: SignedRequest, report_id: UUID) -> HttpResponseBase:
    """Correct a report by its next version, which says what changed."""
    one = _report(request, report_id)
    form = ReissueForm(request.POST)
    following = one
    if form.is_valid():
        with told_on_form(form):
            following = publishing.reissue(
                one, by=request.user, change_note=form.cleaned_data["change_note"]
            )
    if not form.is_valid():
        return _page(request, one, form, status=422)
    messages.success(request, _("Version %(n)d is being drawn.") % {"n": following.version})
    return redirect("console:report", following.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def location_report(request: SignedRequest, location_id: UUID) -> HttpResponseBase:
    """Report on one location over a period."""
    rows = Location.objects.run_by(request.user).select_related("organization")
    place = get_object_or_404(rows, pk=location_id)
    form = PeriodForm(posted(request))
    made = None
    if form.is_bound and form.is_valid():
        with told_on_form(form):
            made = publishing.location_report(place, by=request.user, **form.cleaned_data)
    if made is not None:
        messages.success(request, _("Published. The report is being drawn."))
        return redirect("console:report", made.pk)
    status = 422 if form.is_bound else 200
    context = {"location": place, "form": form}
    return render(request, "console/location_report.html", context, status=status)

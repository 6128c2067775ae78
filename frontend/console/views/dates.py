"""Another date: what a shopper has asked for is taken over, or refused with a word."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from frontend.console.forms import RefuseDateForm
from frontend.shared.doors import SignedRequest, operators_only, posted
from frontend.shared.refusals import told_as_message, told_on_form
from shopper.visits import rescheduling
from shopper.visits.models import DateRequest


def _asked(request: SignedRequest, request_id: UUID) -> DateRequest:
    rows = DateRequest.objects.run_by(request.user).select_related(
        "visit__location__organization", "visit__shopper", "by"
    )
    return get_object_or_404(rows, pk=request_id)


@require_POST
@operators_only
def take_over(request: SignedRequest, request_id: UUID) -> HttpResponseBase:
    """Move the visit to the window asked for, with one click."""
    asked = _asked(request, request_id)
    told = _("The window is changed. %(name)s is told at the next contact.")
    with told_as_message(request, told % {"name": asked.by.name}):
        rescheduling.take_over(asked, by=request.user, at=timezone.now())
    return redirect("console:visit", asked.visit_id)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def refuse(request: SignedRequest, request_id: UUID) -> HttpResponse | HttpResponseBase:
    """Leave the window as it is, with a word that the shopper reads."""
    asked = _asked(request, request_id)
    form = RefuseDateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with told_on_form(form):
            answer = form.cleaned_data["answer"]
            rescheduling.refuse(asked, by=request.user, answer=answer, at=timezone.now())
        if form.is_valid():
            return redirect("console:visit", asked.visit_id)
    context = {"asked": asked, "visit": asked.visit, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "console/date_refuse.html", context, status=status)

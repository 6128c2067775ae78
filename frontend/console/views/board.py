"""The board of open visits, as the office fills it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from frontend.console.board_forms import OfferForm
from frontend.console.views.visits import visit_of, visit_page
from frontend.shared.doors import SignedRequest, operators_only
from frontend.shared.refusals import told_as_message, told_on_form
from shopper.visits import board


@require_POST
@operators_only
def offer(request: SignedRequest, visit_id: UUID) -> HttpResponseBase:
    """Put a visit on the board, or change its fee there."""
    visit = visit_of(request, visit_id)
    form = OfferForm(request.POST, visit=visit)
    if form.is_valid():
        with told_on_form(form):
            board.offer(visit, by=request.user, at=timezone.now(), fee=form.fee)
    if not form.is_valid():
        return visit_page(request, visit_of(request, visit_id), offer_form=form, status=422)
    messages.success(request, _("The visit is on the board. The first shopper who claims it goes."))
    return redirect("console:visit", visit.pk)


@require_POST
@operators_only
def take_back(request: SignedRequest, visit_id: UUID) -> HttpResponseBase:
    """Take a visit off the board."""
    visit = visit_of(request, visit_id)
    with told_as_message(request, _("The visit is off the board.")):
        board.take_back(visit, by=request.user)
    return redirect("console:visit", visit.pk)

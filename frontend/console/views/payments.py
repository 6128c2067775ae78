"""What shoppers are to be paid: the list, marking as paid, taking that back, and the table."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.console.payment_forms import PayForm, PaymentFilter, UndoPaymentForm
from frontend.shared.doors import SignedRequest, operators_only, posted
from frontend.shared.refusals import told_on_form
from shopper.accounts.models import User
from shopper.earnings import amounts, export, paying
from shopper.earnings.amounts import Amounts
from shopper.earnings.models import Earning, Payment

SHOPPERS_A_PAGE = 25


@dataclass(frozen=True)
class Account:
    """One shopper with what the list shows of theirs, and the sum."""

    shopper: User
    earnings: list[Earning]
    due: Amounts


def _accounts(page: Page[User], rows: Any) -> list[Account]:
    """Return the accounts of one page, in a number of queries that does not grow."""
    shown = rows.filter(shopper__in=list(page)).order_by("payable_on", "pk")
    shown = shown.select_related("visit__location__organization", "shopper")
    of: dict[Any, list[Earning]] = {}
    for earning in shown.prefetch_related("reimbursements", "payments__by"):
        of.setdefault(earning.shopper_id, []).append(earning)
    return [
        Account(shopper, of[shopper.pk], amounts.total(one.due for one in of[shopper.pk]))
        for shopper in page
    ]


@require_safe
@operators_only
def payment_list(request: SignedRequest) -> HttpResponse:
    """Show what is to be paid, shopper by shopper."""
    form = PaymentFilter(request.GET, user=request.user)
    today = timezone.localdate()
    rows = form.rows(today)
    shoppers = User.objects.filter(pk__in=rows.values("shopper")).order_by("name", "pk")
    page = Paginator(shoppers, SHOPPERS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "accounts": _accounts(page, rows),
        "today": today,
        "state": form.state_shown,
        "narrowed": bool(form.chosen),
        "query": request.GET.urlencode(),
    }
    return render(request, "console/payments.html", context)


@require_safe
@operators_only
def payments_csv(request: SignedRequest) -> StreamingHttpResponse:
    """Stream what the list shows, one line for each visit and currency."""
    form = PaymentFilter(request.GET, user=request.user)
    return StreamingHttpResponse(
        export.as_csv(form.rows(timezone.localdate())),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="payments.csv"',
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
@operators_only
def pay(request: SignedRequest) -> HttpResponseBase:
    """Ask, with what it comes to for each shopper; and then mark as paid."""
    is_sure = "sure" in request.POST
    data = request.POST.copy()
    if not is_sure and not data.get("on"):
        data["on"] = timezone.localdate().isoformat()
    form = PayForm(data, user=request.user)
    if form.is_valid() and is_sure:
        chosen = form.cleaned_data["chosen"]
        with told_on_form(form):
            paid = paying.pay(
                [one.pk for one in chosen],
                by=request.user,
                on=form.cleaned_data["on"],
                at=timezone.now(),
            )
            words = ngettext(
                "%(n)d visit is marked as paid.", "%(n)d visits are marked as paid.", len(paid)
            )
            messages.success(request, words % {"n": len(paid)})
            return redirect("console:payment-list")
    chosen = form.cleaned_data.get("chosen", [])
    context = {
        "form": form,
        "earnings": chosen,
        "accounts": _by_shopper(chosen),
        "due": amounts.total(one.due for one in chosen),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "console/payments_pay.html", context, status=status)


def _by_shopper(earnings: Any) -> list[Account]:
    of: dict[User, list[Earning]] = {}
    for earning in earnings:
        of.setdefault(earning.shopper, []).append(earning)
    return [Account(who, some, amounts.total(one.due for one in some)) for who, some in of.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def payment_undo(request: SignedRequest, payment_id: UUID) -> HttpResponseBase:
    """Ask why, and take back that a visit was paid."""
    rows = Payment.objects.run_by(request.user).select_related(
        "by", "undone_by", "earning__shopper", "earning__visit__location__organization"
    )
    payment = get_object_or_404(rows, pk=payment_id)
    form = UndoPaymentForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with told_on_form(form):
            because = form.cleaned_data["because"]
            paying.undo(payment, by=request.user, because=because, at=timezone.now())
            messages.success(request, _("The payment is taken back. The visit is to be paid."))
            return redirect("console:payment-list")
    status = 422 if form.is_bound else 200
    context = {"payment": payment, "form": form}
    return render(request, "console/payment_undo.html", context, status=status)

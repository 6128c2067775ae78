"""Payments as a table for a spreadsheet: one line for each visit and currency, streamed."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from shopper.earnings.models import Earning
from shopper.earnings.querysets import EarningQuerySet
from shopper.review.export import guarded

ROWS_AT_ONCE = 500
Cells = list[Any]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(earnings: EarningQuerySet) -> Iterator[str]:
    """Yield the table, the earliest day of payment first; begins with a byte order mark."""
    write = csv.writer(_Echo()).writerow
    yield "\ufeff" + write(_head())
    rows = earnings.select_related("shopper", "visit__location__organization")
    rows = rows.prefetch_related("reimbursements", "payments").order_by("payable_on", "pk")
    for earning in rows.iterator(chunk_size=ROWS_AT_ONCE):
        for cells in _lines(earning):
            yield write([guarded(cell) if isinstance(cell, str) else cell for cell in cells])


def _head() -> list[str]:
    return [
        *(_("Visit"), _("Shopper"), _("E-mail"), _("Organization"), _("Location")),
        *(_("Approved"), _("Payable on"), _("Paid on"), _("Currency")),
        *(_("Fee"), _("Given back"), _("In all"), _("On top")),
    ]


def _lines(earning: Earning) -> Iterator[Cells]:
    place, payment = earning.visit.location, earning.payment
    about = [
        *(str(earning.visit_id), earning.shopper.name, earning.shopper.email),
        *(place.organization.name, place.name, earning.approved_at.date(), earning.payable_on),
        payment.paid_on if payment else "",
    ]
    for whole in earning.due:
        fee = earning.fee_amount if earning.fee_currency == whole.currency else None
        fee = fee or Decimal("0.00")
        top = earning.fee_note if earning.fee_currency == whole.currency else ""
        yield [*about, whole.currency, fee, whole.amount - fee, whole.amount, top]

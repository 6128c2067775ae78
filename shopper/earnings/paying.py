"""Mark what was paid, and take it back: each once, whoever else does so at the same moment."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shopper.accounts.models import User
from shopper.earnings.models import Earning, Payment
from shopper.errors import Invalid, WrongState


def pay(chosen: Iterable[UUID], *, by: User, on: date, at: datetime) -> list[Payment]:
    """Mark all that was chosen as paid on a day; all or none.

    Raises:
        Invalid: by `chosen` and `on`: nothing was chosen, something that `by` does not run or that
            no money is paid for, or a day that has not come.
        WrongState: some of it was paid in the meantime; the facts say by whom and when.
    """
    wanted = set(chosen)
    # The day may have begun already where the operator sits.
    if on > timezone.localdate(at) + timedelta(days=1):
        raise Invalid(errors={"on": [_("This day has not come yet.")]})
    with transaction.atomic():
        held = Earning.objects.run_by(by).worth_money().filter(pk__in=wanted)
        earnings = list(held.select_for_update(of=("self",)).order_by("pk"))
        if not earnings or len(earnings) < len(wanted):
            raise Invalid(errors={"chosen": [_("Choose at least one visit that is to be paid.")]})
        _require_unpaid(earnings)
        payments = [Payment(earning=earning, paid_on=on, by=by, at=at) for earning in earnings]
        return Payment.objects.bulk_create(payments)


def _require_unpaid(earnings: list[Earning]) -> None:
    standing = Payment.objects.standing().filter(earning__in=earnings).select_related("by")
    first = standing.order_by("at").first()
    if first is None:
        return
    sentence = ngettext(
        "%(who)s has marked %(n)d of these visits as paid in the meantime. Nothing was changed.",
        "%(who)s has marked %(n)d of these visits as paid in the meantime. Nothing was changed.",
        standing.count(),
    )
    words = {"who": first.by.name, "n": standing.count()}
    raise WrongState(sentence % words, by=first.by.name, at=first.at)


def undo(payment: Payment, *, by: User, because: str, at: datetime) -> None:
    """Take back that it was paid; what was said stays to be read, with the reason.

    Raises:
        Invalid: no word says why.
        WrongState: somebody has taken it back first.
    """
    if not because.strip():
        raise Invalid(errors={"because": [_("Say why, in a few words.")]})
    undone = {"undone_at": at, "undone_by": by, "undone_because": because.strip()}
    if not Payment.objects.run_by(by).standing().filter(pk=payment.pk).update(**undone):
        raise WrongState(_("This payment was taken back in the meantime."))

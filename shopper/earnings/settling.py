"""Approve a visit, and write down in the same step what its shopper gets for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.earnings import expenses, grade, work
from shopper.earnings.expenses import EVERYTHING, Grants
from shopper.earnings.models import Earning, Reimbursement
from shopper.errors import Invalid
from shopper.review import decisions, policy
from shopper.visits.models import Visit

LONGEST_WORDS = 300


@dataclass(frozen=True)
class Opinion:
    """What the reviewer adds by hand: a mark from 1 to 5 or none, and a line for the shopper."""

    mark: int | None = None
    words: str = ""


NONE = Opinion()


def approve(
    visit: Visit,
    *,
    by: User,
    at: datetime,
    opinion: Opinion = NONE,
    grants: Grants = EVERYTHING,
) -> Earning:
    """Accept the visit as it is (`decisions.approve`); grade the work, and grant what was spent.

    Raises:
        NotAllowed: `by` does not operate the visit's organization.
        Invalid: the mark, the words or a granted amount does not fit; named by field.
        WrongState: somebody else has decided already, or the answers are not ready yet.
    """
    policy.require_reviewer(visit, by)
    _require_an_opinion(opinion)
    with transaction.atomic():
        decisions.approve(visit, by=by)
        back = expenses.granted(expenses.claims_of(visit), grants)
        earning = _earning(visit, by, at, opinion)
        earning.save(force_insert=True)
        for one in back:
            one.earning = earning
        Reimbursement.objects.bulk_create(back)
    return earning


def earning_of(visit: Visit) -> Earning | None:
    """Return what was written down when the visit was approved, with all that belongs to it."""
    rows = Earning.objects.filter(visit=visit).select_related("approved_by")
    return rows.prefetch_related("reimbursements__question", "payments__by").first()


def _require_an_opinion(opinion: Opinion) -> None:
    errors = {}
    if opinion.mark is not None and opinion.mark not in grade.MARKS:
        errors["mark"] = [_("A mark is from 1 to 5.")]
    if len(opinion.words) > LONGEST_WORDS:
        errors["words"] = [_("At most %(n)d characters.") % {"n": LONGEST_WORDS}]
    if errors:
        raise Invalid(errors=errors)


def _earning(visit: Visit, by: User, at: datetime, opinion: Opinion) -> Earning:
    graded = grade.grade(work.of(visit), mark=opinion.mark)
    return Earning(
        visit=visit,
        shopper=visit.shopper,
        approved_by=by,
        approved_at=at,
        grade=graded.total,
        parts=graded.as_documents(),
        words=opinion.words.strip(),
        fee_amount=visit.fee_amount,
        fee_currency=visit.fee_currency,
        fee_note=visit.fee_note,
        payable_on=timezone.localdate(at) + timedelta(days=settings.PAYMENT_DAYS),
    )

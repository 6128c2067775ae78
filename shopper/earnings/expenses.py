"""What a shopper has spent for a visit, and how much of it is given back."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from shopper.checklists import expenses
from shopper.checklists.document import document_of
from shopper.earnings.models import Reimbursement
from shopper.errors import Invalid
from shopper.visits.models import Answer, Visit
from shopper.writing import figure

CENT = Decimal("0.01")
MOST = Decimal("9999999999.99")


@dataclass(frozen=True)
class Claim:
    """What was spent at one question of a visit, and up to which amount it is given back."""

    question: str
    text: str
    spent: Decimal
    limit: Decimal
    currency: str

    @property
    def most(self) -> Decimal:
        """What can be given back at most: what was spent, or the limit."""
        return min(self.spent, self.limit)


@dataclass(frozen=True)
class Grant:
    """What an operator gives back, and why where it is less than it could be."""

    amount: Decimal
    reason: str = ""


Grants = Mapping[str, Grant]
EVERYTHING: Grants = {}


def claims_of(visit: Visit) -> list[Claim]:
    """Return what the visit's shopper asks back, in the order of the checklist."""
    answers = visit.answers.filter(state=Answer.State.ANSWERED).values_list("question", "value")
    spent = {str(question): str(value or 0) for question, value in answers}
    return [
        _claim(question, spent[question["id"]])
        for moment in document_of(visit.checklist)["touchpoints"]
        for question in moment["questions"]
        if expenses.is_one(question) and Decimal(spent.get(question["id"], "0")) > 0
    ]


def _claim(question: Mapping[str, Any], value: str) -> Claim:
    limit = question["expense"]
    return Claim(
        question=question["id"],
        text=question["text"],
        spent=min(Decimal(value), MOST).quantize(CENT, ROUND_HALF_UP),
        limit=Decimal(limit["amount"]),
        currency=limit["currency"],
    )


def granted(claims: list[Claim], grants: Grants) -> list[Reimbursement]:
    """Return what is given back, not stored yet; a claim that nothing is said of in full.

    Raises:
        Invalid: by `granted-` and the question: more than the most, or less without a reason.
    """
    given, errors = [], {}
    for claim in claims:
        grant = grants.get(claim.question, Grant(claim.most))
        if fault := _fault(claim, grant):
            errors[f"granted-{claim.question}"] = [fault]
        given.append(
            Reimbursement(
                question_id=claim.question,
                spent=claim.spent,
                limit=claim.limit,
                granted=grant.amount,
                currency=claim.currency,
                reason=grant.reason.strip(),
            )
        )
    if errors:
        raise Invalid(errors=errors)
    return given


def _fault(claim: Claim, grant: Grant) -> str:
    if not 0 <= grant.amount <= claim.most or grant.amount != grant.amount.quantize(CENT):
        words = {"most": figure(claim.most), "currency": claim.currency}
        return _("From nothing to %(most)s %(currency)s.") % words
    if grant.amount < claim.most and not grant.reason.strip():
        return _("Say to the shopper why it is less.")
    return ""

"""What is given back: a question for an amount that was spent, with its receipt as the photograph."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

Question = Mapping[str, Any]

AMOUNT = re.compile(r"\d{1,6}(\.\d{1,2})?")
CURRENCY = re.compile(r"[A-Z]{3}")


def is_one(question: Question) -> bool:
    """Say whether the question is about an expense: between agency and shopper, no owner's concern."""
    return bool(question.get("expense"))


def of_the_owner(touchpoints: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the moments of a ChecklistDocument without what is between agency and shopper."""
    return [
        {**moment, "questions": [one for one in moment["questions"] if not is_one(one)]}
        for moment in touchpoints
    ]


def faults(question: Question) -> Iterator[str]:
    """Tell why an expense cannot be asked for as it stands; nothing for other questions."""
    if not is_one(question):
        return
    limit = question["expense"]
    amount, currency = (
        limit.get(key) if isinstance(limit, Mapping) else None for key in ("amount", "currency")
    )
    if not isinstance(amount, str) or not AMOUNT.fullmatch(amount) or not Decimal(amount):
        yield _("Say up to which amount it is given back.")
    if not isinstance(currency, str) or not CURRENCY.fullmatch(currency):
        yield _("An expense needs a currency, in three letters such as EUR.")
    if question["kind"] != "number" or question["role"] != "note":
        yield _("An expense is a number and a note: it never counts for the business.")
    if question["photo"]["rule"] != "required" or question["photo"]["min"] < 1:
        yield _("An expense needs the photograph of its receipt.")

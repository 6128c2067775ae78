"""Visits whose shopper has spent something, and what they get for approved ones."""

import copy
from decimal import Decimal
from typing import Any

from django.utils import timezone

from shopper.earnings import settling
from shopper.earnings.models import Earning
from shopper.visits.fees import Fee
from shopper.visits.models import Visit
from tests import factories

FARE = "What did the ride cost?"
LIMIT = {"amount": "30", "currency": "EUR"}
A_RECEIPT = {"rule": "required", "min": 1, "max": 2}
FEE = Fee(Decimal("18.00"), "EUR")


def a_fare(**fields: Any) -> dict[str, Any]:
    """A question for what the ride has cost, given back up to thirty euros."""
    asked = {"kind": "number", "role": "note", "required": False, "minimum": "0", "unit": "EUR"}
    return factories.question(
        "fare", FARE, **{**asked, "photo": A_RECEIPT, "expense": LIMIT, **fields}
    )


def ride_with_a_fare(**fields: Any) -> dict[str, Any]:
    """The small ride, with the fare asked for at the farewell."""
    data = copy.deepcopy(factories.SMALL_CHECKLIST)
    data["touchpoints"][1]["questions"].append(a_fare(**fields))
    return data


def make_spent_visit(spent: str = "24.80", **fields: Any) -> Visit:
    """A visit handed in and ready to review, with a fee and a fare that was paid."""
    checklist = factories.make_checklist(ride_with_a_fare())
    answers = {**factories.GOOD_ANSWERS, FARE: spent}
    return factories.make_submitted_visit(answers, **{"checklist": checklist, "fee": FEE, **fields})


def make_earning(visit: Visit | None = None, **given: Any) -> Earning:
    """What the shopper of an approved visit gets: a fee of eighteen euros, unless it says otherwise."""
    visit = visit or factories.make_submitted_visit(fee=given.pop("fee", FEE))
    by = given.pop("by", None) or factories.make_operator()
    return settling.approve(visit, by=by, at=given.pop("at", timezone.now()), **given)

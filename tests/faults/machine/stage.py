"""What there is before the first schedule. Run inside the server's environment."""

import json
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client

from shopper.accounts.models import User
from shopper.checklists.document import document_of
from shopper.organizations.models import Membership
from shopper.organizations.roles import Role
from shopper.visits.models import Visit
from tests import factories

PHOTOGRAPHED: dict[str, Any] = {"rule": "optional", "min": 0, "max": 12}
CHECKLIST = {
    "name": "Small ride",
    "touchpoints": [
        {
            "name": "Inside of the cab",
            "questions": [
                factories.question("clean", photo=PHOTOGRAPHED),
                factories.question("belts", required=False),
                factories.question("smell", kind="rating", steps=5, required=False),
            ],
        },
        {
            "name": "Farewell",
            "questions": [
                factories.question("thanks", photo=PHOTOGRAPHED),
                factories.question("words", kind="text", role="note", required=False),
            ],
        },
    ],
}


@transaction.atomic
def set_up(count: int) -> None:
    """Make so many shoppers, each with one visit and signed in, and print them as JSON."""
    cabs = factories.make_organization("Harbour Cabs")
    checklist = factories.make_checklist(CHECKLIST, organization=cabs)
    operator = factories.make_operator(cabs, name="Olga Operator")
    people = _shoppers(cabs, count, password=operator.password)
    plan = {
        "location": factories.make_location(cabs),
        "checklist": checklist,
        **factories.open_now(hours=12),
    }
    visits = Visit.objects.bulk_create(Visit(shopper=sami, **plan) for sami in people)
    touchpoints = document_of(checklist)["touchpoints"]
    known = {
        "questions": {
            question["text"].removesuffix("?"): {"id": question["id"], "moment": touchpoint["id"]}
            for touchpoint in touchpoints
            for question in touchpoint["questions"]
        },
        "outings": [
            {"visit": str(visit.pk), "email": visit.shopper.email, "session": _session(sami)}
            for visit, sami in zip(visits, people, strict=True)
        ],
        "operator": _session(operator),
        "cookie": settings.SESSION_COOKIE_NAME,
    }
    print("STAGE" + json.dumps(known))


def _shoppers(cabs: Any, count: int, *, password: str) -> list[User]:
    """Make them with a password that was hashed before: to hash one takes its time."""
    people = User.objects.bulk_create(
        User(email=f"sami{number}@example.org", name=f"Sami {number}", password=password)
        for number in range(count)
    )
    Membership.objects.bulk_create(
        Membership(user=sami, role=Role.SHOPPER, organization=cabs) for sami in people
    )
    return people


def _session(user: User) -> str:
    browser = Client()
    browser.force_login(user)
    return str(browser.cookies[settings.SESSION_COOKIE_NAME].value)

"""One shopper with many visits to hand in. Run inside the server's environment."""

import json
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from shopper.checklists import versions
from shopper.checklists.document import document_of
from shopper.visits.models import Visit
from tests import factories

SHOPPER = "sami@example.org"
PHOTOGRAPHED = factories.question("clean", photo={"rule": "optional", "max": 6})
CHECKLIST = {
    "name": "One question",
    "touchpoints": [{"name": "Inside of the cab", "questions": [PHOTOGRAPHED]}],
}


@transaction.atomic
def set_up(count: int) -> None:
    """Give the shopper so many visits, and print what a phone must know of them, as JSON."""
    organization = factories.make_organization("Harbour Cabs")
    draft = versions.draft_from(CHECKLIST, organization=organization)
    checklist = versions.publish(draft, by=factories.make_user())
    now = timezone.now()
    plan = {
        "location": factories.make_location(organization),
        "shopper": factories.make_shopper(organization, email=SHOPPER),
        "checklist": checklist,
        "opens_at": now - timedelta(hours=1),
        "closes_at": now + timedelta(hours=5),
    }
    visits = Visit.objects.bulk_create(Visit(**plan) for _ in range(count))
    known = {
        "checklist": str(checklist.pk),
        "question": document_of(checklist)["touchpoints"][0]["questions"][0]["id"],
        "visits": [str(visit.pk) for visit in visits],
    }
    print(json.dumps(known))  # noqa: T201

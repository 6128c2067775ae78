"""What there is before the trouble begins. Run inside the server's environment."""

import io
import json
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from reports.models import Report
from shopper.accounts.models import User
from shopper.checklists import versions
from shopper.checklists.document import document_of
from shopper.sync import documents, ingest, receipts
from shopper.sync.ingest import Sent
from shopper.visits import uploads
from shopper.visits.models import Visit
from shopper.visits.uploads import Declared
from tests import factories
from tests.phone import make_document, make_listing
from tests.reports.published import BAD, published
from tests.samples import photographs

SHOPPER, OPERATOR = "sami@example.org", "olga@example.org"
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
    print(json.dumps(known))


@transaction.atomic
def hand_in() -> None:
    """Hand in a visit with three photographs; it waits to be prepared."""
    visit = factories.make_visit()
    at, clean = timezone.now(), factories.question_ids(visit)["Is the inside spotlessly clean?"]
    pictures = [photographs.jpeg(640, 480, seed=seed) for seed in range(3)]
    photos = [make_listing(picture, question=clean) for picture in pictures]
    listings = [listing for listing, _body in photos]
    document = documents.read(json.dumps(make_document(visit, photos=listings)).encode())
    ingest.take_in(Sent(visit.pk, document, by=visit.shopper, base=None, at=at))
    for listing, body in photos:
        said = Declared(len(body), listing["sha256"])
        uploads.take_in(visit.pk, listing["id"], body=io.BytesIO(body), said=said)
    receipts.submit(visit.pk, by=visit.shopper, base=1, at=at)


@transaction.atomic
def publish() -> None:
    """Publish a visit with two photographs for its owner; the report waits to be drawn."""
    organization = factories.make_organization()
    factories.make_owner(organization)
    photos = ["Is the inside spotlessly clean?", "Did the driver say thank you?"]
    published(
        factories.make_location(organization),
        factories.make_checklist(organization=organization),
        answers=BAD,
        photos=photos,
    )


def draw() -> None:
    """Publish a visit and draw its report; the letter to the owner waits to be sent."""
    publish()
    call_command("db_worker", batch=True, max_tasks=1, startup_delay=False)


def open_desks() -> None:
    """Draw a report for its owner, sign the owner and an operator in, and print how to be either."""
    draw()
    operator = factories.make_operator(email=OPERATOR, name="Olga Operator")
    owner = User.objects.get(memberships__role="owner")
    known = {
        "report": str(Report.objects.get().pk),
        "operator": _cookie_of(operator),
        "owner": _cookie_of(owner),
    }
    print("DESKS" + json.dumps(known))


def _cookie_of(user: User) -> str:
    browser = Client()
    browser.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={browser.cookies[name].value}"

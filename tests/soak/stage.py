"""Who syncs and what there is to sync, and afterwards what there is. Run inside the server's environment."""

import hashlib
import json

from django.db import transaction

from shopper.accounts.models import User
from shopper.checklists import versions
from shopper.checklists.document import document_of
from shopper.organizations.models import Membership
from shopper.organizations.roles import Role
from shopper.sync import documents
from shopper.sync.models import Receipt, Revision
from shopper.visits import uploads
from shopper.visits.models import Photo, Visit
from tests import factories
from tests.faults.stage import CHECKLIST


@transaction.atomic
def set_up(shoppers: int, visits: int) -> None:
    """Give so many shoppers so many visits each, and print what their phones must know, as JSON."""
    organization = factories.make_organization("Harbour Cabs")
    draft = versions.draft_from(CHECKLIST, organization=organization)
    checklist = versions.publish(draft, by=factories.make_user())
    people = _people(shoppers, organization)
    plan = {
        "location": factories.make_location(organization),
        "checklist": checklist,
        **factories.open_now(),
    }
    made = {
        person.email: Visit.objects.bulk_create(
            Visit(shopper=person, **plan) for _ in range(visits)
        )
        for person in people
    }
    known = {
        "checklist": str(checklist.pk),
        "question": document_of(checklist)["touchpoints"][0]["questions"][0]["id"],
        "shoppers": {email: [str(visit.pk) for visit in own] for email, own in made.items()},
    }
    print(json.dumps(known))


def _people(count, organization):
    """Make shoppers with one password among them: each hash of it takes a while."""
    first = factories.make_shopper(organization, email="soak0@example.org")
    others = User.objects.bulk_create(
        User(email=f"soak{number}@example.org", name=f"Soak {number}", password=first.password)
        for number in range(1, count)
    )
    Membership.objects.bulk_create(
        Membership(user=person, role=Role.SHOPPER, organization=organization) for person in others
    )
    return [first, *others]


def tell() -> None:
    """Print what is here, by digests made anew of rows and files, and what waits for the worker."""
    revisions = Revision.objects.values_list("visit_id", "number", "document")
    photos = Photo.objects.only("visit_id", "path")
    receipts = Receipt.objects.values_list("revision__visit_id", "pk")
    kept = {
        "documents": [
            [str(visit), number, documents.digest_of(documents.read(json.dumps(row).encode()))]
            for visit, number, row in revisions.iterator()
        ],
        "photos": [
            [str(photo.visit_id), str(photo.pk), _digest(photo)] for photo in photos.iterator()
        ],
        "receipts": [[str(visit), str(receipt)] for visit, receipt in receipts],
        "unprepared": Visit.objects.awaiting_review().filter(prepared_at=None).count(),
        "underived": Photo.objects.filter(derived_at=None).count(),
    }
    print(json.dumps(kept))


def _digest(photo):
    file = uploads.photo_file(photo)
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""

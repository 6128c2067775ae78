"""Visits that went their whole way in the database, with photographs, up to their report."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from reports import publishing
from reports.models import Report
from shopper.organizations.models import Location
from shopper.review import decisions
from shopper.visits import copies
from shopper.visits.models import Answer, Photo, Visit
from tests import factories
from tests.reports.fixtures import photograph

GOOD = factories.GOOD_ANSWERS
BAD = {
    "Is the inside spotlessly clean?": "no",
    "Are seat belts at hand?": "yes",
    "How does it smell?": 2,
    "Were you offered a drink?": "no",
    "Did the driver say thank you?": "yes",
    "What did the driver say?": "Mind the door.",
}


def put_photo(visit: Visit, text: str, **fields) -> Photo:
    """A photograph for the question, with both of its copies where they belong."""
    photo = factories.make_photo(visit, text, derived_at=timezone.now(), **fields)
    for side_px in copies.DERIVATIVES:
        copy: Path = copies.derivative_path(photo, side_px)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(photograph(photo.pk.int % 1000, side_px))
    return photo


def approved(
    location: Location,
    checklist,
    *,
    answers=None,
    days_ago: int = 1,
    notes=None,
    photos=(),
    **fields,
) -> Visit:
    """A visit that an operator approved, begun so many days ago."""
    visit = factories.make_submitted_visit(
        answers, location=location, checklist=checklist, **fields
    )
    begun = timezone.now() - timedelta(days=days_ago)
    Visit.objects.filter(pk=visit.pk).update(
        started_at=begun, submitted_at=begun + timedelta(hours=1)
    )
    visit.refresh_from_db()
    for text, note in (notes or {}).items():
        Answer.objects.filter(visit=visit, question__text=text).update(note=note)
    for text in photos:
        put_photo(visit, text)
    decisions.approve(visit, by=factories.make_operator())
    return visit


def published(location: Location, checklist, **fields) -> Report:
    """The report of such a visit."""
    visit = approved(location, checklist, **fields)
    return publishing.publish(visit, by=factories.make_operator())

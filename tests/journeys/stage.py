"""The stage of the story: Harbour Cabs, its cab 12, and the people. Run inside the server's environment."""

import json
from datetime import timedelta

from django.utils import timezone

from shopper.accounts.models import User
from shopper.checklists import starters, versions
from shopper.checklists.document import document_of
from shopper.organizations.models import Organization
from shopper.visits import board
from shopper.visits.models import FollowThrough, Visit
from tests.factories import (
    make_location,
    make_operator,
    make_organization,
    make_owner,
    make_shopper,
    make_user,
    make_visit,
    with_follow_through,
)

OPERATOR = "olga@example.org"
SHOPPER = "sami@example.org"
RIVAL = "rita@example.org"
OWNER = "otto@example.org"
STRANGER = "stella@example.org"
SHORT = {
    "name": "A short ride",
    "touchpoints": [
        {
            "name": "The ride",
            "questions": [
                {"key": "clean", "text": "Was the cab clean?", "kind": "yes_no", "good": "yes"},
                {"key": "how", "text": "How was the driver?", "kind": "text", "role": "note"},
                {
                    "key": "plate",
                    "text": "Photograph the number plate.",
                    "kind": "photo",
                    "role": "note",
                    "photo": {"rule": "required", "min": 1, "max": 2},
                },
            ],
        }
    ],
}


def set_up() -> None:
    """Make the people and places, publish the cab ride, and print its document as JSON."""
    cabs = make_organization("Harbour Cabs")
    make_location(cabs, name="Cab 12")
    make_operator(email=OPERATOR, name="Olga Operator")
    make_shopper(cabs, email=SHOPPER, name="Sami Shopper")
    make_owner(cabs, email=OWNER, name="Otto Owner")
    elsewhere = make_organization("Bäckerei Lindemann")
    make_location(elsewhere, name="Filiale Neustadt")
    make_owner(elsewhere, email=STRANGER, name="Stella Stranger")
    draft = versions.draft_from(starters.load("cab_ride"), organization=cabs)
    print(json.dumps(document_of(versions.publish(draft, by=make_user()))))


def set_up_a_cab_ride() -> None:
    """Make one shopper with a visit for today by the starter, which is in German as well."""
    cabs = make_organization("Harbour Cabs")
    shopper = make_shopper(cabs, email=SHOPPER, name="Sami Shopper")
    draft = versions.draft_from(starters.load("cab_ride"), organization=cabs)
    checklist = versions.publish(draft, by=make_user())
    make_visit(location=make_location(cabs, name="Cab 12"), checklist=checklist, shopper=shopper)


def set_up_two_cabs() -> None:
    """Make what `set_up` does, a second cab, and a second shopper."""
    set_up()
    cabs = Organization.objects.get(name="Harbour Cabs")
    make_location(cabs, name="Cab 13")
    make_shopper(cabs, email=RIVAL, name="Rita Rival")


def claim_as_the_rival(location: str) -> None:
    """Let the second shopper claim the visit at this location."""
    visit = Visit.objects.get(location__name=location)
    board.claim(visit.pk, by=User.objects.get(email=RIVAL), at=timezone.now())


def set_up_a_short_visit() -> None:
    """Make one shopper with a visit of three questions for today, and print their identities."""
    cabs = make_organization("Harbour Cabs")
    shopper = make_shopper(cabs, email=SHOPPER, name="Sami Shopper")
    draft = versions.draft_from(SHORT, organization=cabs)
    checklist = versions.publish(draft, by=make_user())
    make_visit(location=make_location(cabs, name="Cab 12"), checklist=checklist, shopper=shopper)
    touchpoint = document_of(checklist)["touchpoints"][0]
    questions = [question["id"] for question in touchpoint["questions"]]
    print(json.dumps({"touchpoint": touchpoint["id"], "questions": questions}))


def set_up_a_ride_and_after() -> None:
    """Make people and a visit for today, of which one moment is asked a week later; print it."""
    cabs = make_organization("Harbour Cabs")
    make_operator(email=OPERATOR, name="Olga Operator")
    make_owner(cabs, email=OWNER, name="Otto Owner")
    shopper = make_shopper(cabs, email=SHOPPER, name="Sami Shopper")
    draft = versions.draft_from(with_follow_through(), organization=cabs)
    checklist = versions.publish(draft, by=make_user())
    visit = make_visit(
        location=make_location(cabs, name="Cab 12"), checklist=checklist, shopper=shopper
    )
    print(json.dumps({"visit": str(visit.pk), **document_of(checklist)}))


def let_days_pass(days: int) -> None:
    """Move what is still to come of every follow-through nearer, as so many days would."""
    passed = timedelta(days=days)
    for row in FollowThrough.objects.awaited():
        row.opens_at -= passed
        row.closes_at -= passed
        row.save(update_fields=["opens_at", "closes_at"])

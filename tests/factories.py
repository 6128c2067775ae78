"""Things to test with: one plain function per noun, each states only what it must."""

import hashlib
import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from shopper.accounts.models import User
from shopper.checklists import versions
from shopper.checklists.document import document_of
from shopper.checklists.models import Checklist
from shopper.identity import new_id
from shopper.organizations.models import Location, Membership, Organization
from shopper.organizations.roles import Role
from shopper.visits import board, lifecycle, rescheduling
from shopper.visits.fees import Fee
from shopper.visits.models import Answer, DateRequest, Photo, Visit
from shopper.visits.windows import Window

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
PASSWORD = "a long enough password"
_numbers = itertools.count(1)


def make_user(email: str = "", *, name: str = "", **fields: Any) -> User:
    number = next(_numbers)
    email = email or f"person{number}@example.org"
    return User.objects.create_user(email, PASSWORD, name=name or f"Person {number}", **fields)


def make_organization(name: str = "") -> Organization:
    return Organization.objects.create(name=name or f"Client {next(_numbers)}")


def make_operator(organization: Organization | None = None, **fields: Any) -> User:
    """An operator of one organization, or of the whole agency."""
    user = make_user(**fields)
    Membership.objects.create(user=user, role=Role.OPERATOR, organization=organization)
    return user


def make_shopper(organization: Organization | None = None, **fields: Any) -> User:
    user = make_user(**fields)
    Membership.objects.create(user=user, role=Role.SHOPPER, organization=organization)
    return user


def make_owner(organization: Organization, *locations: Location, **fields: Any) -> User:
    user = make_user(**fields)
    membership = Membership.objects.create(user=user, role=Role.OWNER, organization=organization)
    membership.locations.set(locations)
    return user


def make_location(organization: Organization | None = None, **fields: Any) -> Location:
    defaults = {
        "name": f"Cab {next(_numbers)}",
        "address": "Landungsbrücken 4",
        "postal_code": "20359",
        "city": "Hamburg",
        "country": "DE",
        "latitude": "53.545700",
        "longitude": "9.966100",
        "time_zone": "Europe/Berlin",
    }
    organization = organization or make_organization()
    return Location.objects.create(organization=organization, **{**defaults, **fields})


def question(key: str, text: str = "", **fields: Any) -> dict[str, Any]:
    """A yes-or-no standard unless said otherwise, in the shape of a starter's question."""
    defaults = {"key": key, "text": text or f"{key}?", "kind": "yes_no", "good": "yes"}
    if fields.get("kind", "yes_no") != "yes_no":
        defaults.pop("good")
    return {**defaults, **fields}


SMALL_CHECKLIST: dict[str, Any] = {
    "name": "Small ride",
    "briefing": "Sit in the back.\n\nPay in cash.",
    "touchpoints": [
        {
            "name": "Inside of the cab",
            "kind": "place",
            "looks_like": {"misery": "Dirty.", "mediocrity": "Clean.", "magic": "Spotless."},
            "questions": [
                question(
                    "clean",
                    "Is the inside spotlessly clean?",
                    weight="3",
                    photo={"rule": "required_when_bad", "min": 1, "max": 6},
                ),
                question("belts", "Are seat belts at hand?", weight="2", knock_out=True),
                question("smell", "How does it smell?", kind="rating", steps=5, required=False),
                question("drink", "Were you offered a drink?", role="extra", required=False),
            ],
        },
        {
            "name": "Farewell",
            "kind": "people",
            "questions": [
                question("thanks", "Did the driver say thank you?"),
                question(
                    "words", "What did the driver say?", kind="text", role="note", required=False
                ),
            ],
        },
    ],
}

CALLED, SAID = "Did they call?", "What did they say?"


def with_follow_through(
    *, opens_after_hours: int = 168, open_for_hours: int = 72
) -> dict[str, Any]:
    """The small ride, and a moment that is asked after it."""
    afterwards = {
        "name": "Follow-through",
        "channel": "phone",
        "follow_through": {
            "opens_after_hours": opens_after_hours,
            "open_for_hours": open_for_hours,
        },
        "questions": [
            question("called", CALLED, weight="3"),
            question("said", SAID, kind="text", role="note", required=False),
        ],
    }
    touchpoints = [*SMALL_CHECKLIST["touchpoints"], afterwards]
    return {**SMALL_CHECKLIST, "name": "Ride and after", "touchpoints": touchpoints}


def make_checklist(
    data: dict[str, Any] | None = None,
    *,
    organization: Organization | None = None,
    published: bool = True,
) -> Checklist:
    draft = versions.draft_from(data or SMALL_CHECKLIST, organization=organization)
    if not published:
        return draft
    return versions.publish(draft, by=make_user())


def open_now(*, hours: int = 5) -> dict[str, datetime]:
    """A visit's window: open since an hour, for so many hours more."""
    now = timezone.now()
    return {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(hours=hours)}


def make_visit(**fields: Any) -> Visit:
    """A visit assigned to a shopper, open since an hour, for five hours more."""
    plan = {
        "location": fields.pop("location", None) or make_location(),
        "checklist": fields.pop("checklist", None) or make_checklist(),
        "shopper": fields.pop("shopper", None) or make_shopper(),
        "by": fields.pop("by", None) or make_operator(),
    }
    return lifecycle.schedule(**plan, **(open_now() | fields))


def make_offered_visit(
    *,
    by: User | None = None,
    fee: Fee | None = None,
    location: Location | None = None,
    **fields: Any,
) -> Visit:
    """A visit on the board, planned without a shopper; its window is open since an hour."""
    plan = {"location": location or make_location(), "checklist": make_checklist(), "shopper": None}
    visit = lifecycle.schedule(by=make_operator(), **(plan | open_now() | fields))
    board.offer(visit, by=by or make_operator(), at=timezone.now(), fee=fee)
    return visit


def make_date_request(visit: Visit, **fields: Any) -> DateRequest:
    """Another window that the visit's shopper asks for: three days from now, for six hours."""
    now = timezone.now()
    opens_at = fields.pop("opens_at", now + timedelta(days=3))
    window = Window(opens_at, opens_at + timedelta(hours=6))
    said = {"note": "My train was cancelled.", "identity": new_id(), **fields}
    return rescheduling.ask(visit, by=visit.shopper, window=window, at=now, **said)


def question_ids(visit: Visit) -> dict[str, str]:
    """The visit's question identities by their text."""
    return question_ids_of(visit.checklist)


def question_ids_of(checklist: Checklist) -> dict[str, str]:
    return {
        question["text"]: question["id"]
        for touchpoint in document_of(checklist)["touchpoints"]
        for question in touchpoint["questions"]
    }


def make_answer(visit: Visit, text: str, value: Any = None, **fields: Any) -> Answer:
    """One recorded answer to the question with this text."""
    defaults = {"state": "answered", "value": value, "answered_at": NOW}
    return Answer.objects.create(
        visit=visit, question_id=question_ids(visit)[text], **{**defaults, **fields}
    )


def make_photo(visit: Visit, text: str = "", body: bytes = b"", **fields: Any) -> Photo:
    """One stored photograph for the question with this text; the bytes lie where they belong."""
    identity = new_id()
    body = body or b"\xff\xd8" + str(identity).encode()
    path = f"photos/{visit.pk}/{identity}.jpg"
    file = Path(settings.MEDIA_ROOT) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
    defaults = {
        "question_id": question_ids(visit)[text] if text else None,
        "sha256": hashlib.sha256(body).hexdigest(),
        "size_bytes": len(body),
        "media_type": "image/jpeg",
        "path": path,
    }
    return Photo.objects.create(id=identity, visit=visit, **{**defaults, **fields})


def make_submitted_visit(answers: dict[str, Any] | None = None, **fields: Any) -> Visit:
    """A visit handed in and ready to review, with these values by question text."""
    visit = make_visit(**fields)
    now = timezone.now()
    lifecycle.accept(visit, by=visit.shopper)
    lifecycle.start(visit, by=visit.shopper, started_at=now)
    for text, value in (GOOD_ANSWERS if answers is None else answers).items():
        make_answer(visit, text, value)
    lifecycle.submit(visit, by=visit.shopper, ended_at=now, submitted_at=now)
    Visit.objects.filter(pk=visit.pk).update(prepared_at=now)
    visit.refresh_from_db()
    return visit


GOOD_ANSWERS = {
    "Is the inside spotlessly clean?": "yes",
    "Are seat belts at hand?": "yes",
    "How does it smell?": 4,
    "Did the driver say thank you?": "yes",
}

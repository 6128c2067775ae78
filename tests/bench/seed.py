"""Rows for the bench, made in the server's own database: `python -m tests.bench.seed WHAT N`."""

import json
import sys

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from shopper.checklists import versions  # noqa: E402
from shopper.checklists.document import document_of  # noqa: E402
from shopper.organizations.models import Membership  # noqa: E402
from shopper.organizations.roles import Role  # noqa: E402
from shopper.review.models import Score  # noqa: E402
from shopper.visits.models import Answer, Visit  # noqa: E402
from shopper.visits.states import Status  # noqa: E402
from tests import factories  # noqa: E402

KINDS = (
    {"kind": "yes_no", "good": "yes"},
    {"kind": "choice", "options": [{"key": k, "label": k.title(), "points": "1"} for k in "abc"]},
    {"kind": "rating", "steps": 5},
    {"kind": "text", "role": "note"},
)


def content(name: str, *, moments: int, each: int, kinds: tuple[dict, ...] = KINDS[:1]) -> dict:
    """Return a checklist of so many moments with so many questions each, of these kinds in turn."""
    return {
        "name": name,
        "touchpoints": [
            {
                "name": f"Moment {moment}",
                "questions": [
                    {
                        "key": f"q{moment}-{number}",
                        "text": f"Question {moment}.{number}?",
                        "photo": {"rule": "optional", "max": 6},
                        **kinds[number % len(kinds)],
                    }
                    for number in range(each)
                ],
            }
            for moment in range(moments)
        ],
    }


SIXTY_QUESTIONS = content("Sixty questions", moments=6, each=10)


def scheduled(count: int) -> dict:
    """Give one shopper so many visits to hand in."""
    shopper, location = _somebody()
    checklist, visits = _assigned(SIXTY_QUESTIONS, shopper, location, count)
    questions = [q["id"] for t in document_of(checklist)["touchpoints"] for q in t["questions"]]
    return {
        "email": shopper.email,
        "location": location.name,
        "password": factories.PASSWORD,
        "checklist": str(checklist.pk),
        "questions": questions,
        "visits": [str(visit.pk) for visit in visits],
    }


def forms(count: int) -> dict:
    """Give one shopper a visit of so many questions at one moment, a small and a large one."""
    shopper, location = _somebody()
    plans = {
        "long": content("Long", moments=1, each=count, kinds=KINDS),
        "small": content("Small", moments=1, each=10),
        "large": content("Large", moments=30, each=10),
    }
    made: dict = {"email": shopper.email, "location": location.name, "password": factories.PASSWORD}
    for name, plan in plans.items():
        checklist, [visit] = _assigned(plan, shopper, location, 1)
        made[name] = {"visit": str(visit.pk), "moments": document_of(checklist)["touchpoints"]}
    return made


def _somebody() -> tuple:
    organization = factories.make_organization()
    shopper = factories.make_user("bench@example.org", name="Bench")
    Membership.objects.create(user=shopper, role=Role.SHOPPER, organization=organization)
    return shopper, factories.make_location(organization)


def _assigned(plan: dict, shopper, location, count: int) -> tuple:
    draft = versions.draft_from(plan, organization=location.organization)
    checklist = versions.publish(draft, by=factories.make_user())
    window = factories.open_now()
    visits = Visit.objects.bulk_create(
        Visit(location=location, checklist=checklist, shopper=shopper, **window)
        for _ in range(count)
    )
    return checklist, visits


def published(count: int) -> dict:
    """Put so many published visits with sixty answers and a score into the database."""
    plan = scheduled(count)
    now = timezone.now()
    Visit.objects.update(status=Status.PUBLISHED, submitted_at=now, published_at=now)
    content = {"verdicts": {"misery": 1, "mediocrity": 4, "magic": 1}, "touchpoints": []}
    Score.objects.bulk_create(
        Score(
            visit_id=visit,
            number=1,
            content=content,
            percent="83.3",
            misery_count=1,
            mediocrity_count=4,
            magic_count=1,
        )
        for visit in plan["visits"]
    )
    for visit in plan["visits"]:
        Answer.objects.bulk_create(
            Answer(
                visit_id=visit,
                question_id=question,
                state="answered",
                value="no" if number % 7 == 0 else "yes",
                note="The window on the left was smeared." if number % 7 == 0 else "",
                answered_at=now,
            )
            for number, question in enumerate(plan["questions"])
        )
    operator = factories.make_operator(name="Bench operator", email="desk@example.org")
    return {"checklist": plan["checklist"], "operator": operator.email}


if __name__ == "__main__":
    with transaction.atomic():
        made = {"scheduled": scheduled, "published": published, "forms": forms}[sys.argv[1]](
            int(sys.argv[2])
        )
    sys.stdout.write(json.dumps(made))

"""A visit's answers, through the scoring rule, to its score."""

from collections import Counter
from typing import Any

from django.db import transaction

from shopper.accounts.models import User
from shopper.checklists import conditions
from shopper.checklists.document import document_of
from shopper.review.models import Score
from shopper.scoring import sheet
from shopper.visits.models import Visit


def answers_of(visit: Visit) -> dict[str, dict[str, Any]]:
    """Return the visit's recorded answers by question, in the shape of a VisitDocument."""
    return {
        str(answer.question_id): {
            "state": answer.state,
            "value": answer.value,
            "note": answer.note,
            "reason": answer.reason,
        }
        for answer in visit.answers.all()
    }


def photo_counts_of(visit: Visit) -> dict[str, int]:
    """Return how many readable photographs each question has."""
    return Counter(
        str(photo.question_id)
        for photo in visit.photos.all()
        if photo.question_id and not photo.is_withdrawn and not photo.is_unreadable
    )


def sheet_of(visit: Visit) -> sheet.Sheet:
    """Work out percent and verdicts from what is recorded now; nothing is stored."""
    touchpoints = document_of(visit.checklist)["touchpoints"]
    answers = answers_of(visit)
    asked = conditions.asked(touchpoints, answers)
    return sheet.score(touchpoints, answers, photo_counts_of(visit), asked)


def grade(visit: Visit, *, by: User | None, reason: str = "") -> Score:
    """Store what the visit is worth now, as its next score; the earlier ones stay to be read.

    Does not ask who may: grading belongs to a decision, and the decision asks.
    """
    content = sheet_of(visit).as_document()
    with transaction.atomic():
        last = visit.scores.order_by("-number").values_list("number", flat=True).first()
        return Score.objects.create(
            visit=visit,
            number=(last or 0) + 1,
            content=content,
            percent=content["percent"],
            misery_count=content["verdicts"]["misery"],
            mediocrity_count=content["verdicts"]["mediocrity"],
            magic_count=content["verdicts"]["magic"],
            computed_by=by,
            reason=reason,
        )

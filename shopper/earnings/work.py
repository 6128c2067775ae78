"""What is known of a shopper's work on one visit, gathered for the grade."""

from datetime import datetime, timedelta
from typing import Any

from shopper.checklists import conditions
from shopper.checklists.document import document_of
from shopper.earnings.grade import Work
from shopper.review import grading
from shopper.sync import flags, told
from shopper.sync.models import Receipt
from shopper.visits.models import Visit
from shopper.visits.states import Status


def of(visit: Visit) -> Work:
    """Gather what was handed in, and how; expects location, organization and checklist at hand."""
    answers = grading.answers_of(visit)
    asked = conditions.asked(document_of(visit.checklist)["touchpoints"], answers)
    receipts = Receipt.objects.filter(revision__visit=visit).select_related("revision")
    handed_in = list(receipts.order_by("revision__number"))
    newest = handed_in[-1].revision.document if handed_in else {"photos": []}
    return Work(
        late=max(timedelta(0), _ended_at(visit, handed_in[:1]) - visit.closes_at),
        asked=len(asked),
        lacking=len(_lacking(visit, answers, newest) & set(asked)),
        # A follow-through is opened by nobody.
        times_back=visit.events.filter(to_status=Status.RETURNED, by__isnull=False).count(),
        passed_over=sum(one.is_passed_over for one in told.about(visit)),
    )


def _ended_at(visit: Visit, first: list[Receipt]) -> datetime:
    """Return when the work was done for the first time: who mends what came back is not late by it."""
    for receipt in first:
        return flags.noted_end(receipt.revision.document) or receipt.issued_at
    return visit.ended_at or visit.submitted_at or visit.closes_at


def _lacking(visit: Visit, answers: dict[str, Any], document: dict[str, Any]) -> set[str]:
    """Return the questions that could not be checked, or of which a photograph is missing."""
    unchecked = {key for key, one in answers.items() if one["state"] == "could_not_check"}
    lost = {one["question"] for one in document["photos"] if one["missing"].strip()}
    unreadable = visit.photos.filter(is_unreadable=True, is_withdrawn=False)
    return unchecked | lost | {str(key) for key in unreadable.values_list("question", flat=True)}

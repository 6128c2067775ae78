"""What an operator decides about a visit that was handed in."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.checklists.models import Question
from shopper.errors import Invalid
from shopper.review import followups, grading, policy, tasks
from shopper.review.models import Score
from shopper.visits import lifecycle
from shopper.visits.models import Redo, Visit
from shopper.visits.states import Status


def review(visit: Visit, *, by: User) -> Score:
    """Let the score stand as it was worked out from the answers.

    Raises:
        NotAllowed: `by` does not operate the visit's organization.
        WrongState: the visit is not submitted, or its answers are not ready yet.
    """
    policy.require_reviewer(visit, by)
    policy.require_prepared(visit)
    with transaction.atomic():
        lifecycle.move(visit, to=Status.REVIEWED, by=by)
        return grading.grade(visit, by=by)


def approve(visit: Visit, *, by: User) -> None:
    """Accept the visit as it is. A visit not yet reviewed is reviewed in the same step.

    Proposes what the owner could do about each moment that was a misery or magic.

    Raises:
        NotAllowed: `by` does not operate the visit's organization.
        WrongState: somebody else has decided already, the answers are not ready yet, or a
            follow-through is still to come.
    """
    policy.require_reviewer(visit, by)
    with transaction.atomic():
        policy.require_followed_through(visit)
        if visit.status == Status.SUBMITTED:
            score = review(visit, by=by)
        else:
            score = visit.scores.order_by("-number").first() or grading.grade(visit, by=by)
        lifecycle.move(visit, to=Status.APPROVED, by=by)
        followups.propose(visit, score=score)


def return_to_shopper(visit: Visit, *, by: User, notes: Mapping[str, str]) -> None:
    """Send chosen questions back to the shopper, each with a note that says why.

    Only these questions can be changed until the visit is handed in again.

    Raises:
        NotAllowed: `by` does not operate the visit's organization.
        Invalid: no question was chosen, one is not of this visit, or a note is blank.
        WrongState: somebody else has decided already, or the answers are not ready yet.
    """
    policy.require_reviewer(visit, by)
    reasons = _reasons_by_question(visit, notes)
    with transaction.atomic():
        if visit.status == Status.SUBMITTED:
            review(visit, by=by)
        lifecycle.move(visit, to=Status.RETURNED, by=by)
        Redo.objects.bulk_create(
            Redo(visit=visit, question_id=question, note=note, asked_by=by)
            for question, note in reasons.items()
        )
        tasks.tell_shopper_what_came_back.enqueue(str(visit.pk))


def _reasons_by_question(visit: Visit, notes: Mapping[str, str]) -> dict[UUID, str]:
    if not notes:
        raise Invalid(errors={"notes": [_("Choose at least one question to send back.")]})
    own = Question.objects.filter(touchpoint__checklist=visit.checklist_id).values_list(
        "pk", flat=True
    )
    known = {str(pk): pk for pk in own}
    errors = {
        question: [_("This question is not part of the visit.")]
        for question in notes
        if question not in known
    }
    errors |= {
        question: [_("Say what the shopper should do.")]
        for question, note in notes.items()
        if question in known and not note.strip()
    }
    if errors:
        raise Invalid(errors=errors)
    return {known[question]: note.strip() for question, note in notes.items()}

"""What an operator decides about a visit that was handed in."""

import pytest
from django.core import mail

from shopper.errors import Invalid, NotAllowed, WrongState
from shopper.review import decisions, tasks
from shopper.review.models import FollowUp, Score
from shopper.visits.models import Redo, Visit
from shopper.visits.states import Status
from tests.factories import (
    GOOD_ANSWERS,
    make_answer,
    make_operator,
    make_organization,
    make_submitted_visit,
    make_visit,
    question_ids,
)

pytestmark = pytest.mark.django_db

CLEAN = "Is the inside spotlessly clean?"
BELTS = "Are seat belts at hand?"


def test_approving_a_visit_lets_its_score_stand():
    visit = make_submitted_visit()

    decisions.approve(visit, by=make_operator())

    score = visit.scores.get()
    assert visit.status == Status.APPROVED
    # Inside: (3 × 1 + 2 × 1 + 1 × 0.75) ÷ 6 = 95.83 %; farewell: 100 %; the mean is 97.9 %.
    assert str(score.percent) == "97.9"
    assert score.mediocrity_count == 2


def test_a_failed_knock_out_is_a_misery_and_a_remedy_is_proposed():
    visit = make_submitted_visit({**GOOD_ANSWERS, BELTS: "no"})

    decisions.approve(visit, by=make_operator())

    follow_up = visit.follow_ups.get()
    assert follow_up.kind == FollowUp.Kind.REPAIR
    assert BELTS in follow_up.text
    assert follow_up.points > 0


def test_an_extra_with_a_note_makes_magic_and_a_reward_is_proposed():
    visit = make_submitted_visit()
    make_answer(visit, "Were you offered a drink?", "yes", note="A cold lemonade, unasked")

    decisions.approve(visit, by=make_operator())

    assert visit.follow_ups.get().kind == FollowUp.Kind.REWARD


def test_an_extra_without_evidence_makes_no_magic():
    visit = make_submitted_visit()
    make_answer(visit, "Were you offered a drink?", "yes")

    decisions.approve(visit, by=make_operator())

    assert visit.scores.get().magic_count == 0


def test_questions_are_sent_back_each_with_its_note_and_the_shopper_is_told():
    visit = make_submitted_visit()
    clean = question_ids(visit)[CLEAN]

    decisions.return_to_shopper(visit, by=make_operator(), notes={clean: "The photo is missing"})
    tasks.tell_shopper_what_came_back.call(str(visit.pk))

    assert visit.status == Status.RETURNED
    assert [(str(r.question_id), r.note) for r in visit.redos.all()] == [
        (clean, "The photo is missing")
    ]
    letter = mail.outbox[0]
    assert letter.to == [visit.shopper.email]
    assert "The photo is missing" in letter.body
    assert letter.subject == "One question came back to you"


def test_a_letter_about_a_visit_that_moved_on_is_not_sent():
    visit = make_submitted_visit()

    tasks.tell_shopper_what_came_back.call(str(visit.pk))

    assert mail.outbox == []


@pytest.mark.parametrize(
    "notes",
    [
        {},
        {"00000000-0000-7000-8000-000000000000": "Not asked here"},
        {CLEAN: "  "},
    ],
    ids=["nothing chosen", "a question of another visit", "no reason given"],
)
def test_a_return_that_the_shopper_could_not_act_on_is_refused(notes):
    visit = make_submitted_visit()
    known = question_ids(visit)

    with pytest.raises(Invalid):
        decisions.return_to_shopper(
            visit, by=make_operator(), notes={known.get(k, k): v for k, v in notes.items()}
        )

    visit.refresh_from_db()
    assert visit.status == Status.SUBMITTED
    assert not Redo.objects.exists()


def test_the_second_of_two_operators_is_refused_and_the_first_decision_stands():
    visit = make_submitted_visit()
    stale = Visit.objects.get(pk=visit.pk)
    decisions.approve(visit, by=make_operator(name="Anna First"))

    with pytest.raises(WrongState) as refusal:
        decisions.return_to_shopper(
            stale, by=make_operator(), notes={question_ids(visit)[CLEAN]: "Again, please"}
        )

    assert "Anna First" in str(refusal.value.detail)
    assert Score.objects.count() == 1
    assert not Redo.objects.exists()


def test_nothing_is_decided_while_the_answers_are_being_made_ready():
    visit = make_submitted_visit()
    Visit.objects.filter(pk=visit.pk).update(prepared_at=None)
    visit.refresh_from_db()

    with pytest.raises(WrongState):
        decisions.approve(visit, by=make_operator())


def test_a_visit_that_was_not_handed_in_cannot_be_approved():
    visit = make_visit()
    Visit.objects.filter(pk=visit.pk).update(prepared_at=visit.opens_at)
    visit.refresh_from_db()

    with pytest.raises(WrongState):
        decisions.approve(visit, by=make_operator())


def test_an_operator_of_another_organization_decides_nothing_here():
    visit = make_submitted_visit()

    with pytest.raises(NotAllowed):
        decisions.approve(visit, by=make_operator(make_organization()))

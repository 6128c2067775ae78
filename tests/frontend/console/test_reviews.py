"""Judging a visit: everything that was found, four acts, and two operators at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shopper.review import decisions
from shopper.visits.models import Flag, Impression, Photo, Visit
from shopper.visits.states import Status
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
CLEAN = "Is the inside spotlessly clean?"
BELTS = "Are seat belts at hand?"


@pytest.fixture
def visit(organization):
    location = factories.make_location(organization, name="Cab 12")
    visit = factories.make_submitted_visit(
        {BELTS: "yes", "How does it smell?": 2}, location=location
    )
    factories.make_answer(visit, CLEAN, "no", note="Crumbs between the seats.")
    factories.make_answer(
        visit,
        "Did the driver say thank you?",
        state="could_not_check",
        reason="He was on the phone.",
    )
    return visit


def act(client, visit, name="", **data):
    page = "console:review" + (f"-{name}" if name else "")
    address = reverse(page, args=[visit.pk])
    return client.post(address, data) if name else client.get(address)


def seen(visit):
    return str(visit.events.order_by("-at", "-pk").first().pk)


def moment(answer, name):
    return next(m for m in answer.context["dossier"].moments if m.touchpoint["name"] == name)


def test_the_page_shows_answers_in_words_with_share_weight_note_and_reason(client, visit):
    page = act(client, visit).content.decode()

    for words in ("Crumbs between the seats.", "2 of 5", "He was on the phone.", "Could not check"):
        assert words in page
    assert "(3 × 0 + 2 × 1 + 1 × 0.25) ÷ 6 = 37.5 %" in page


def test_times_are_shown_by_the_clock_of_the_location(client, visit):
    page = act(client, visit).content.decode()

    assert "15:00" in page


def test_the_shoppers_own_feeling_stands_beside_the_verdict(client, visit):
    inside = moment(act(client, visit), "Inside of the cab")
    Impression.objects.create(visit=visit, touchpoint_id=inside.id, feeling="magic")

    answer = act(client, visit)

    assert inside.judged["verdict"] == "misery"
    assert "Differs from the verdict." in answer.content.decode()


def test_flags_stand_at_their_question_and_at_the_visit(client, visit):
    Flag.objects.create(visit=visit, code="late", detail="2 h")
    Flag.objects.create(
        visit=visit, code="photo_lost", question_id=factories.question_ids(visit)[CLEAN]
    )

    answer = act(client, visit)

    assert [flag.code for flag in answer.context["dossier"].flags] == ["late"]
    assert [flag.code for flag in moment(answer, "Inside of the cab").flags] == ["photo_lost"]


def test_a_photograph_opens_large_and_one_that_cannot_be_opened_says_so(client, visit):
    good = factories.make_photo(visit, CLEAN)
    Photo.objects.filter(pk=good.pk).update(derived_at=timezone.now())
    factories.make_photo(visit, CLEAN, is_unreadable=True)

    page = act(client, visit).content.decode()

    assert reverse("photo", args=[good.pk, 1200]) in page
    assert "Cannot be opened" in page


def test_approving_lets_the_score_stand_and_offers_to_publish(client, visit):
    act(client, visit, "approve", seen=seen(visit))

    visit.refresh_from_db()
    assert visit.status == Status.APPROVED
    assert visit.scores.get().percent is not None
    assert reverse("console:review-publish", args=[visit.pk]) in act(client, visit).content.decode()


def test_several_questions_go_back_at_once_each_with_its_note(client, visit):
    ids = factories.question_ids(visit)
    notes = {f"note-{ids[CLEAN]}": "A photo, please.", f"note-{ids[BELTS]}": "Front or back?"}

    act(client, visit, "send-back", seen=seen(visit), back=[ids[CLEAN], ids[BELTS]], **notes)

    visit.refresh_from_db()
    assert visit.status == Status.RETURNED
    assert {redo.note for redo in visit.redos.all()} == {"A photo, please.", "Front or back?"}


def test_a_note_without_a_tick_does_not_go_back(client, visit):
    ids = factories.question_ids(visit)
    notes = {f"note-{ids[CLEAN]}": "A photo, please.", f"note-{ids[BELTS]}": "never mind"}

    act(client, visit, "send-back", seen=seen(visit), back=[ids[CLEAN]], **notes)

    assert [redo.note for redo in visit.redos.all()] == ["A photo, please."]


def test_a_ticked_question_without_a_note_is_refused_and_the_other_notes_stay(client, visit):
    ids = factories.question_ids(visit)

    answer = act(
        client,
        visit,
        "send-back",
        seen=seen(visit),
        back=[ids[CLEAN], ids[BELTS]],
        **{f"note-{ids[CLEAN]}": "A photo, please."},
    )

    assert answer.status_code == 422
    assert "A photo, please." in answer.content.decode()
    assert "Say what the shopper should do." in answer.content.decode()


def test_sending_back_nothing_is_refused_in_words(client, visit):
    answer = act(client, visit, "send-back", seen=seen(visit))

    assert "Choose at least one question to send back." in answer.content.decode()


def test_the_second_of_two_operators_is_told_who_was_first_and_keeps_their_notes(client, visit):
    anna = factories.make_operator(visit.location.organization, name="Anna Berg")
    ids = factories.question_ids(visit)
    as_drawn = seen(visit)
    decisions.approve(visit, by=anna)

    answer = act(
        client,
        visit,
        "send-back",
        seen=as_drawn,
        back=[ids[CLEAN]],
        **{f"note-{ids[CLEAN]}": "typed for ten minutes"},
    )

    page = answer.content.decode()
    visit.refresh_from_db()
    assert answer.status_code == 409
    assert "Anna Berg" in page
    assert "typed for ten minutes" in page
    assert visit.status == Status.APPROVED


def test_a_page_drawn_before_a_redo_cannot_approve_what_it_did_not_show(client, visit, operator):
    as_drawn = seen(visit)
    decisions.review(visit, by=operator)

    answer = act(client, visit, "approve", seen=as_drawn)

    visit.refresh_from_db()
    assert answer.status_code == 409
    assert visit.status == Status.REVIEWED


def test_while_the_answers_are_prepared_the_page_waits_and_then_opens_by_itself(client, visit):
    Visit.objects.filter(pk=visit.pk).update(prepared_at=None)
    ready = reverse("console:review-ready", args=[visit.pk])

    waiting, poll = act(client, visit), client.get(ready)
    Visit.objects.filter(pk=visit.pk).update(prepared_at=timezone.now())

    assert "The answers are being made ready" in waiting.content.decode()
    assert poll.status_code == 204
    assert client.get(ready)["HX-Refresh"] == "true"


def test_a_visit_that_was_not_handed_in_has_no_review(client, organization):
    visit = factories.make_visit(location=factories.make_location(organization))

    assert act(client, visit)["Location"] == reverse("console:visit", args=[visit.pk])


@pytest.mark.parametrize("name", ["", "approve", "send-back", "publish"])
def test_the_review_of_another_client_does_not_exist_here(client, name):
    visit = factories.make_submitted_visit()

    assert act(client, visit, name).status_code == 404
    visit.refresh_from_db()
    assert visit.status == Status.SUBMITTED


def test_the_page_costs_the_same_queries_however_many_photos_and_answers(
    client, visit, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as first:
        act(client, visit)
    for _ in range(5):
        photo = factories.make_photo(visit, CLEAN)
        Photo.objects.filter(pk=photo.pk).update(derived_at=timezone.now())
    factories.make_answer(visit, "What did the driver say?", "Good-bye")

    with django_assert_num_queries(len(first)):
        act(client, visit)


def test_what_was_not_asked_is_listed_apart(client, organization):
    data = {
        "name": "Reading",
        "touchpoints": [
            {
                "name": "Reading",
                "questions": [
                    factories.question("paper", "Is there a paper?"),
                    factories.question(
                        "fresh",
                        "Is it of today?",
                        condition={"question": "paper", "op": "is", "value": "yes"},
                    ),
                ],
            }
        ],
    }
    visit = factories.make_submitted_visit(
        {"Is there a paper?": "no"},
        location=factories.make_location(organization),
        checklist=factories.make_checklist(data),
    )

    answer = act(client, visit)

    reading = moment(answer, "Reading")
    assert [line.question["text"] for line in reading.lines] == ["Is there a paper?"]
    assert [question["text"] for question in reading.not_asked] == ["Is it of today?"]
    assert "1 question was not asked" in answer.content.decode()

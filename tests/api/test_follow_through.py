"""Questions that open after a visit: handed in, opened, answered, handed in again; and what comes late."""

from datetime import timedelta

import pytest

from shopper.errors import Invalid, NotAllowed, WrongState
from shopper.review import decisions, grading
from shopper.sync import documents, follow_through
from shopper.sync.models import Quarantined, Receipt
from shopper.sync.tasks import prepare
from shopper.visits import board, lifecycle
from shopper.visits.models import FollowThrough, Visit
from shopper.visits.states import Status
from tests import factories
from tests.factories import CALLED, SAID
from tests.parallel import at_once, database_of_many
from tests.phone import ENDED_AT, make_listing

CLEAN, BELTS = "Is the inside spotlessly clean?", "Are seat belts at hand?"
ENDED = documents.moment(ENDED_AT)
OPENS, CLOSES = ENDED + timedelta(days=7), ENDED + timedelta(days=10)
IN_TIME = OPENS + timedelta(minutes=5)
ANSWERED = {**factories.GOOD_ANSWERS, CALLED: "yes"}


@pytest.fixture
def visit(organization, shopper):
    return factories.make_visit(
        location=factories.make_location(organization),
        shopper=shopper,
        checklist=factories.make_checklist(factories.with_follow_through()),
    )


@pytest.fixture
def handed_in(phone, visit):
    phone.put(visit, phone.document(visit))
    assert phone.submit(visit, 1).status_code == 200
    return prepared(visit)


@pytest.fixture
def opened(handed_in):
    assert follow_through.sweep(at=IN_TIME) == 1
    handed_in.refresh_from_db()
    return handed_in


def prepared(visit):
    prepare.func(str(visit.pk))
    visit.refresh_from_db()
    return visit


def item(phone):
    return phone.get("assignments").json()["visits"][0]


def test_a_visit_is_handed_in_without_what_is_asked_after_it(phone, handed_in):
    assert handed_in.status == Status.SUBMITTED
    awaited = handed_in.follow_throughs.get()
    assert (awaited.opens_at, awaited.closes_at) == (OPENS, CLOSES)
    assert documents.moment(item(phone)["follow_through_at"]) == OPENS


def test_what_an_older_phone_answers_there_during_the_visit_is_kept(phone, visit):
    phone.put(visit, phone.document(visit, ANSWERED))
    phone.submit(visit, 1)

    assert (
        grading.answers_of(prepared(visit))[factories.question_ids(visit)[CALLED]]["value"] == "yes"
    )


def test_before_its_window_nothing_opens(handed_in):
    assert follow_through.sweep(at=OPENS - timedelta(minutes=1)) == 0

    handed_in.refresh_from_db()
    assert handed_in.status == Status.SUBMITTED


def test_exactly_its_questions_open_and_the_phone_is_told_until_when(phone, opened):
    told = item(phone)

    asked = factories.question_ids(opened)
    assert told["status"] == "returned"
    assert {one["question"] for one in told["returned"]} == {asked[CALLED], asked[SAID]}
    assert {one["kind"] for one in told["returned"]} == {"follow_through"}
    assert {documents.moment(one["until"]) for one in told["returned"]} == {CLOSES}
    assert "1 Dec" in told["returned"][0]["note"]
    assert told["follow_through_at"] is None


def test_it_opens_once_and_by_nobody(opened):
    assert follow_through.sweep(at=IN_TIME) == 0

    event = opened.events.get(to_status=Status.RETURNED)
    assert event.by is None
    assert opened.redos.count() == 2


def test_only_it_may_change_and_it_is_asked(phone, opened):
    other = phone.put(opened, phone.document(opened, {**ANSWERED, BELTS: "no"}), base=1)
    assert set(other.json()["errors"]) == {factories.question_ids(opened)[BELTS]}

    phone.put(opened, phone.document(opened), base=1)
    lacking = phone.submit(opened, 2)

    assert lacking.status_code == 409
    assert set(lacking.json()["errors"]) == {factories.question_ids(opened)[CALLED]}


def test_answered_and_handed_in_again_it_closes_with_a_receipt(phone, opened):
    phone.put(opened, phone.document(opened, ANSWERED, ended_at=CLOSES.isoformat()), base=1)

    receipt = phone.submit(opened, 2)

    assert receipt.status_code == 200
    assert receipt.json()["receipt"]["rev"] == 2
    prepared(opened)
    assert opened.status == Status.SUBMITTED
    assert opened.ended_at == ENDED
    assert opened.follow_throughs.get().outcome == FollowThrough.Outcome.ANSWERED
    assert not opened.flags.exists()
    assert item(phone)["returned"] == []


def test_the_score_closes_when_it_does(phone, opened):
    operator = factories.make_operator()
    with pytest.raises(WrongState):
        decisions.approve(opened, by=operator)
    phone.put(opened, phone.document(opened, ANSWERED), base=1)
    phone.submit(opened, 2)

    decisions.approve(prepared(opened), by=operator)

    assert len(opened.scores.get().content["touchpoints"]) == 3
    assert opened.status == Status.APPROVED


def test_a_visit_that_still_waits_for_it_cannot_be_approved(handed_in):
    with pytest.raises(WrongState, match="1 December 2026, 15:02"):
        decisions.approve(handed_in, by=factories.make_operator())


def test_unanswered_it_closes_once_and_counts_for_nothing(opened):
    before = grading.sheet_of(opened).percent
    assert follow_through.sweep(at=CLOSES - timedelta(minutes=1)) == 0

    assert [follow_through.sweep(at=CLOSES), follow_through.sweep(at=CLOSES)] == [1, 0]

    opened.refresh_from_db()
    assert opened.status == Status.SUBMITTED
    assert opened.events.last().by is None
    assert opened.follow_throughs.get().outcome == FollowThrough.Outcome.LAPSED
    decisions.approve(opened, by=factories.make_operator())
    assert str(opened.scores.get().percent) == str(before) == "97.9"


def test_what_had_arrived_of_it_counts_and_the_phone_gets_its_receipt(phone, opened):
    asked = factories.question_ids(opened)
    listing, body = make_listing(question=asked[SAID])
    lost, _never_sent = make_listing(question=asked[SAID])
    some = phone.document(opened, {**ANSWERED, CALLED: "no"}, photos=[listing, lost])
    phone.put(opened, some, base=1)
    phone.put_photo(opened, listing["id"], body)

    follow_through.sweep(at=CLOSES)

    prepared(opened)
    assert opened.status == Status.SUBMITTED
    assert grading.answers_of(opened)[asked[CALLED]]["value"] == "no"
    receipt = phone.submit(opened, 2).json()["receipt"]
    assert [photo["id"] for photo in receipt["photos"]] == [listing["id"]]


def test_what_comes_after_it_closed_is_kept_for_the_office(phone, opened):
    follow_through.sweep(at=CLOSES)

    late = phone.put(opened, phone.document(opened, ANSWERED), base=1)

    assert late.status_code == 409
    kept = Quarantined.objects.get()
    assert kept.reason == Quarantined.Reason.HANDED_IN
    assert factories.question_ids(opened)[CALLED] in kept.document["answers"]


def test_opened_late_it_has_its_full_time(handed_in):
    follow_through.sweep(at=CLOSES + timedelta(days=1))

    assert handed_in.follow_throughs.get().closes_at == CLOSES + timedelta(days=4)


def test_while_other_questions_are_with_the_shopper_it_waits(phone, handed_in, operator):
    note = {factories.question_ids(handed_in)[CLEAN]: "Look again."}
    decisions.return_to_shopper(handed_in, by=operator, notes=note)
    assert follow_through.sweep(at=IN_TIME) == 0
    phone.put(handed_in, phone.document(handed_in), base=1)
    assert phone.submit(handed_in, 2).status_code == 200

    assert follow_through.sweep(at=IN_TIME) == 1


def test_nothing_opens_of_a_visit_that_was_cancelled(handed_in, operator):
    note = {factories.question_ids(handed_in)[CLEAN]: "Look again."}
    decisions.return_to_shopper(handed_in, by=operator, notes=note)
    lifecycle.cancel(handed_in, by=operator)

    assert follow_through.sweep(at=IN_TIME) == 0
    assert not Visit.objects.awaiting_follow_through().exists()


def test_nothing_opens_where_an_earlier_answer_leaves_nothing_to_ask(phone, organization, shopper):
    data = factories.with_follow_through()
    later = data["touchpoints"][-1]
    asked = {"question": "clean", "op": "is", "value": "no"}
    questions = [{**one, "condition": asked} for one in later["questions"]]
    data["touchpoints"] = [*data["touchpoints"][:-1], {**later, "questions": questions}]
    checklist = factories.make_checklist(data)
    location = factories.make_location(organization)
    visit = factories.make_visit(location=location, shopper=shopper, checklist=checklist)
    phone.put(visit, phone.document(visit))
    phone.submit(visit, 1)

    assert follow_through.sweep(at=IN_TIME) == 0

    assert visit.follow_throughs.get().outcome == FollowThrough.Outcome.NOT_ASKED
    visit.refresh_from_db()
    assert visit.status == Status.SUBMITTED


def test_an_operator_closes_it_early_with_a_reason(opened, operator):
    follow_through.close_early(opened, by=operator, reason="The shop has closed.", at=IN_TIME)

    assert opened.status == Status.SUBMITTED
    assert opened.events.last().by == operator
    assert "The shop has closed." in opened.events.last().note
    decisions.approve(opened, by=operator)


def test_closed_before_it_opened_it_never_opens(handed_in, operator):
    follow_through.close_early(handed_in, by=operator, reason="Not needed.", at=ENDED)

    assert follow_through.sweep(at=IN_TIME) == 0
    assert handed_in.follow_throughs.get().outcome == FollowThrough.Outcome.ENDED


def test_it_is_closed_early_only_with_a_reason_by_who_may_and_while_there_is_one(opened, operator):
    with pytest.raises(Invalid):
        follow_through.close_early(opened, by=operator, reason=" ", at=IN_TIME)
    with pytest.raises(NotAllowed):
        follow_through.close_early(opened, by=opened.shopper, reason="No.", at=IN_TIME)
    follow_through.close_early(opened, by=operator, reason="Done.", at=IN_TIME)
    with pytest.raises(WrongState):
        follow_through.close_early(opened, by=operator, reason="Done.", at=IN_TIME)


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_opens_it_and_one_closes_it(handed_in, tmp_path):
    with database_of_many(tmp_path):
        for at in (IN_TIME, CLOSES):
            done = at_once(*[lambda at=at: follow_through.sweep(at=at)] * 2)
            assert sorted(done) == [0, 1]

        assert handed_in.redos.count() == 2
        assert handed_in.events.filter(by=None).count() == 2
    assert Receipt.objects.count() == 1


def test_what_waits_is_not_to_be_reviewed_and_can_be_found(handed_in, opened):
    visits = Visit.objects.all()
    assert visits.awaiting_follow_through().get() == opened
    assert not visits.awaiting_review().exists()
    assert not visits.returned().exists()
    assert not visits.overdue(CLOSES).exists()

    follow_through.sweep(at=CLOSES)

    assert visits.awaiting_review().get() == opened
    assert not visits.awaiting_follow_through().exists()


def test_who_is_still_asked_about_a_visit_that_was_made_may_claim_another(
    opened, organization, shopper
):
    organization.board_capacity = 1
    organization.save()
    place = factories.make_location(organization)
    other = factories.make_offered_visit(location=place, opens_at=IN_TIME, closes_at=CLOSES)

    board.claim(other.pk, by=shopper, at=IN_TIME)

    other.refresh_from_db()
    assert other.shopper == shopper

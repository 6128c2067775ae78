"""Another date: asked for by the shopper, taken over or refused by the office, once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopper.errors import Conflict, Invalid, NotAllowed, WrongState
from shopper.identity import new_id
from shopper.visits import lifecycle, rescheduling, windows
from shopper.visits.models import DateRequest, Visit
from shopper.visits.states import Status
from tests.factories import (
    NOW,
    make_date_request,
    make_operator,
    make_organization,
    make_shopper,
    make_visit,
)

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def test_what_is_taken_over_moves_the_window_and_the_visit_is_accepted():
    visit, operator = make_visit(), make_operator(name="Olga Operator")
    asked = make_date_request(visit)

    rescheduling.take_over(asked, by=operator, at=NOW)

    visit.refresh_from_db()
    asked.refresh_from_db()
    assert (visit.opens_at, visit.closes_at) == (asked.opens_at, asked.closes_at)
    assert (visit.status, visit.shopper) == (Status.ACCEPTED, asked.by)
    assert (asked.outcome, asked.answered_by) == ("taken_over", operator)
    assert asked.by.name in visit.events.last().note


def test_an_accepted_visit_stays_accepted_in_its_new_window():
    visit = make_visit()
    lifecycle.accept(visit, by=visit.shopper)
    asked = make_date_request(visit)

    rescheduling.take_over(asked, by=make_operator(), at=NOW)

    moves = list(visit.events.values_list("from_status", "to_status"))
    assert moves[-2:] == [("accepted", "scheduled"), ("scheduled", "accepted")]


def test_what_is_refused_leaves_the_window_and_keeps_why():
    visit = make_visit()
    before = visit.opens_at
    asked = make_date_request(visit)

    rescheduling.refuse(asked, by=make_operator(), answer="The report is due.", at=NOW)

    visit.refresh_from_db()
    asked.refresh_from_db()
    assert visit.opens_at == before
    assert (asked.outcome, asked.answer) == ("refused", "The report is due.")


@pytest.mark.parametrize(
    ("answers", "word"),
    [(rescheduling.take_over, {}), (rescheduling.refuse, {"answer": "No."})],
    ids=["takes over", "refuses"],
)
def test_the_second_of_two_operators_to_answer_is_told_who_was_first(answers, word):
    visit = make_visit()
    asked = make_date_request(visit)
    stale = DateRequest.objects.get(pk=asked.pk)
    rescheduling.refuse(asked, by=make_operator(name="Olga"), answer="Too late.", at=NOW)

    with pytest.raises(WrongState) as refusal:
        answers(stale, by=make_operator(), at=NOW, **word)

    assert str(refusal.value.detail) == "Olga has answered this in the meantime: Refused."
    assert Visit.objects.get(pk=visit.pk).opens_at == visit.opens_at


def test_a_later_wish_stands_in_the_place_of_the_earlier_one():
    visit = make_visit()
    first, second = make_date_request(visit), make_date_request(visit)

    with pytest.raises(WrongState) as refusal:
        rescheduling.take_over(first, by=make_operator(), at=NOW)

    assert "yet another date" in str(refusal.value.detail)
    assert list(DateRequest.objects.waiting()) == [second]


@pytest.mark.parametrize("meanwhile", ["declined", "given away", "begun", "cancelled"])
def test_what_was_asked_for_lapses_when_the_visit_is_no_longer_theirs_or_has_begun(meanwhile):
    visit, operator = make_visit(), make_operator()
    asked, window = make_date_request(visit), (visit.opens_at, visit.closes_at)
    happens = {
        "declined": lambda: lifecycle.decline(visit, by=visit.shopper, code="ill"),
        "given away": lambda: lifecycle.assign(visit, shopper=make_shopper(), by=operator),
        "begun": lambda: lifecycle.begin(visit, by=visit.shopper, started_at=NOW),
        "cancelled": lambda: lifecycle.cancel(visit, by=operator),
    }
    happens[meanwhile]()

    with pytest.raises(WrongState):
        rescheduling.take_over(asked, by=operator, at=NOW)

    visit.refresh_from_db()
    asked.refresh_from_db()
    assert not DateRequest.objects.waiting().exists()
    assert (visit.opens_at, visit.closes_at) == window
    assert asked.outcome == "open"


def test_only_an_operator_of_the_organization_answers():
    asked = make_date_request(make_visit())
    stranger = make_operator(make_organization())

    with pytest.raises(NotAllowed):
        rescheduling.take_over(asked, by=stranger, at=NOW)
    with pytest.raises(NotAllowed):
        rescheduling.refuse(asked, by=stranger, answer="No.", at=NOW)


def test_nobody_asks_for_or_refuses_another_date_without_a_word():
    visit = make_visit()
    with pytest.raises(Invalid) as asking:
        make_date_request(visit, note=" ")
    asked = make_date_request(visit)

    with pytest.raises(Invalid) as answering:
        rescheduling.refuse(asked, by=make_operator(), answer=" ", at=NOW)

    assert (list(asking.value.errors), list(answering.value.errors)) == (["note"], ["answer"])


def test_an_identity_stands_for_one_wish_of_one_shopper():
    visit, identity = make_visit(), new_id()
    make_date_request(visit, identity=identity)

    assert rescheduling.asked_before(identity, visit_id=visit.pk, by=visit.shopper)
    with pytest.raises(Conflict):
        rescheduling.asked_before(identity, visit_id=visit.pk, by=make_shopper())


def test_the_clock_of_the_place_says_what_an_hour_means():
    at = datetime(2026, 11, 21, 14, tzinfo=UTC)
    opens, closes = datetime(2026, 11, 24, 9), datetime(2026, 11, 24, 18)

    window = windows.asked_for(opens=opens, closes=closes, zone=ZoneInfo("Asia/Tokyo"), at=at)

    assert window.opens_at == datetime(2026, 11, 24, 0, tzinfo=UTC)
    assert window.closes_at == datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("opens", "closes", "field"),
    [
        ("2026-11-24T09:00", "2026-11-24T09:00", "closes"),
        ("2026-11-24T09:00", "2026-11-24T09:29", "closes"),
        ("2026-11-24T09:00", "2026-11-23T18:00", "closes"),
        ("2026-11-20T09:00", "2026-11-21T15:20", "closes"),
        ("2026-11-24T09:00", "2027-01-24T09:00", "closes"),
        ("2027-03-01T09:00", "2027-03-02T09:00", "opens"),
    ],
    ids=["no time", "too short", "backwards", "over", "too long", "too far"],
)
def test_a_window_that_cannot_be_asked_for_is_refused_by_field(opens, closes, field):
    opens, closes = datetime.fromisoformat(opens), datetime.fromisoformat(closes)
    at = datetime(2026, 11, 21, 14, tzinfo=UTC)

    with pytest.raises(Invalid) as refusal:
        windows.asked_for(opens=opens, closes=closes, zone=BERLIN, at=at)

    assert list(refusal.value.errors) == [field]


@pytest.mark.parametrize(
    ("opens", "closes", "field"), [(2, 9, "opens"), (1, 2, "closes")], ids=["opens", "closes"]
)
def test_an_hour_that_the_clock_leaps_over_is_refused_by_field(opens, closes, field):
    night, at = datetime(2027, 3, 28, 0, 30), datetime(2027, 3, 1, 14, tzinfo=UTC)
    times = {"opens": night.replace(hour=opens), "closes": night.replace(hour=closes)}

    with pytest.raises(Invalid) as refusal:
        windows.asked_for(**times, zone=BERLIN, at=at)

    assert list(refusal.value.errors) == [field]


def test_half_an_hour_and_a_whole_month_can_be_asked_for():
    at = datetime(2026, 11, 21, 14, tzinfo=UTC)
    opens = datetime(2026, 11, 24, 9)

    for length in (windows.SHORTEST, windows.LONGEST):
        window = windows.asked_for(opens=opens, closes=opens + length, zone=BERLIN, at=at)
        assert window.closes_at - window.opens_at == length
    assert timedelta(minutes=30) == windows.SHORTEST

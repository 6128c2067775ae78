"""GET board and POST claim: what a shopper could take on, and what becomes of a claim."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shopper.identity import new_id
from shopper.visits import board as domain
from shopper.visits.fees import Fee
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(organization):
    location = factories.make_location(organization, name="Cab 12")
    return factories.make_offered_visit(location=location, fee=Fee(Decimal("12.50"), "EUR"))


def claim(phone, visit):
    return phone.send("POST", f"visits/{visit.pk}/claim", b"")


def board(phone):
    return phone.get("board").json()["visits"]


def test_the_board_says_where_when_and_for_how_much(phone, offered):
    [shown] = board(phone)

    assert shown["id"] == str(offered.pk)
    assert (shown["location"]["name"], shown["location"]["latitude"]) == ("Cab 12", "53.5457")
    assert shown["location"]["time_zone"] == "Europe/Berlin"
    assert shown["closes_at"] == offered.closes_at.isoformat()
    assert shown["fee"] == {"amount": "12.50", "currency": "EUR", "note": ""}
    assert (shown["checklist"], shown["why_not"]) == ("Small ride", None)
    assert "briefing" not in shown


def test_a_claimed_visit_is_among_the_shoppers_own_with_all_it_needs(phone, offered):
    answer = claim(phone, offered)

    own = phone.get("assignments").json()
    [mine] = [visit for visit in own["visits"] if visit["id"] == str(offered.pk)]
    assert (answer.status_code, answer.json()) == (200, {"status": "claimed"})
    assert (mine["status"], mine["fee"]["amount"]) == ("accepted", "12.50")
    assert str(offered.checklist_id) in {one["id"] for one in own["checklists"]}
    assert board(phone) == []


def test_a_claim_whose_answer_was_lost_is_answered_the_same(phone, offered):
    answers = [claim(phone, offered) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert offered.events.filter(to_status="accepted").count() == 1


def test_who_claims_second_is_told_kindly(phone, offered, organization):
    other = factories.make_shopper(organization)
    domain.claim(offered.pk, by=other, at=timezone.now())

    answer = claim(phone, offered)

    assert answer.status_code == 409
    assert answer.json()["code"] == "taken"
    assert answer.json()["detail"] == "Somebody else was a little faster."
    assert other.name not in answer.content.decode()


def test_what_is_locked_out_is_shown_with_its_reason_and_refused_with_the_same(phone, organization):
    location = factories.make_location(organization)
    factories.make_submitted_visit(location=location, shopper=phone.user)
    visit = factories.make_offered_visit(location=location)

    [shown] = board(phone)
    answer = claim(phone, visit)

    assert shown["why_not"]["code"] == answer.json()["reason"] == "locked_out"
    assert shown["why_not"]["sentence"] == answer.json()["detail"]
    assert (answer.status_code, answer.json()["code"]) == (409, "locked_out")
    assert shown["why_not"]["until"][:10] == answer.json()["until"][:10]


def test_a_visit_of_a_client_for_whom_one_does_not_shop_does_not_exist(phone):
    elsewhere = factories.make_location(factories.make_organization())
    foreign = factories.make_offered_visit(location=elsewhere)

    assert board(phone) == []
    for identity in (foreign.pk, new_id()):
        assert phone.send("POST", f"visits/{identity}/claim", b"").status_code == 404


def test_a_board_too_long_to_send_says_how_many_are_open_in_all(
    phone, organization, offered, monkeypatch
):
    monkeypatch.setattr("shopper.visits.board.MOST", 2)
    for _ in range(2):
        factories.make_offered_visit(location=factories.make_location(organization))

    answer = phone.get("board").json()

    assert (len(answer["visits"]), answer["count"]) == (2, 3)


def test_a_longer_board_costs_no_more_queries(phone, organization, offered):
    with CaptureQueriesContext(connection) as few:
        board(phone)
    for _ in range(3):
        factories.make_offered_visit(location=factories.make_location(organization))

    with CaptureQueriesContext(connection) as many:
        board(phone)

    assert len(many) <= len(few)

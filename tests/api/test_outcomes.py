"""GET outcomes: what became of a shopper's visits, and nobody else's."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shopper.earnings import outcomes as domain
from shopper.earnings import paying
from shopper.earnings.expenses import Grant
from shopper.earnings.settling import Opinion
from shopper.review import decisions
from shopper.visits import lifecycle
from shopper.visits.models import Visit
from tests import earned, factories

pytestmark = pytest.mark.django_db
SMELL = "How does it smell?"


@pytest.fixture
def operator(organization):
    return factories.make_operator(organization)


@pytest.fixture
def place(organization):
    return factories.make_location(organization, name="Cab 12")


def outcomes(phone, query=""):
    return phone.get(f"outcomes{query}").json()


def test_a_delivered_visit_waits_for_the_office(phone, place):
    factories.make_submitted_visit(location=place, shopper=phone.user, fee=earned.FEE)

    [shown] = outcomes(phone)["visits"]

    assert (shown["status"], shown["location"]) == ("submitted", "Cab 12")
    assert shown["fee"] == {"amount": "18.00", "currency": "EUR", "note": ""}
    assert (shown["earning"], shown["sent_back"]) == (None, [])


def test_what_was_sent_back_is_told_with_question_and_reason(phone, place, operator):
    visit = factories.make_submitted_visit(location=place, shopper=phone.user)
    smell = factories.question_ids(visit)[SMELL]
    decisions.return_to_shopper(visit, by=operator, notes={smell: "Of what?"})

    [shown] = outcomes(phone)["visits"]

    [back] = shown["sent_back"]
    assert shown["status"] == "returned"
    assert (back["question"], back["note"], back["redone_at"]) == (SMELL, "Of what?", None)


def test_an_approved_visit_is_told_with_grade_money_and_the_day_of_payment(phone, place, operator):
    visit = earned.make_spent_visit(location=place, shopper=phone.user)
    fare = factories.question_ids(visit)[earned.FARE]
    grants = {fare: Grant(Decimal(20), "No tip.")}
    earning = earned.make_earning(
        visit, by=operator, at=factories.NOW, opinion=Opinion(3, "Vivid."), grants=grants
    )

    [before] = outcomes(phone)["visits"]
    paying.pay([earning.pk], by=operator, on=factories.NOW.date(), at=factories.NOW)
    [after] = outcomes(phone)["visits"]

    told = before["earning"]
    assert (told["grade"], told["words"]) == (93, "Vivid.")
    assert [part["code"] for part in told["parts"]][-1] == "by_hand"
    [back] = told["given_back"]
    assert (back["question"], back["spent"], back["granted"]) == (earned.FARE, "24.80", "20.00")
    assert told["due"] == [{"amount": "38.00", "currency": "EUR"}]
    assert (told["payable_on"], told["paid_on"]) == ("2026-12-05", None)
    assert after["earning"]["paid_on"] == "2026-11-21"


def test_a_payment_that_was_taken_back_is_to_be_paid_again(phone, place, operator):
    visit = factories.make_submitted_visit(location=place, shopper=phone.user, fee=earned.FEE)
    earning = earned.make_earning(visit, by=operator)
    today = timezone.localdate()
    [paid] = paying.pay([earning.pk], by=operator, on=today, at=timezone.now())
    paying.undo(paid, by=operator, because="Wrong account.", at=timezone.now())

    [shown] = outcomes(phone)["visits"]

    assert shown["earning"]["paid_on"] is None


def test_a_cancelled_visit_says_why(phone, place, operator):
    visit = factories.make_visit(location=place, shopper=phone.user)
    lifecycle.cancel(visit, by=operator, reason="The cab is being repaired.")

    [shown] = outcomes(phone)["visits"]

    assert (shown["status"], shown["cancelled_because"]) == (
        "cancelled",
        "The cab is being repaired.",
    )


def test_a_visit_still_to_do_and_anothers_visits_are_not_here(phone, stranger, place):
    factories.make_visit(location=place, shopper=phone.user)
    factories.make_submitted_visit(location=place, shopper=stranger.user)

    assert outcomes(phone)["visits"] == []


def test_the_latest_stands_first_and_the_rest_comes_page_by_page(phone, place, monkeypatch):
    monkeypatch.setattr(domain, "A_PAGE", 2)
    visits = [factories.make_submitted_visit(location=place, shopper=phone.user) for _ in range(3)]
    for days, visit in enumerate(visits):
        at = timezone.now() - timedelta(days=days)
        Visit.objects.filter(pk=visit.pk).update(submitted_at=at)

    pages = [outcomes(phone, f"?page={page}") for page in (1, 2, 3)]

    assert [[one["id"] for one in page["visits"]] for page in pages] == [
        [str(visits[0].pk), str(visits[1].pk)],
        [str(visits[2].pk)],
        [],
    ]
    assert [page["has_more"] for page in pages] == [True, False, False]


@pytest.mark.parametrize("page", ["0", "-1", "many", "10001", "1e3"])
def test_a_page_that_cannot_be_is_refused_by_its_name(phone, page):
    answer = phone.get(f"outcomes?page={page}")

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["page"]


def test_more_visits_cost_no_more_queries(phone, place, operator):
    def approved():
        visit = earned.make_spent_visit(location=place, shopper=phone.user)
        earned.make_earning(visit, by=operator)

    approved()
    with CaptureQueriesContext(connection) as few:
        outcomes(phone)
    for _ in range(3):
        approved()

    with CaptureQueriesContext(connection) as many:
        assert len(outcomes(phone)["visits"]) == 4

    assert len(many) <= len(few)

"""Another date at the desk: seen on today and on the visit, taken over with one click, or refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shopper.visits import rescheduling
from shopper.visits.states import Status
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


@pytest.fixture
def asked(organization, shopper):
    location = factories.make_location(organization, name="Cab 12")
    visit = factories.make_visit(location=location, shopper=shopper)
    return factories.make_date_request(visit, note="My train was cancelled.")


def address(asked, act):
    return reverse(f"console:date-{act}", args=[asked.pk])


def page_of(client, asked):
    return client.get(reverse("console:visit", args=[asked.visit_id])).content.decode()


def test_another_date_waits_on_today_and_on_the_visit_with_who_and_why(client, asked):
    today = client.get("/console/").content.decode()

    assert "1 thing waits for you" in today
    for page in (today, page_of(client, asked)):
        assert "Sami Shopper" in page
        assert "My train was cancelled." in page
        assert address(asked, "take-over") in page


def test_one_click_takes_the_window_over(client, asked):
    answer = client.post(address(asked, "take-over"), follow=True)

    asked.visit.refresh_from_db()
    assert asked.visit.opens_at == asked.opens_at
    assert asked.visit.status == Status.ACCEPTED
    assert "Sami Shopper is told at the next contact" in answer.content.decode()
    assert address(asked, "take-over") not in client.get("/console/").content.decode()


def test_a_refusal_needs_a_word_and_what_was_typed_is_kept(client, asked):
    without = client.post(address(asked, "refuse"), {"answer": " "})
    client.post(address(asked, "refuse"), {"answer": "The shop moves on Monday."})

    asked.refresh_from_db()
    assert without.status_code == 422
    assert "Say why" in without.content.decode()
    assert (asked.outcome, asked.answer) == ("refused", "The shop moves on Monday.")
    assert "The shop moves on Monday." in page_of(client, asked)


def test_the_second_of_two_operators_is_told_who_has_answered(client, asked, organization):
    first = factories.make_operator(organization, name="Otto Other")
    rescheduling.refuse(asked, by=first, answer="No.", at=timezone.now())

    taken = client.post(address(asked, "take-over"), follow=True).content.decode()
    refused = client.post(address(asked, "refuse"), {"answer": "typed for nothing"})

    assert "Otto Other has answered this in the meantime" in taken
    assert refused.status_code == 422
    assert "typed for nothing" in refused.content.decode()


def test_what_is_asked_of_other_clients_is_not_seen_here(client):
    factories.make_date_request(factories.make_visit(), note="Not for these eyes")

    assert "Not for these eyes" not in client.get("/console/").content.decode()


def test_today_costs_the_same_queries_however_many_dates_are_asked_for(
    client, asked, organization, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as first:
        client.get("/console/")
    for _ in range(3):
        location = factories.make_location(organization)
        factories.make_date_request(factories.make_visit(location=location))

    with django_assert_num_queries(len(first)):
        client.get("/console/")

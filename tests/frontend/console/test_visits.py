"""The list of visits: found, narrowed, ordered, paged, at a constant price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shopper.review import decisions
from shopper.visits import lifecycle
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
LIST = "/console/visits/"


@pytest.fixture
def checklist():
    return factories.make_checklist()


@pytest.fixture
def make(organization, operator, checklist):
    def make(name="", **fields):
        location = factories.make_location(organization, **({"name": name} if name else {}))
        return factories.make_visit(location=location, checklist=checklist, by=operator, **fields)

    return make


def found(client, **filters):
    return [visit.location.name for visit in client.get(LIST, filters).context["page"]]


def test_a_search_finds_by_location_and_by_shopper(client, make):
    make("Cab 12", shopper=factories.make_shopper(name="Maja Lindqvist"))
    make("Cab 7", shopper=factories.make_shopper(name="Sami", email="sami@example.org"))

    assert found(client, q="cab 12") == ["Cab 12"]
    assert found(client, q="lindqvist") == ["Cab 12"]


def test_every_word_of_a_search_must_fit(client, make):
    make("Cab 12")

    assert found(client, q="cab nowhere") == []


def test_the_list_narrows_to_a_status_and_to_what_waits(client, make, organization, checklist):
    make("Planned")
    location = factories.make_location(organization, name="Handed in")
    factories.make_submitted_visit(location=location, checklist=checklist)

    assert found(client, status="scheduled") == ["Planned"]
    assert found(client, status="waiting") == ["Handed in"]


def test_a_window_filter_keeps_visits_that_touch_it(client, make):
    day = timezone.now() + timedelta(days=10)
    make("Then", opens_at=day, closes_at=day + timedelta(hours=2))
    make("Now")

    assert found(client, since=day.date().isoformat()) == ["Then"]
    assert found(client, until=timezone.now().date().isoformat()) == ["Now"]


def test_a_filter_that_cannot_be_read_is_ignored(client, make):
    make("Cab 12")

    assert found(client, status="no such", sort="-password", since="soon", page="x") == ["Cab 12"]


def test_visits_of_other_clients_are_not_listed(client):
    factories.make_visit()

    assert found(client) == []


def test_a_search_without_a_match_offers_the_way_back(client, make):
    make("Cab 12")

    assert "No visit fits" in client.get(LIST, {"q": "zeppelin"}).content.decode()


def test_the_list_costs_the_same_queries_for_one_visit_and_for_a_page_full(
    client, make, operator, organization, checklist, django_assert_num_queries
):
    location = factories.make_location(organization)
    decisions.approve(
        factories.make_submitted_visit(location=location, checklist=checklist), by=operator
    )
    with CaptureQueriesContext(connection) as first:
        client.get(LIST)
    for _ in range(8):
        visit = factories.make_submitted_visit(location=location, checklist=checklist)
        decisions.approve(visit, by=operator)

    with django_assert_num_queries(len(first)):
        client.get(LIST)


def test_a_long_list_turns_pages_and_keeps_the_filter(client, make):
    for number in range(26):
        make(f"Cab {number:02}")

    page = client.get(LIST, {"q": "cab"})

    assert len(page.context["page"].object_list) == 25
    assert "?q=cab&amp;page=2" in page.content.decode()


def test_one_visit_tells_what_happened_to_it(client, make, operator):
    visit = make("Cab 12")
    lifecycle.cancel(visit, by=operator, reason="Closed for stock-taking")

    page = client.get(reverse("console:visit", args=[visit.pk])).content.decode()

    assert "Closed for stock-taking" in page
    assert "Olga Operator" in page


def test_the_visit_of_another_client_does_not_exist_here(client):
    visit = factories.make_visit()

    assert client.get(reverse("console:visit", args=[visit.pk])).status_code == 404

"""The first page says what waits, and nothing that is not the operator's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shopper.sync.models import Quarantined
from shopper.visits import lifecycle
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = "/console/"


def piles(client):
    return {pile.key: pile for pile in client.get(TODAY).context["piles"]}


def make_declined(**plan):
    visit = factories.make_visit(**plan)
    lifecycle.decline(visit, by=visit.shopper, code="ill")
    return visit


def test_each_visit_waits_in_the_pile_of_what_must_be_done(client, operator, organization):
    client.force_login(operator)
    here = {"location": factories.make_location(organization), "by": operator}
    long_ago = timezone.now() - timedelta(days=3)
    submitted = factories.make_submitted_visit(**here)
    late = factories.make_visit(**here, opens_at=long_ago, closes_at=long_ago + timedelta(days=1))

    found = piles(client)

    assert [visit.pk for visit in found["review"].visits] == [submitted.pk]
    assert [visit.pk for visit in found["overdue"].visits] == [late.pk]
    assert found["publish"].count == 0


def test_visits_of_other_clients_do_not_wait_here(client, operator):
    client.force_login(operator)
    factories.make_submitted_visit()

    assert piles(client)["review"].count == 0


def test_a_pile_shows_its_first_rows_and_the_way_to_all(client, operator, organization):
    client.force_login(operator)
    location = factories.make_location(organization)
    checklist = factories.make_checklist()
    for _ in range(6):
        factories.make_submitted_visit(location=location, checklist=checklist, answers={})

    pile = piles(client)["review"]

    assert (pile.count, len(pile.visits)) == (6, 5)
    assert "?status=waiting" in client.get(TODAY).content.decode()


def test_a_declined_visit_waits_for_another_shopper_with_who_gave_it_back_and_why(
    client, operator, organization, shopper
):
    client.force_login(operator)
    here = {"location": factories.make_location(organization), "shopper": shopper}
    visit = factories.make_visit(**here)
    lifecycle.decline(visit, by=shopper, code="far", reason="It is two hours by train.")

    page = client.get(TODAY).content.decode()

    assert "Declined by Sami Shopper: Too far away" in page
    assert "It is two hours by train." in page
    assert reverse("console:visit", args=[visit.pk]) + "#who-goes" in page


def test_an_empty_desk_says_where_to_begin(client, operator):
    client.force_login(operator)

    page = client.get(TODAY).content.decode()

    assert "No visit has been planned yet" in page
    assert reverse("console:visit-new") in page


def test_what_the_server_refused_for_good_is_announced_to_the_agency(client, shopper):
    client.force_login(factories.make_operator())
    Quarantined.objects.create(
        visit_identity=shopper.pk,
        sent_by=shopper,
        reason="withdrawn",
        digest="0" * 64,
        document={},
        received_at=timezone.now(),
    )

    assert "1 document from a phone could not be taken in" in client.get(TODAY).content.decode()


def test_the_page_costs_the_same_queries_however_much_waits(
    client, operator, organization, django_assert_num_queries
):
    client.force_login(operator)
    location, checklist = factories.make_location(organization), factories.make_checklist()
    here = {"location": location, "checklist": checklist}
    make_declined(**here)
    factories.make_submitted_visit(**here)
    with CaptureQueriesContext(connection) as first:
        client.get(TODAY)
    for _ in range(4):
        make_declined(**here)
        factories.make_submitted_visit(**here)

    with django_assert_num_queries(len(first)):
        client.get(TODAY)

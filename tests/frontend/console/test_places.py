"""Clients and their places: found, added, corrected, with every mistake told at its field."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shopper.organizations.models import Location, Organization
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


@pytest.fixture
def place():
    return {
        "name": "Cab 12",
        "address": "Landungsbrücken 4",
        "postal_code": "20359",
        "city": "Hamburg",
        "country": "de",
        "latitude": "53.5457",
        "longitude": "9.9661",
        "time_zone": "Europe/Berlin",
        "directions": "",
        "is_open": "on",
    }


def test_a_location_is_added_to_a_client(client, organization, place):
    answer = client.post(reverse("console:location-new", args=[organization.pk]), place)

    location = Location.objects.get()
    assert answer["Location"] == reverse("console:location", args=[location.pk])
    assert (location.organization, location.country) == (organization, "DE")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("time_zone", "Europe/Atlantis", "is not a time zone"),
        ("time_zone", "", "required"),
        ("latitude", "91", "Between -90 and 90"),
        ("longitude", "-180.5", "Between -180 and 180"),
        ("longitude", "", "Give both coordinates"),
        ("country", "Germany", "at most 2 characters"),
        ("country", "4", "Two letters"),
        ("name", "", "required"),
    ],
)
def test_a_mistake_is_told_at_its_field(client, organization, place, field, value, told):
    address = reverse("console:location-new", args=[organization.pk])

    answer = client.post(address, {**place, field: value})

    assert answer.status_code == 422
    assert told in str(answer.context["form"].errors[field])
    assert not Location.objects.exists()


def test_two_locations_of_a_client_cannot_bear_one_name(client, organization, place):
    factories.make_location(organization, name="Cab 12")

    answer = client.post(reverse("console:location-new", args=[organization.pk]), place)

    assert answer.status_code == 422
    assert Location.objects.count() == 1


def test_a_location_is_corrected(client, organization, place):
    location = factories.make_location(organization, name="Cab 12")

    client.post(
        reverse("console:location-edit", args=[location.pk]), {**place, "directions": "Rank B"}
    )

    location.refresh_from_db()
    assert location.directions == "Rank B"


@pytest.mark.parametrize("page", ["location", "location-edit"])
def test_a_location_of_another_client_does_not_exist_here(client, page):
    foreign = factories.make_location()

    assert client.get(reverse(f"console:{page}", args=[foreign.pk])).status_code == 404


def test_the_list_of_locations_costs_the_same_however_long_it_is(
    client, organization, django_assert_num_queries
):
    factories.make_visit(location=factories.make_location(organization))
    with CaptureQueriesContext(connection) as first:
        client.get("/console/locations/")
    for _ in range(5):
        factories.make_visit(location=factories.make_location(organization))

    with django_assert_num_queries(len(first)):
        client.get("/console/locations/")


def test_only_an_operator_of_the_whole_agency_takes_on_a_client(client):
    address = reverse("console:organization-new")
    refused = client.post(address, {"name": "Northern Air"})
    client.force_login(factories.make_operator())

    client.post(address, {"name": "Northern Air"})

    assert refused.status_code == 403
    assert Organization.objects.filter(name="Northern Air").count() == 1


def test_a_region_lies_within_another(client, organization):
    address = reverse("console:organization-region-new", args=[organization.pk])
    client.post(address, {"name": "North"})
    north = organization.regions.get()

    client.post(address, {"name": "Airport", "parent": str(north.pk)})

    assert organization.regions.get(name="Airport").parent == north


def test_a_region_with_a_name_that_exists_is_refused_on_the_same_page(client, organization):
    address = reverse("console:organization-region-new", args=[organization.pk])
    client.post(address, {"name": "North"})

    answer = client.post(address, {"name": "North"})

    assert answer.status_code == 422
    assert organization.regions.count() == 1


def test_the_page_of_a_client_names_its_owners_and_what_they_may_see(client, organization):
    cab = factories.make_location(organization, name="Cab 12")
    factories.make_owner(organization, cab, name="Otto Harms")

    page = client.get(reverse("console:organization", args=[organization.pk])).content.decode()

    assert "Otto Harms" in page
    assert "All locations" not in page

"""The heading above the map names whose locations these are, and counts all of them."""

import pytest

from frontend.portal import heading
from shopper.organizations.models import Membership
from shopper.organizations.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
MAP = "/portal/"


@pytest.fixture
def owner_of(client):
    """Sign somebody in who owns organizations of these names, each with so many locations."""

    def make(**sizes):
        user = factories.make_user()
        for name, size in sizes.items():
            organization = factories.make_organization(name)
            for number in range(size):
                factories.make_location(organization, name=f"{name} {number:02}")
            Membership.objects.create(user=user, role=Role.OWNER, organization=organization)
        client.force_login(user)

    return make


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Cabs"], "Cabs"),
        (["Bread", "Cabs"], "Bread and Cabs"),
        (["Air", "Bread", "Cabs"], "Air, Bread and Cabs"),
        (["Air", "Bread", "Cabs", "Trains"], "Air, Bread and 2 more"),
        ([f"Client {n:02}" for n in range(30)], "Client 00, Client 01 and 28 more"),
    ],
    ids=["none", "one", "two", "three", "four", "many"],
)
def test_organizations_are_named_as_far_as_there_is_room(names, said):
    assert heading.in_words(names) == said


def test_both_clients_of_an_owner_are_named_though_the_first_fills_the_page(client, owner_of):
    owner_of(Bread=30, Cabs=16)

    page = client.get(MAP).content.decode()

    assert "<p>Bread and Cabs · 46 locations · 0 published visits</p>" in page


def test_the_one_client_of_an_owner_is_named_alone(client, owner_of):
    owner_of(Cabs=1)
    factories.make_location(factories.make_organization("Somebody else"))

    page = client.get(MAP).content.decode()

    assert "<p>Cabs · 1 location · 0 published visits</p>" in page


def test_a_search_counts_what_it_found_and_leaves_the_heading_as_it_was(client, owner_of):
    owner_of(Bread=9, Cabs=2)

    page = client.get(MAP, {"q": "cabs"}).content.decode()

    assert "<p>Bread and Cabs · 11 locations · 0 published visits</p>" in page
    assert "2 locations found" in page


def test_an_owner_whose_client_has_no_location_yet_reads_no_name(client, owner_of):
    owner_of(Cabs=0)

    page = client.get(MAP).content.decode()

    assert "<p>0 locations · 0 published visits</p>" in page

"""What is asked and who is sent: to be read at the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shopper.checklists import versions
from shopper.sync import devices
from shopper.sync.models import Device
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_a_checklist_is_read_from_the_first_moment_to_the_last(client):
    checklist = factories.make_checklist()

    page = client.get(reverse("console:checklist", args=[checklist.pk])).content.decode()

    assert "Is the inside spotlessly clean?" in page
    assert "required when the answer is bad" in page
    assert "Knock-out" in page


def test_the_list_shows_the_newest_version_of_each_checklist(client, operator):
    first = factories.make_checklist()
    versions.publish(versions.revise(first), by=operator)

    shown = client.get("/console/checklists/").context["checklists"]

    assert [(one.family, one.version) for one in shown] == [(first.family, 2)]


def test_the_preview_shows_each_question_as_a_screen_of_its_own(client):
    checklist = factories.make_checklist()

    page = client.get(reverse("console:checklist-preview", args=[checklist.pk])).content.decode()

    assert page.count('<article class="phone"') == 6


def test_a_checklist_of_another_client_does_not_exist_here(client):
    foreign = factories.make_checklist(organization=factories.make_organization())

    assert client.get(reverse("console:checklist", args=[foreign.pk])).status_code == 404


def test_shoppers_are_found_by_name_and_only_those_of_ones_own_clients(client, shopper):
    factories.make_shopper(factories.make_organization(), name="Sami Elsewhere")

    people = client.get("/console/people/", {"q": "sami"}).context["page"]

    assert [person.name for person in people] == ["Sami Shopper"]


def test_the_page_of_a_shopper_shows_visits_and_phones(client, shopper, organization):
    factories.make_visit(
        location=factories.make_location(organization, name="Cab 12"), shopper=shopper
    )
    client.force_login(factories.make_operator())
    Device.objects.create(
        identity=shopper.pk,
        user=shopper,
        agent="Chrome on Android",
        first_seen_at=timezone.now(),
        seen_at=timezone.now(),
    )

    page = client.get(reverse("console:person", args=[shopper.pk])).content.decode()

    assert "Cab 12" in page
    assert "Chrome, Android" in page


@pytest.fixture
def device(shopper):
    return devices.greet(shopper, identity=shopper.pk, agent="Chrome", at=timezone.now())


def test_a_lost_phone_is_emptied_after_a_question_and_can_be_let_in_again(client, device):
    client.force_login(factories.make_operator())
    address = {
        act: reverse(f"console:device-{act}", args=[device.user_id, device.pk])
        for act in ("revoke", "readmit")
    }

    asked = client.get(address["revoke"])
    device.refresh_from_db()
    assert asked.status_code == 200
    assert device.revoked_at is None

    page = client.post(address["revoke"], follow=True).content.decode()
    device.refresh_from_db()
    assert device.revoked_at is not None
    assert "emptied at its next contact" in page
    assert "Let it in again" in page

    client.post(address["readmit"])
    device.refresh_from_db()
    assert device.revoked_at is None


def test_an_operator_of_one_client_sees_nobodys_phones(client, device, organization):
    client.force_login(factories.make_operator(organization))

    page = client.get(reverse("console:person", args=[device.user_id])).content.decode()

    assert "Phones" not in page


def test_somebody_who_does_not_shop_here_has_no_page(client, owner):
    assert client.get(reverse("console:person", args=[owner.pk])).status_code == 404


def test_the_list_of_people_costs_the_same_however_long_it_is(
    client, organization, django_assert_num_queries
):
    factories.make_shopper(organization)
    with CaptureQueriesContext(connection) as first:
        client.get("/console/people/")
    for _ in range(5):
        factories.make_shopper(organization)

    with django_assert_num_queries(len(first)):
        client.get("/console/people/")

"""An operator sees the derivatives of photographs of visits they run; nobody else does."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from shopper.visits import copies
from shopper.visits.models import Photo
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(organization):
    location = factories.make_location(organization)
    photo = factories.make_photo(factories.make_submitted_visit(location=location))
    for longest_px in (480, 1200):
        path = Path(copies.derivative_path(photo, longest_px))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"derivative")
    Photo.objects.filter(pk=photo.pk).update(derived_at=timezone.now())
    return photo


def address(photo, longest_px=480):
    return reverse("photo", args=[photo.pk, longest_px])


def test_an_operator_sees_the_derivative_and_only_their_browser_keeps_it(client, operator, photo):
    client.force_login(operator)

    answer = client.get(address(photo))

    assert b"".join(answer.streaming_content) == b"derivative"
    assert "private" in answer["Cache-Control"]


def test_an_operator_of_another_client_sees_no_such_photograph(client, photo):
    client.force_login(factories.make_operator(factories.make_organization()))

    assert client.get(address(photo)).status_code == 404


@pytest.mark.parametrize("person", ["owner", "shopper"])
def test_the_page_is_not_for_owners_or_shoppers(client, request, photo, person):
    client.force_login(request.getfixturevalue(person))

    assert client.get(address(photo)).status_code == 403


def test_a_photograph_that_is_still_being_prepared_is_not_shown(client, operator, photo):
    Photo.objects.filter(pk=photo.pk).update(derived_at=None)
    client.force_login(operator)

    assert client.get(address(photo)).status_code == 404


def test_only_the_two_sizes_that_exist_can_be_asked_for(client, operator, photo):
    client.force_login(operator)

    assert client.get(address(photo, 640)).status_code == 404

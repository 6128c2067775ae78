"""The people of the tests, a fixed now, and a media folder of their own."""

import pytest

from tests import factories


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def now():
    return factories.NOW


@pytest.fixture
def organization(db):
    return factories.make_organization("Harbour Cabs")


@pytest.fixture
def operator(organization):
    return factories.make_operator(organization, name="Olga Operator")


@pytest.fixture
def shopper(organization):
    return factories.make_shopper(organization, name="Sami Shopper")


@pytest.fixture
def owner(organization):
    return factories.make_owner(organization, name="Otto Owner")

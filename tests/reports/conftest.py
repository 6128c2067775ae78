"""A place with its checklist, and a worker's child process that ends with the tests."""

import pytest

from reports import press
from tests import factories


@pytest.fixture
def location(organization):
    return factories.make_location(organization, name="Cab 12")


@pytest.fixture
def checklist(db):
    return factories.make_checklist()


@pytest.fixture(scope="session", autouse=True)
def _press_is_closed():
    yield
    press.close()

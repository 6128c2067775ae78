"""The desk's tests: somebody is signed in, and there is a cab."""

import pytest

from tests import factories


@pytest.fixture
def signed_in(client, operator):
    """The client of the test is the operator's browser."""
    client.force_login(operator)


@pytest.fixture
def location(organization):
    return factories.make_location(organization, name="Cab 12")

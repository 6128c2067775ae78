"""The desk's tests: somebody is signed in, and there is a cab."""

import pytest

from tests import factories


@pytest.fixture
def signed_in(client, operator):
    """The client of the test is the operator's browser."""
    client.force_login(operator)


@pytest.fixture
def agency_operator(client):
    """Whoever runs the agency, for every client, is at the desk."""
    user = factories.make_operator(name="Olga Operator")
    client.force_login(user)
    return user


@pytest.fixture
def location(organization):
    return factories.make_location(organization, name="Cab 12")

"""Phones that are signed in already, each in the hands of one person."""

import pytest

from tests import factories
from tests.phone import Phone


@pytest.fixture
def phone(shopper):
    mine = Phone(shopper)
    assert mine.sign_in().status_code == 200
    return mine


@pytest.fixture
def stranger(organization):
    """Another shopper of the same organization, on a phone of their own."""
    theirs = Phone(factories.make_shopper(organization, name="Sandra Stranger"))
    assert theirs.sign_in().status_code == 200
    return theirs


@pytest.fixture
def visit(organization, shopper):
    return factories.make_visit(location=factories.make_location(organization), shopper=shopper)

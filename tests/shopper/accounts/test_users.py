"""Who signs in."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_the_case_of_an_address_does_not_matter_for_signing_in(rf):
    user = make_user("Sami@Example.org")

    assert authenticate(rf.post("/"), username="SAMI@example.ORG", password=PASSWORD) == user


def test_two_people_cannot_share_an_address_in_another_case():
    make_user("sami@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("Sami@Example.org")


def test_somebody_who_is_not_active_cannot_sign_in(rf):
    make_user("left@example.org", is_active=False)

    assert authenticate(rf.post("/"), username="left@example.org", password=PASSWORD) is None

"""Whose places are seen by whom."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from shopper.organizations import roles
from shopper.organizations.models import Location, Membership, Organization
from tests.factories import (
    make_location,
    make_operator,
    make_organization,
    make_owner,
    make_shopper,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_an_owner_of_some_locations_sees_only_these():
    organization = make_organization()
    mine, other = make_location(organization), make_location(organization)
    owner = make_owner(organization, mine)

    assert set(Location.objects.visible_to(owner)) == {mine}
    assert other not in Location.objects.owned_by(owner)


def test_an_owner_of_an_organization_sees_all_of_its_locations_and_no_others():
    organization = make_organization()
    mine = {make_location(organization), make_location(organization)}
    make_location()

    owner = make_owner(organization)

    assert set(Location.objects.visible_to(owner)) == mine


def test_an_operator_of_the_agency_runs_everything_and_of_one_client_only_that():
    organization = make_organization()
    here, elsewhere = make_location(organization), make_location()

    assert set(Location.objects.run_by(make_operator())) == {here, elsewhere}
    assert set(Location.objects.run_by(make_operator(organization))) == {here}


def test_an_owner_runs_nothing():
    organization = make_organization()
    make_location(organization)

    assert not Location.objects.run_by(make_owner(organization)).exists()


def test_a_shopper_sees_no_location_but_through_a_visit():
    organization = make_organization()
    make_location(organization)

    assert not Location.objects.visible_to(make_shopper(organization)).exists()


def test_organizations_are_seen_by_those_who_run_or_own_them():
    organization = make_organization()
    make_organization()

    assert set(Organization.objects.visible_to(make_owner(organization))) == {organization}
    assert set(Organization.objects.visible_to(make_operator(organization))) == {organization}
    assert Organization.objects.visible_to(make_operator()).count() == 2
    assert not Organization.objects.visible_to(make_shopper(organization)).exists()


def test_somebody_who_left_has_no_role_left():
    operator = make_operator(is_active=False)

    assert not roles.is_operator(operator)


def test_the_database_refuses_an_owner_of_nothing():
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=make_user(), role="owner", organization=None)


def test_the_database_refuses_the_same_membership_of_the_agency_twice():
    user = make_operator()

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, role="operator", organization=None)


def test_the_database_refuses_half_a_position():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_location(longitude=None)


def test_a_time_zone_that_does_not_exist_is_refused_by_name():
    location = make_location()
    location.time_zone = "Europe/Hamburg"

    with pytest.raises(ValidationError) as refusal:
        location.full_clean()

    assert "time_zone" in refusal.value.message_dict

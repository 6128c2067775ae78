"""An owner sees the reports of their locations; nobody else's, and no shopper sees any."""

import pytest

from reports.models import Report
from tests import factories
from tests.reports.published import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(location, checklist):
    return published(location, checklist)


def test_the_owner_of_an_organization_sees_the_reports_of_all_its_locations(report, owner):
    assert list(Report.objects.visible_to(owner)) == [report]


def test_the_owner_of_another_location_of_the_organization_sees_none(report, organization):
    elsewhere = factories.make_location(organization)
    neighbour = factories.make_owner(organization, elsewhere)

    assert not Report.objects.visible_to(neighbour).exists()


def test_the_owner_of_another_organization_sees_none(report):
    stranger = factories.make_owner(factories.make_organization())

    assert not Report.objects.visible_to(stranger).exists()


def test_the_shopper_of_the_visit_sees_none(report):
    assert not Report.objects.visible_to(report.visit.shopper).exists()


def test_an_operator_sees_the_reports_of_the_clients_they_run(report, operator):
    elsewhere = factories.make_operator(factories.make_organization())

    assert list(Report.objects.visible_to(operator)) == [report]
    assert not Report.objects.visible_to(elsewhere).exists()

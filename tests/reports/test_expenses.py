"""What is between agency and shopper reaches no owner: not the receipt, the amount, the grade or the fee."""

import json

import pytest
from django.urls import reverse

from reports import publishing
from reports.models import Report
from shopper.earnings.settling import Opinion
from shopper.visits import tasks
from shopper.visits.models import Photo
from tests import earned, factories
from tests.frontend.portal.test_reports import drawn
from tests.samples import photographs

pytestmark = pytest.mark.django_db
WORDS = "Vivid and to the point."


@pytest.fixture
def report(organization):
    """The report of a visit with a receipt, for an organization with an owner."""
    visit = earned.make_spent_visit(location=factories.make_location(organization))
    receipt = factories.make_photo(visit, earned.FARE, body=photographs.jpeg())
    outside = factories.make_photo(
        visit, "Is the inside spotlessly clean?", body=photographs.jpeg()
    )
    tasks.derive_all(visit)
    ready = Photo.objects.filter(pk__in=[receipt.pk, outside.pk], derived_at__isnull=False)
    assert ready.count() == 2
    operator = factories.make_operator(organization)
    earned.make_earning(visit, by=operator, opinion=Opinion(4, WORDS))
    return publishing.publish(visit, by=operator)


def test_the_report_says_nothing_of_what_was_spent_and_shows_no_receipt(report):
    frozen = json.dumps(Report.objects.get(pk=report.pk).content)

    for kept in (earned.FARE, "24.8", "18.00", WORDS, "grade"):
        assert kept not in frozen
    assert len(Report.objects.get(pk=report.pk).content["photos"]) == 1
    assert "What did the driver say?" in frozen


def test_the_owner_reads_none_of_it_in_the_portal(report, client, owner):
    drawn(report)
    client.force_login(owner)

    page = client.get(reverse("portal:report", args=[report.pk])).content.decode()

    assert "Farewell" in page
    for kept in (earned.FARE, "24.8", "18.00", WORDS):
        assert kept not in page

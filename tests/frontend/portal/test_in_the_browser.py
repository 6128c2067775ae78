"""The portal in a real browser: a map on a screen, cards on a phone, open to everybody."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reports import publishing
from reports.models import Report
from shopper.review import decisions
from tests import factories
from tests.frontend.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(organization, operator):
    location = factories.make_location(organization, name="Cab 12")
    visit = factories.make_submitted_visit(location=location)
    decisions.approve(visit, by=operator)
    publishing.publish(visit, by=operator)
    return visit


def test_on_a_screen_the_map_has_a_row_for_each_location(make_desk, owner, visit):
    page = make_desk().sign_in(owner)

    row = page.get_by_role("row").filter(has_text="Cab 12")

    expect(page.get_by_role("heading", level=1)).to_have_text("Where we stand")
    expect(row.get_by_role("cell")).to_contain_text(["As expected"])


def test_on_a_phone_each_location_is_a_card_that_opens(make_desk, owner, visit):
    page = make_desk(PHONE).sign_in(owner)
    expect(page.get_by_role("table")).to_be_hidden()

    page.get_by_role("listitem").filter(has_text="Cab 12").get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Cab 12")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_open_to_everybody_and_fits(make_desk, owner, visit, size, scheme):
    desk = make_desk(size, color_scheme=scheme)
    page = desk.sign_in(owner)
    faults = []
    report = Report.objects.visible_to(owner).get()
    for address in (
        "/portal/",
        "/portal/reports/",
        reverse("portal:location", args=[visit.location_id]),
        reverse("portal:report", args=[report.pk]),
    ):
        page.goto(address)
        faults += desk.accessibility_faults()
        if desk.is_too_wide():
            faults.append(f"{address} is too wide")

    assert faults == []

"""A checklist is read in the shopper's language, which is changed where there is no signal."""

import pytest
from playwright.sync_api import expect

from tests.journeys import stage

PATIENCE_MS = 60_000


@pytest.mark.timeout(600)
def test_a_shopper_changes_the_language_without_a_signal_in_the_middle_of_a_visit(server, phone):
    server.manage("shell", "-c", "from tests.journeys import stage; stage.set_up_a_cab_ride()")
    phone.sign_in(stage.SHOPPER)
    page = phone.page
    page.get_by_role("link", name="Read and start").tap()
    accept = page.get_by_role("button", name="Accept")
    expect(accept).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("You are a passenger like any other.")).to_be_visible()
    phone.until_offline_ready()
    visit = page.evaluate("location.pathname")

    phone.lose_signal()
    accept.tap()
    page.get_by_role("button", name="Start the visit").tap()
    expect(page.get_by_role("link", name="Begin")).to_be_visible()
    expect(page.get_by_text("Outside of the cab")).to_be_visible()
    page.goto("/field/me/")
    page.get_by_label("Language").select_option("de")
    expect(page.locator("html[lang=de]")).to_be_visible()
    expect(page.get_by_label("Sprache")).to_be_enabled()  # and the choice is kept
    page.goto(visit)

    expect(page.get_by_text("Das Taxi von außen")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Outside of the cab")).to_have_count(0)

    # Opened anew without a signal it is there in the same language, and goes back as well.
    page = phone.close_and_open_again()
    phone.lose_signal()
    page.goto(visit)
    expect(page.get_by_text("Das Taxi von außen")).to_be_visible(timeout=PATIENCE_MS)
    page.goto("/field/me/")
    page.get_by_label("Sprache").select_option("en")
    expect(page.locator("html[lang=en]")).to_be_visible()
    expect(page.get_by_label("Language")).to_be_enabled()
    page.goto(visit)
    expect(page.get_by_text("Outside of the cab")).to_be_visible(timeout=PATIENCE_MS)

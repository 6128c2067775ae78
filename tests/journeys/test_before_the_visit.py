"""Before the visit: declined at the kerb of a dead spot, given to somebody anew, and accepted."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.journeys import desk, stage

PATIENCE_MS = 60_000
WAITS = "Your word to the office is not sent yet."


@pytest.mark.timeout(600)
def test_a_visit_is_declined_without_a_signal_assigned_anew_and_accepted(server, phone, browser):
    server.manage("shell", "-c", "from tests.journeys import stage; stage.set_up()")
    operator = desk.sit_down(browser, server.address, stage.OPERATOR)
    desk.assign(operator, location="Cab 12", shopper="Sami Shopper")
    phone.sign_in(stage.SHOPPER)
    phone.page.get_by_role("link", name="Read and start").tap()
    expect(phone.page.get_by_role("button", name="Accept")).to_be_visible(timeout=PATIENCE_MS)
    phone.until_offline_ready()

    # Without a signal the no is kept, can be taken back, and is kept again.
    phone.lose_signal()
    decline(phone.page, "Ill")
    expect(phone.page.get_by_text(WAITS)).to_be_visible()
    phone.page.get_by_role("link", name="Cab 12").tap()
    phone.page.get_by_role("button", name="Take it back").tap()
    decline(phone.page, "Too far away")
    phone.close_and_open_again()
    phone.lose_signal()
    phone.page.goto("/field/")
    expect(phone.page.get_by_text(WAITS)).to_be_visible(timeout=PATIENCE_MS)

    # With a signal the office hears the one that stands, and the visit leaves the phone.
    phone.find_signal()
    expect(phone.page.get_by_text("No visits yet")).to_be_visible(timeout=PATIENCE_MS)
    operator.goto("/console/")
    row = operator.get_by_role("link", name="Declined by Sami Shopper: Too far away")
    expect(row).to_be_visible()

    # One tap from there it is given to a shopper anew, who accepts it.
    row.click()
    who = operator.get_by_role("combobox", name="Shopper")
    marked = who.locator("option", has_text="Sami Shopper · no open visit · declined this visit")
    who.select_option(value=marked.get_attribute("value"))
    operator.get_by_role("button", name="Assign").click()
    expect(operator.get_by_text("Assigned to Sami Shopper").first).to_be_visible()
    with suppress(Error):  # of itself the phone may have looked a moment before
        phone.page.get_by_role("button", name="Look for visits now").tap(timeout=3000)
    phone.page.get_by_role("link", name="Read and start").tap(timeout=PATIENCE_MS)
    phone.page.get_by_role("button", name="Accept").tap(timeout=PATIENCE_MS)
    said = phone.page.get_by_role("heading", name="You have accepted this visit.")
    expect(said).to_be_visible(timeout=PATIENCE_MS)
    operator.reload()
    expect(operator.get_by_text("Accepted").first).to_be_visible()


def decline(page, reason):
    page.get_by_role("button", name="Decline").tap()
    dialog = page.get_by_role("dialog", name="Decline this visit?")
    dialog.get_by_role("radio", name=reason).tap()
    dialog.get_by_role("button", name="Decline").tap()
    expect(dialog).to_be_hidden()

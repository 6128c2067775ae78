"""The board of open visits: offered at a desk, claimed on a phone, and at work without a signal at once."""

import pytest
from playwright.sync_api import expect

from tests.journeys import desk, stage

PATIENCE_MS = 60_000


@pytest.mark.timeout(600)
def test_of_two_claimed_visits_one_goes_to_a_rival_and_the_other_works_offline_at_once(
    server, phone, browser
):
    server.manage("shell", "-c", "from tests.journeys import stage; stage.set_up_two_cabs()")
    operator = desk.sit_down(browser, server.address, stage.OPERATOR)
    desk.offer(operator, location="Cab 12", fee="12.50")
    desk.offer(operator, location="Cab 13", fee="9")
    page_of_13 = operator.url
    phone.sign_in(stage.SHOPPER)
    phone.until_offline_ready()

    # Both are on the board; the rival is a little faster at one of them.
    phone.page.get_by_role("link", name="Open visits").tap()
    first = phone.page.get_by_role("button", name="Claim: Cab 12")
    expect(first).to_be_visible(timeout=PATIENCE_MS)
    server.manage(
        "shell", "-c", "from tests.journeys import stage; stage.claim_as_the_rival('Cab 12')"
    )
    first.tap()
    expect(phone.page.get_by_text("Somebody else was a little faster.")).to_be_visible(
        timeout=PATIENCE_MS
    )
    expect(first).to_be_hidden()

    # The other one is the shopper's with one tap, and needs no signal from then on.
    phone.page.get_by_role("button", name="Claim: Cab 13").tap()
    start = phone.page.get_by_role("button", name="Start the visit")
    expect(start).to_be_visible(timeout=PATIENCE_MS)
    expect(phone.page.get_by_text("€9.00")).to_be_visible()
    phone.lose_signal()
    start.tap()
    expect(start).to_be_hidden(timeout=PATIENCE_MS)
    phone.close_and_open_again()
    phone.lose_signal()
    phone.page.goto("/field/")
    expect(phone.page.get_by_role("link", name="Continue the visit")).to_be_visible(
        timeout=PATIENCE_MS
    )

    # The office reads who has it.
    operator.goto(page_of_13)
    expect(operator.get_by_text("Claimed from the board")).to_be_visible()
    expect(operator.get_by_role("link", name="Sami Shopper")).to_be_visible()

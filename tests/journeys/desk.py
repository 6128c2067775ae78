"""The people at a desk: an operator and owners, in a browser with a large screen."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.factories import PASSWORD


def sit_down(browser: Browser, address: str, email: str) -> Page:
    """Sign somebody in at a desk of their own; return their page."""
    context = browser.new_context(
        base_url=address, viewport={"width": 1440, "height": 900}, accept_downloads=True
    )
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).not_to_have_url(f"{address}/sign-in/")
    return page


def assign(page: Page, *, location: str, shopper: str) -> None:
    """Assign the only checklist at a location to a shopper, within the window that is offered."""
    _plan(page, location)
    option = page.get_by_role("combobox", name="Shopper").locator("option", has_text=shopper)
    page.get_by_role("combobox", name="Shopper").select_option(value=option.get_attribute("value"))
    page.get_by_role("button", name="Assign the visit").click()
    expect(page).not_to_have_url(re.compile("/new/"), timeout=20_000)


def offer(page: Page, *, location: str, fee: str) -> None:
    """Offer the only checklist at a location on the board, within the window that is offered."""
    _plan(page, location)
    page.get_by_label("Offer it on the board").check()
    page.get_by_label("Fee").fill(fee)
    page.get_by_role("button", name="Assign the visit").click()
    expect(page.get_by_text("nobody has claimed it yet")).to_be_visible(timeout=20_000)


def _plan(page: Page, location: str) -> None:
    page.goto("/console/visits/new/")
    page.get_by_label("Organization").select_option(label="Harbour Cabs")
    page.get_by_label("Location").wait_for(timeout=20_000)
    page.get_by_label("Location").select_option(label=location)
    # The window by the location's own clock is offered once the location is known.
    expect(page.get_by_label("Opens")).not_to_have_value("", timeout=20_000)
    page.get_by_label("Checklist").select_option(index=1)


def send_back(page: Page, visit_id: str, question_id: str, note: str) -> None:
    """Open the question's moment, tick the question and say why."""
    open_review(page, visit_id)
    box = page.locator("details.back-box", has=page.locator(f"#back-{question_id}"))
    moment = page.locator("section.moment", has=box).get_attribute("id")
    page.locator(f"#line a[data-stop='{moment}']").click()
    box.locator("summary").click()
    page.locator(f"#back-{question_id}").check()
    page.locator(f"#note-{question_id}").fill(note)
    page.get_by_role("button", name="Send back what is ticked").click()
    expect(page.get_by_text("Sent back").first).to_be_visible()


def open_review(page: Page, visit_id: str) -> None:
    """Open the review; the answers are made ready in the background first."""
    page.goto(f"/console/visits/{visit_id}/review/")
    expect(page.locator("#judging")).to_be_visible(timeout=60_000)


def approve_and_publish(page: Page, visit_id: str) -> None:
    open_review(page, visit_id)
    page.get_by_role("button", name="Approve the visit").click()
    page.get_by_role("button", name="Publish").first.click()
    page.locator("#publish").get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published").first).to_be_visible()

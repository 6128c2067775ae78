"""Reminders are switched off and on, kind by kind, under "Me"."""

from playwright.sync_api import expect


def reminders(screen):
    page = screen.open("me-unsent")
    page.get_by_text("Reminders by e-mail").tap()
    return page


def test_a_kind_is_switched_off_with_a_tap_and_on_with_another(screen):
    page = reminders(screen)
    closing = page.get_by_role("checkbox", name="When little time is left for a visit")
    expect(closing).to_be_checked()

    closing.tap()
    expect(closing).not_to_be_checked()
    closing.tap()

    expect(closing).to_be_checked()
    assert screen.asked("ask")[-2:] == [
        ["POST", "reminders/closing/off"],
        ["POST", "reminders/closing/on"],
    ]


def test_without_a_network_it_says_so_and_stays_as_it_is(screen):
    page = reminders(screen)
    closing = page.get_by_role("checkbox", name="When little time is left for a visit")
    expect(closing).to_be_checked()
    screen.refuse("The server cannot be reached.")

    closing.tap()

    expect(page.get_by_text("The server cannot be reached.")).to_be_visible()

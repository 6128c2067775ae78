"""Jot now, tell later: always at hand during a visit, two taps at most, and shown before the end."""

import pytest
from playwright.sync_api import expect

from tests.frontend.phone.screens.test_evidence import PICTURE


def strip(page):
    return page.get_by_role("complementary", name="Jot down")


def tap(page, name):
    strip(page).get_by_role("button", name=name).tap()


def opened(page):
    strip(page).get_by_role("button", name="Jotted down").tap()
    return page.get_by_role("dialog")


@pytest.mark.parametrize("state", ["journey", "yes-no", "moment-all", "end-missing", "sent-back"])
def test_the_strip_is_at_hand_wherever_a_visit_can_change(screen, state):
    page = screen.open(state)

    expect(strip(page)).to_be_visible()
    assert page.evaluate("document.querySelector('.jots').getBoundingClientRect().bottom") <= 740


@pytest.mark.parametrize("state", ["visits", "briefing", "journey-read", "end-done", "list"])
def test_elsewhere_there_is_nothing_to_jot(screen, state):
    page = screen.open(state)

    page.clock.run_for(500)

    expect(strip(page)).to_have_count(0)


def test_a_time_is_one_tap_and_is_said(screen):
    page = screen.open("yes-no")

    tap(page, "Time")

    expect(strip(page).get_by_role("status")).to_have_text("14:00")
    expect(strip(page).get_by_role("button", name="Jotted down: 1")).to_be_visible()


def test_words_are_kept_while_one_types_and_wiped_words_are_gone(screen):
    page = screen.open("yes-no")
    tap(page, "Words")
    field = page.get_by_label("A few words, to be told later")
    expect(field).to_be_focused()

    field.fill("Crumbs on the seat")
    page.clock.run_for(500)
    expect(page.locator(".jots b")).to_have_text("1")
    field.fill("")
    page.clock.run_for(500)

    expect(page.locator(".jots b")).to_have_count(0)


def test_what_could_not_be_kept_says_so_and_stays_in_the_field(screen):
    page = screen.open("yes-no")
    tap(page, "Words")
    screen.refuse("The phone is full.")

    page.get_by_label("A few words, to be told later").fill("Crumbs on the seat")
    page.clock.run_for(500)

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("The phone is full.")
    expect(dialog.get_by_label("A few words")).to_have_value("Crumbs on the seat")


def test_a_photo_that_belongs_nowhere_yet_is_one_tap_and_the_camera(screen):
    page = screen.open("yes-no")

    with page.expect_file_chooser() as chooser:
        tap(page, "Picture")
    chooser.value.set_files([PICTURE])

    expect(opened(page).get_by_role("img", name="The photo")).to_be_visible()
    assert screen.asked("addPhotos") == []


def test_words_are_put_into_the_question_one_is_at_and_taken_back(screen):
    page = screen.open("jotted")
    dialog = opened(page)

    dialog.get_by_role("button", name="Put it here").first.tap()
    expect(dialog.get_by_text("Is the inside of the cab spotlessly clean?")).to_be_visible()
    expect(page.locator(".jots b")).to_have_text("2")
    expect(page.get_by_label("Note")).to_have_value(
        "Crumbs on the left seat, a wrapper under the mat"
    )
    dialog.get_by_role("button", name="Undo").tap()

    expect(page.locator(".jots b")).to_have_text("3")
    expect(page.get_by_label("Note")).to_have_count(0)


def test_a_time_is_put_where_it_begins_a_measurement(screen):
    page = screen.open("jotted-time")

    opened(page).get_by_role("button", name="Put it here").tap()
    page.get_by_role("dialog").get_by_role("button", name="Close").tap()

    expect(page.get_by_role("button", name="Stop")).to_be_visible()


def test_a_photo_is_put_into_a_question_of_another_moment(screen):
    page = screen.open("jotted")
    dialog = opened(page)
    dialog.locator(".card", has=page.get_by_role("img")).get_by_role(
        "button", name="Put it into…"
    ).tap()

    dialog.get_by_role("button", name="Photograph the receipt").tap()

    expect(dialog.get_by_text("Photograph the receipt")).to_be_visible()
    dialog.get_by_role("button", name="Close").tap()
    page.get_by_role("link", name="Next").tap()
    expect(page.locator(".thumb")).to_have_count(1)


def test_what_is_done_with_can_be_undone(screen):
    page = screen.open("jotted")
    dialog = opened(page)

    dialog.get_by_role("button", name="Done with it").first.tap()
    expect(page.locator(".jots b")).to_have_text("2")
    dialog.get_by_role("button", name="Undo").tap()

    expect(page.locator(".jots b")).to_have_text("3")


def test_a_photo_that_cannot_be_read_any_more_says_so_and_goes_nowhere(screen):
    page = screen.open("jotted-lost")
    dialog = opened(page)

    expect(dialog.get_by_text("cannot be read")).to_be_visible()
    expect(dialog.get_by_role("button", name="Put it")).to_have_count(0)
    expect(dialog.get_by_role("button", name="Done with it")).to_be_visible()


def test_before_the_end_what_is_left_is_one_tap_from_its_place_and_holds_up_nothing(screen):
    page = screen.open("end-jotted")
    expect(page.get_by_role("heading", name="Jotted down, and not told yet: 3")).to_be_visible()
    expect(page.get_by_role("button", name="End the visit")).to_be_enabled()

    page.get_by_role("link", name="Crumbs on the left seat").tap()

    expect(page.get_by_role("heading", name="Is the inside of the cab")).to_be_visible()
    page.get_by_role("link", name="Back to the list").tap()
    page.locator("section[aria-labelledby=jotted] button").tap()
    expect(page.get_by_role("dialog", name="Jotted down")).to_be_visible()


def test_nothing_of_it_can_be_read_before_somebody_opens_it(screen):
    page = screen.open("jotted")

    assert "Crumbs" not in page.inner_text("body")

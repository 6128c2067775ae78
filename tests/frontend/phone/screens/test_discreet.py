"""Among people: one tap hides a visit behind a shopping list that works, and the question is still open behind it."""

import pytest
from playwright.sync_api import expect

BRAND = ("visit", "shopper", "mystery", "moments", "cab")


@pytest.fixture
def covered(screen):
    """The list, opened from a question."""
    page = screen.open("yes-no")
    page.get_by_role("link", name="Shopping list").click()
    expect(page.get_by_role("heading", name="Shopping list")).to_be_visible()
    return page


def test_one_tap_covers_the_question_and_going_back_opens_it_again(screen, covered):
    assert screen.path() == "/field/list/"
    assert covered.title() == "Shopping list"

    covered.go_back()

    expect(covered.get_by_role("heading", name="Is the inside of the cab")).to_be_visible()
    assert screen.path() == "/field/visit/id-cab/moment/id-inside/3/"


def test_two_taps_on_the_title_lead_back_as_well(screen, covered):
    covered.get_by_role("heading", name="Shopping list").dblclick()

    expect(covered.get_by_role("heading", name="Is the inside of the cab")).to_be_visible()


def test_a_keyboard_finds_the_way_back(covered):
    covered.get_by_role("button", name="Back").focus()
    covered.keyboard.press("Enter")

    expect(covered.get_by_role("heading", name="Is the inside of the cab")).to_be_visible()


def test_the_list_speaks_of_nothing_else_and_shows_no_way_to_the_visits(covered):
    said = covered.locator("body").inner_text().lower()

    assert not [word for word in BRAND if word in said]
    expect(covered.get_by_role("navigation")).to_have_count(0)


def test_what_is_on_the_list_is_kept_ticked_and_cleared(screen, covered):
    expect(covered.get_by_text("The list is empty.")).to_be_visible()
    for item in ("Brötchen", "Milk"):
        covered.get_by_label("Add to the list").fill(item)
        covered.keyboard.press("Enter")
    covered.get_by_label("Milk").check()

    covered.get_by_role("button", name="Clear what is done").click()

    expect(covered.get_by_label("Milk")).to_have_count(0)
    expect(covered.get_by_label("Brötchen")).to_be_visible()
    kept = [some["list"] for [some] in screen.asked("set")]
    assert kept[-1] == [{"text": "Brötchen", "done": False}]
    assert [len(items) for items in kept] == [1, 2, 2, 1]


def test_a_list_that_cannot_be_kept_says_so(screen, covered):
    screen.refuse("The phone is full.")

    covered.get_by_label("Add to the list").fill("Milk")
    covered.keyboard.press("Enter")

    expect(covered.get_by_text("The phone is full.")).to_be_visible()


def test_a_dimmed_screen_stays_dim_and_one_that_was_asked_to_stay_on_is_kept_on(screen):
    page = screen.open("me")
    page.evaluate(
        """() => { globalThis.asked_ = []; navigator.wakeLock.request = async (kind) => {
          asked_.push(kind); return { addEventListener() {}, release: async () => asked_.push("off") }; }; }"""
    )

    page.get_by_label("Dim the screen").check()
    page.get_by_label("Keep the screen on").check()

    expect(page.locator("html")).to_have_class("dim")
    page.wait_for_function("() => asked_.length === 1")
    page.get_by_label("Keep the screen on").uncheck()
    page.wait_for_function("() => asked_.at(-1) === 'off'")
    assert page.evaluate(
        "gallery.asked.filter(([act]) => act === 'set').map(([, some]) => some)"
    ) == [
        {"dim": True},
        {"awake": True},
        {"awake": False},
    ]

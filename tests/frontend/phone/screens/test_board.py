"""The open visits on the phone: in an order, with why not, one tap to claim, and every way it can fail."""

import re

import pytest
from playwright.sync_api import expect


def places(page):
    return page.locator("li.card b").all_inner_texts()


def test_the_board_is_one_tap_from_the_visits_and_back(screen):
    page = screen.open("visits-empty")

    page.get_by_role("link", name="Open visits").tap()

    expect(page.get_by_role("heading", name="Open visits")).to_be_visible()
    expect(page.get_by_role("link", name="Visits").first).to_be_visible()
    assert screen.path() == "/field/board/"


def test_a_visit_shows_where_when_and_for_how_much_and_its_details_at_one_tap(screen):
    page = screen.open("board")
    bakery = page.get_by_role("listitem").filter(has_text="Bakery at the Central Station")

    expect(bakery.get_by_text("€12.50")).to_be_visible()
    expect(bakery.get_by_text(re.compile("Mon.*23.*Mon.*30"))).to_be_visible()
    bakery.get_by_text("Details").tap()

    expect(bakery.get_by_role("link", name="Open in maps")).to_be_visible()


def test_times_are_those_of_the_place_with_its_zone_where_it_differs(screen):
    page = screen.open("board")

    kiosk = page.get_by_role("listitem").filter(has_text="Kiosk")

    expect(kiosk.get_by_text("03:00 GMT-5")).to_be_visible()


def test_what_is_locked_out_says_why_and_cannot_be_claimed(screen):
    page = screen.open("board")
    kiosk = page.get_by_role("listitem").filter(has_text="Kiosk")

    expect(kiosk.get_by_text("From Wed 2 Dec 2026 on you can come again.")).to_be_visible()
    expect(kiosk.get_by_role("button", name="Claim")).to_have_count(0)
    assert places(page)[-1] == "Kiosk"


def test_a_board_that_is_longer_than_its_list_says_so_and_a_whole_one_does_not(screen):
    page = screen.open("board-cut")
    expect(
        page.get_by_text("412 visits are open. Here are those that close first.")
    ).to_be_visible()

    page = screen.open("board")
    expect(page.get_by_role("heading", name="Open visits")).to_be_visible()
    expect(page.get_by_text("those that close first")).to_have_count(0)


def test_the_list_is_put_in_order_by_fee(screen):
    page = screen.open("board")
    before = places(page)

    page.get_by_role("radio", name="Fee").tap(force=True)

    assert before == ["Cab 12", "Bakery at the Central Station", "Kiosk"]
    expect(page.locator("li.card b").first).to_have_text("Bakery at the Central Station")


def test_by_distance_asks_where_one_is_only_on_that_tap(make_screen):
    here = {"latitude": 53.5528, "longitude": 10.0067}
    screen = make_screen(geolocation=here, permissions=["geolocation"])
    page = screen.open("board")
    expect(page.get_by_text("km", exact=False)).to_have_count(0)

    page.get_by_role("radio", name="Distance").tap(force=True)

    expect(page.get_by_text("2.8 km")).to_be_visible()
    expect(page.get_by_text("Where you are stays on this phone.")).to_be_visible()
    assert places(page) == ["Bakery at the Central Station", "Cab 12", "Kiosk"]


def test_who_does_not_say_where_they_are_keeps_the_list_and_is_told_so(make_screen):
    screen = make_screen(permissions=[])
    page = screen.open("board")

    page.get_by_role("radio", name="Distance").tap(force=True)

    expect(page.get_by_text("This phone does not say where it is")).to_be_visible()
    expect(page.get_by_role("radio", name="Date")).to_be_checked()
    assert places(page)[0] == "Cab 12"


def test_what_is_claimed_is_opened_as_a_visit_of_ones_own(screen):
    page = screen.open("board")

    page.get_by_role("button", name="Claim: Cab 12").tap()

    expect(page.get_by_role("button", name="Start the visit")).to_be_visible()
    assert screen.path() == "/field/visit/id-cab/"
    assert screen.asked("ask")[-1] == ["POST", "visits/id-cab/claim"]
    assert screen.asked("sendNow") == [[]]


def test_who_was_too_late_is_told_kindly_and_shown_what_else_is_open(screen):
    page = screen.open("board-gone-meanwhile")

    page.get_by_role("button", name="Claim: Cab 12").tap()

    told = page.get_by_role("alert").filter(has_text="Somebody else was a little faster.")
    expect(told).to_contain_text("Here is what else is open.")
    assert places(page) == ["Bakery at the Central Station", "Kiosk"]


def test_what_was_claimed_as_the_network_went_is_said_to_be_ones_own(screen):
    page = screen.open("board-claimed-and-not-here-yet")

    page.get_by_role("button", name="Claim: Cab 12").tap()

    expect(
        page.get_by_text("It comes onto this phone as soon as there is a network")
    ).to_be_visible()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("board-empty", "Nothing is open at the moment"),
        ("board-not-reached", "The server cannot be reached."),
    ],
)
def test_an_empty_board_and_one_that_cannot_be_reached_say_which_and_look_again(
    screen, state, said
):
    page = screen.open(state)
    expect(page.get_by_text(said)).to_be_visible()
    before = len(screen.asked("ask"))

    page.get_by_role("button", name="Look again").tap()

    expect(page.get_by_role("button", name="Look again")).to_be_enabled()
    assert len(screen.asked("ask")) == before + 1

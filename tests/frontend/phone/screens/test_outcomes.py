"""What became of one's visits, on the phone: told with its reasons, and readable without a network."""

import re

from playwright.sync_api import expect

ALL = "What became of my visits"


def card(page, place):
    return page.locator("li.card").filter(has_text=place)


def test_it_is_one_tap_from_me_and_back(screen):
    page = screen.open("me-unsent")

    page.get_by_role("link", name=ALL).tap()

    expect(page.get_by_role("heading", name=ALL)).to_be_visible()
    assert screen.path() == "/field/outcomes/"


def test_what_was_sent_back_says_which_question_and_why_and_leads_there(screen):
    page = screen.open("outcomes")
    bakery = card(page, "Bakery at the Central Station")

    expect(bakery.get_by_text("Sent back to you")).to_be_visible()
    expect(bakery.get_by_text("Is the inside spotlessly clean?")).to_be_visible()
    expect(bakery.get_by_text("The photo is blurred or too dark.")).to_be_visible()
    assert bakery.get_by_role("link", name="To the visit").get_attribute("href") == (
        "/field/visit/back/"
    )


def test_an_approved_visit_tells_grade_money_and_the_day_of_payment(screen):
    page = screen.open("outcomes")
    kiosk = card(page, "Kiosk")

    expect(kiosk.get_by_text("Grade 91 of 100")).to_be_visible()
    expect(kiosk.get_by_text("€20.00 given back of €24.80")).to_be_visible()
    expect(kiosk.get_by_text("A tip is not given back.")).to_be_visible()
    expect(kiosk.get_by_text("€38.00")).to_be_visible()
    expect(kiosk.get_by_text("To be paid on 5 Dec 2026")).to_be_visible()
    kiosk.get_by_text("How the grade is made up").tap()

    expect(kiosk.get_by_text("62 minutes after the window had closed")).to_be_visible()
    expect(kiosk.get_by_text("1 of 12 questions without what was asked for")).to_be_visible()


def test_what_was_paid_says_on_which_day(screen):
    page = screen.open("outcomes")

    expect(page.get_by_text("Paid on 20 Nov 2026")).to_be_visible()


def test_earlier_ones_come_on_a_tap(screen):
    page = screen.open("outcomes")

    page.get_by_role("button", name="Show earlier ones").tap()

    expect(card(page, "Gate 7")).to_be_visible()
    expect(card(page, "Kiosk")).to_be_visible()


def test_what_was_heard_is_kept_for_a_time_without_a_network(screen):
    page = screen.open("outcomes")
    expect(card(page, "Kiosk")).to_be_visible()

    [kept] = screen.asked("set")

    heard = kept[0]["outcomes"]
    assert (heard["user"], len(heard["visits"])) == ("u", 6)


def test_without_a_network_the_last_known_state_is_shown_with_its_time(screen):
    page = screen.open("outcomes-as-last-heard")

    expect(card(page, "Kiosk")).to_be_visible()
    expect(page.get_by_text(re.compile("This is what was known on .*20 Nov"))).to_be_visible()
    expect(page.get_by_role("button", name="Look again")).to_be_visible()


def test_what_another_shopper_has_heard_on_this_phone_is_not_shown(screen):
    page = screen.open("outcomes-of-another-shopper")

    expect(page.get_by_text("The server cannot be reached.")).to_be_visible()
    assert page.locator("li.card").count() == 0

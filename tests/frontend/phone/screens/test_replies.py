"""What is said to a visit before it begins: accepted, declined with a reason, taken back while it waits."""

from django.utils import translation
from playwright.sync_api import expect

from shopper.visits.reasons import Reason


def decline(page):
    page.get_by_role("button", name="Decline").tap()
    return page.get_by_role("dialog", name="Decline this visit?")


def test_an_offered_visit_is_accepted_by_a_tap_and_the_screen_says_what_is_not_sent(screen):
    page = screen.open("briefing-offered")

    page.get_by_role("button", name="Accept").tap()

    expect(page.get_by_text("You have accepted this visit.")).to_be_visible()
    expect(page.get_by_text("The office does not know yet")).to_be_visible()
    assert screen.asked("say") == [["id-cab", "accept", {}]]


def test_a_visit_is_declined_with_a_reason_and_a_word_after_it_was_asked_twice(screen):
    page = screen.open("briefing")
    dialog = decline(page)
    expect(dialog.get_by_role("button", name="Decline")).to_be_disabled()

    dialog.get_by_role("radio", name="Ill").tap()
    dialog.get_by_label("In your own words").fill("Until Friday")
    dialog.get_by_label("In your own words").blur()
    dialog.get_by_role("button", name="Decline").tap()

    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    expect(page.get_by_text("Your word to the office is not sent yet.")).to_be_visible()
    assert screen.asked("say") == [["id-cab", "decline", {"code": "ill", "reason": "Until Friday"}]]


def test_another_reason_needs_words_of_ones_own(screen):
    page = screen.open("briefing")
    dialog = decline(page)
    no = dialog.get_by_role("button", name="Decline")

    dialog.get_by_role("radio", name="Another reason").tap()
    expect(no).to_be_disabled()
    dialog.get_by_label("In your own words").fill("I am abroad")
    dialog.get_by_label("In your own words").blur()

    expect(no).to_be_enabled()


def test_the_reasons_are_those_of_the_server_in_the_same_words(screen):
    page = screen.open("briefing")

    offered = decline(page).get_by_role("radio")

    with translation.override("en"):
        labels = [str(reason.label) for reason in Reason]
    names = [
        offered.nth(place).evaluate("it => it.labels[0].innerText.trim()") for place in range(6)
    ]
    assert offered.count() == len(labels)
    assert names == labels


def test_a_declined_visit_cannot_be_begun_until_that_is_taken_back(screen):
    page = screen.open("briefing-declined")
    expect(page.get_by_role("button", name="Start the visit")).to_have_count(0)

    page.get_by_role("button", name="Take it back").tap()

    expect(page.get_by_role("button", name="Start the visit")).to_be_visible()
    expect(page.get_by_role("button", name="Decline")).to_be_visible()
    assert screen.asked("say") == [["id-cab", None, {}]]


def test_a_declined_visit_gives_way_to_the_next_one_and_says_that_it_waits(screen):
    page = screen.open("visits-declined")

    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    expect(page.locator("section.next")).to_have_count(0)
    expect(page.get_by_text("Your word to the office is not sent yet.")).to_be_visible()


def test_a_word_that_the_office_could_not_take_is_told_with_the_reason(screen):
    page = screen.open("briefing-not-heard")

    expect(page.get_by_text("The office could not take your answer.")).to_be_visible()
    expect(page.get_by_text("You have accepted this visit.")).to_have_count(0)
    expect(page.get_by_text("Olga Operator has moved this visit")).to_be_visible()
    page.get_by_role("button", name="I have read it").tap()

    assert screen.asked("say") == [["id-cab", None, {}]]


def test_a_word_that_cannot_be_kept_says_so(screen):
    page = screen.open("briefing-offered")
    screen.refuse("The phone is full.")

    page.get_by_role("button", name="Accept").tap()

    expect(page.get_by_role("alert").get_by_text("The phone is full.")).to_be_visible()


def test_another_date_is_asked_for_by_the_clock_of_the_place_with_a_word_on_why(make_screen):
    screen = make_screen(timezone_id="America/New_York")
    page = screen.open("briefing")
    page.get_by_role("button", name="Ask for another date").tap()
    dialog = page.get_by_role("dialog", name="Ask for another date")
    ask = dialog.get_by_role("button", name="Ask the office")
    expect(dialog.get_by_label("From")).to_have_value("2026-11-21T14:00")

    dialog.get_by_label("From").fill("2026-11-24T09:00")
    dialog.get_by_label("Until").fill("2026-11-24T18:00")
    expect(ask).to_be_disabled()
    dialog.get_by_label("Why?").fill("My train was cancelled")
    dialog.get_by_label("Why?").blur()
    ask.tap()

    expect(page.get_by_text("You have asked for another date.")).to_be_visible()
    body = {
        "opens": "2026-11-24T09:00",
        "closes": "2026-11-24T18:00",
        "note": "My train was cancelled",
    }
    assert screen.asked("say") == [["id-cab", "another-date", body]]


def test_a_window_that_ends_before_it_begins_is_not_asked_for(screen):
    page = screen.open("briefing")
    page.get_by_role("button", name="Ask for another date").tap()
    dialog = page.get_by_role("dialog")

    dialog.get_by_label("Until").fill("2026-11-20T18:00")
    dialog.get_by_label("Why?").fill("My train was cancelled")
    dialog.get_by_label("Why?").blur()

    expect(dialog.get_by_role("button", name="Ask the office")).to_be_disabled()


def test_what_became_of_another_date_is_read_on_the_visit(screen):
    page = screen.open("briefing-date-refused")
    expect(page.get_by_text("The office keeps the window as it is.")).to_be_visible()
    expect(page.get_by_text("The shop moves on Monday.")).to_be_visible()

    page = screen.open("briefing-date-moved")

    expect(page.get_by_text("the office has changed the window")).to_be_visible()


def test_an_accepted_visit_goes_into_the_phones_calendar(screen):
    page = screen.open("briefing")

    with page.expect_download() as download:
        page.get_by_role("button", name="Put it into my calendar").click()

    written = download.value.path().read_text()
    assert download.value.suggested_filename == "visit.ics"
    assert "cab 12" in written
    assert "mystery" not in written.lower()

"""A practice says that it is one wherever one looks, stands among no visits, and is offered where it helps."""

import pytest
from playwright.sync_api import expect

WITHIN = [
    *("practice-line", "practice-moment", "practice-all", "practice-briefing", "practice-end"),
    "practice-quiz",
    *("practice-end-coached", "practice-general", "practice-general-question"),
]


def mark(page):
    return page.locator("p", has=page.get_by_text("Practice", exact=True))


@pytest.mark.parametrize("state", WITHIN)
def test_every_screen_of_a_practice_says_so_in_words_however_far_one_scrolls(screen, state):
    page = screen.open(state)
    expect(mark(page)).to_be_in_viewport()

    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")

    expect(mark(page)).to_be_in_viewport(ratio=1)
    expect(mark(page)).to_contain_text("Nothing of it is sent.")


@pytest.mark.parametrize("state", ["journey", "yes-no", "end-whole", "briefing", "visits"])
def test_a_real_visit_says_nothing_of_practice_at_its_head(screen, state):
    expect(mark(screen.open(state))).to_have_count(0)


def test_a_practice_stands_apart_from_the_visits(screen):
    page = screen.open("practice-alone-in-the-list")

    expect(page.get_by_role("heading", name="No visits yet")).to_be_visible()
    expect(page.get_by_text("to send")).to_have_count(0)
    expect(page.get_by_role("region", name="Practice").get_by_role("link")).to_have_count(1)


def test_a_practice_killed_behind_the_camera_opens_at_its_question_again(screen):
    page = screen.open("practice-behind-the-camera")

    expect(
        page.get_by_role("heading", name="Is the inside of the cab spotlessly clean?")
    ).to_be_visible()
    expect(mark(page)).to_be_visible()


def test_the_outbox_shows_no_practice(screen):
    page = screen.open("practice-not-in-the-outbox")

    expect(page.get_by_role("heading", name="All sent")).to_be_visible()
    expect(page.locator("a.card")).to_have_count(0)


def test_who_has_visits_finds_what_is_under_way_in_the_list_and_the_rest_under_me(screen):
    page = screen.open("practice-in-the-list")
    expect(page.get_by_role("link", name="Go on practising")).to_be_visible()
    expect(page.get_by_role("button", name="Practise without a visit")).to_have_count(0)

    page.get_by_role("link", name="Me").tap()

    expect(page.get_by_role("button", name="Practise without a visit")).to_be_visible()


def test_who_has_no_visit_practises_after_one_tap(screen):
    page = screen.open("visits-empty")

    page.get_by_role("button", name="Practise without a visit").tap()

    expect(page.get_by_role("heading", name="0 of 3 moments")).to_be_visible()
    expect(mark(page)).to_be_visible()
    assert screen.asked("practise") == [["general"]]


def test_a_visit_is_practised_after_one_tap_in_its_briefing_and_gone_on_with_there(screen):
    page = screen.open("practice-offered")

    page.get_by_role("button", name="Practise this visit").tap()
    expect(mark(page)).to_be_visible()
    page.go_back()

    page.get_by_role("link", name="Go on practising").tap()
    expect(mark(page)).to_be_visible()


def test_a_declined_visit_is_not_offered_for_practice(screen):
    page = screen.open("briefing-declined")

    expect(page.get_by_text("You have declined this visit.")).to_be_visible()
    expect(page.get_by_role("button", name="Practise this visit")).to_have_count(0)


def test_the_end_of_a_practice_shows_what_is_missing_and_what_the_coach_says_and_ends_nothing(
    screen,
):
    page = screen.open("practice-end")

    expect(page.get_by_role("heading", name="1 thing is still missing")).to_be_visible()
    expect(page.get_by_role("heading", name="To look at: 4")).to_be_visible()
    expect(page.get_by_role("button", name="End the visit")).to_have_count(0)


def test_a_refusal_to_throw_away_is_told_and_the_practice_stays(screen):
    page = screen.open("practice-end")
    screen.refuse("The phone's storage does not answer.")
    page.get_by_role("button", name="Throw away").tap()

    page.get_by_role("dialog").get_by_role("button", name="Throw away").tap()

    expect(page.get_by_role("dialog").get_by_text("does not answer")).to_be_visible()


def test_signing_out_says_that_the_practice_goes_too(screen):
    page = screen.open("practice-general-in-me")

    page.get_by_role("button", name="Sign out").tap()

    expect(page.get_by_text("What you have practised leaves this phone as well.")).to_be_visible()


def test_a_practice_begins_with_the_quiz_that_the_visit_begins_with(screen):
    page = screen.open("practice-quiz")
    expect(page.get_by_role("link", name="Outside of the cab")).to_have_count(0)
    expect(page.get_by_text("The rank at the ferry exit")).to_be_visible()

    page.get_by_role("button", name="First answer 2 questions").tap()
    sheet = page.get_by_role("dialog", name="Before you begin")
    for option in ("No, never", "Take it, and keep it"):
        sheet.get_by_role("radio", name=option).tap()
    sheet.get_by_role("button", name="Check").tap()

    expect(page.get_by_role("link", name="Outside of the cab")).to_be_visible()
    expect(mark(page)).to_be_visible()


def test_a_practice_with_answers_is_gone_on_with_whatever_became_of_its_quiz(screen):
    page = screen.open("practice-quiz-half-way")

    expect(page.get_by_role("link", name="Outside of the cab")).to_be_visible()
    expect(page.get_by_role("button", name="First answer 2 questions")).to_have_count(0)

"""What is asked after the visit: told before, waited for, and then the only thing that is open."""

from playwright.sync_api import expect


def test_the_briefing_and_the_line_say_what_comes_after_the_visit_and_when(screen):
    for state in ("afterwards-in-the-briefing", "afterwards-in-the-line"):
        page = screen.open(state)

        expect(page.get_by_text("A word of thanks")).to_be_visible()
        expect(page.get_by_text("Follow-through: opens 7 days after the visit")).to_be_visible()
        expect(page.get_by_role("link", name="A word of thanks")).to_have_count(0)


def test_a_whole_visit_is_ended_though_something_is_asked_afterwards(screen):
    page = screen.open("afterwards-at-the-end")

    expect(page.get_by_role("heading", name="Everything is here")).to_be_visible()
    expect(page.get_by_role("button", name="End the visit")).to_be_enabled()


def test_a_visit_that_was_delivered_says_when_its_follow_through_opens(screen):
    page = screen.open("afterwards-waited-for")
    card = page.locator("section", has_text="Delivered").locator("a.card")

    expect(card.get_by_text("A word of thanks · Follow-through: opens Thu")).to_be_visible()


def test_what_is_asked_of_all_its_questions_is_said_once_in_the_line(screen):
    page = screen.open("afterwards-open-line")

    expect(page.get_by_text("Follow-through: A word of thanks")).to_have_count(1)


def test_an_open_follow_through_needs_a_hand_and_is_called_by_its_name(screen):
    page = screen.open("afterwards-open")
    card = page.locator("section", has_text="Needs you").locator("a.card")

    expect(card.get_by_text("Follow-through: A word of thanks")).to_be_visible()
    expect(page.get_by_text("sent back")).to_have_count(0)

    card.click()
    page.get_by_role("link", name="A word of thanks").click()
    expect(
        page.get_by_role("heading", name="Did anybody call, write or thank you?")
    ).to_be_visible()
    page.get_by_role("radio", name="Yes").check()
    assert screen.asked("answer")[-1][1] == "id-called"

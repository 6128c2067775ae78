"""A visit from the list to its end, by thumb and by keyboard."""

from playwright.sync_api import expect


def test_the_next_visit_leads_over_its_briefing_to_the_line(screen):
    page = screen.open("visits")

    page.get_by_role("link", name="Read and start").click()
    expect(page.get_by_text("Pay in cash and keep the receipt.")).to_be_visible()
    page.get_by_role("button", name="Start the visit").click()

    expect(page.get_by_role("heading", name="0 of 12 moments")).to_be_visible()
    assert screen.asked("startVisit") == [["id-cab"]]


def test_nothing_is_said_of_visits_before_the_office_was_asked_for_the_first_time(screen):
    page = screen.open("visits-first-look")

    expect(page.get_by_text("Looking…")).to_be_visible()
    expect(page.get_by_text("No visits yet")).to_have_count(0)

    page.evaluate("gallery.state.online.value = false")
    expect(page.get_by_text("No visits yet")).to_be_visible()
    expect(page.get_by_text("No network at the moment.")).to_be_visible()


def test_a_visit_that_cannot_be_started_says_why(screen):
    page = screen.open("briefing")
    screen.refuse("The phone is full.")

    page.get_by_role("button", name="Start the visit").click()

    expect(page.get_by_role("alert").get_by_text("The phone is full.")).to_be_visible()
    expect(page.get_by_role("button", name="Start the visit")).to_be_enabled()


def test_the_map_opens_by_a_link_of_the_phone(screen):
    page = screen.open("briefing")

    assert page.get_by_role("link", name="Open in maps").get_attribute("href").startswith("geo:48.")


def test_continue_leads_to_what_is_missing(screen):
    page = screen.open("journey")

    page.get_by_role("link", name="Continue").click()

    expect(
        page.get_by_role("heading", name="Is the inside of the cab spotlessly clean?")
    ).to_be_visible()


def test_each_thing_that_is_missing_is_one_tap_from_its_place(screen):
    page = screen.open("end-missing")
    expect(page.get_by_role("button", name="End the visit")).to_have_count(0)

    page.get_by_role("link", name="Photograph the receipt").click()

    expect(page.get_by_role("heading", name="Photograph the receipt")).to_be_visible()


def test_a_whole_visit_is_ended_after_a_second_word(screen):
    page = screen.open("end-whole")

    page.get_by_role("button", name="End the visit").click()
    assert screen.asked("endVisit") == []
    page.get_by_role("dialog").get_by_role("button", name="End the visit").click()

    expect(page.get_by_role("heading", name="Thank you, that is all")).to_be_visible()
    assert [call[0] for call in screen.asked("endVisit")] == ["id-cab"]


def test_a_visit_that_has_left_can_be_read_and_not_changed(screen):
    page = screen.open("moment-read")

    expect(page.get_by_text("2/5")).to_be_visible()
    expect(page.locator("input, textarea")).to_have_count(0)


def test_a_moment_ends_with_the_feeling_and_leads_to_the_next(screen):
    page = screen.open("photo")

    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", name="How did this moment feel?")).to_be_focused()
    page.get_by_role("link", name="Next moment").click()

    expect(page.get_by_text("Refreshment ·")).to_contain_text("1 of 2")


def test_each_screen_begins_at_its_heading(screen):
    page = screen.open("yes-no")

    page.get_by_role("link", name="Next").click()

    expect(page.get_by_role("heading", name="Photograph the receipt")).to_be_focused()


def test_the_back_gesture_returns_to_where_one_was(screen):
    page = screen.open("journey")
    page.evaluate("scrollTo(0, 120)")
    page.get_by_role("link", name="Temperature").click()
    page.wait_for_selector("h1.q")

    page.go_back()

    expect(page.get_by_role("heading", name="5 of 12 moments")).to_be_focused()
    assert page.evaluate("scrollY") == 120


def test_a_field_is_not_hidden_by_the_bar_when_the_keyboard_is_open(make_screen):
    screen = make_screen(width=360, height=400)
    page = screen.open("yes-no-bad")

    page.get_by_label("Note").focus()

    field = page.get_by_label("Note").bounding_box()
    bar = page.locator(".bar").bounding_box()
    assert field["y"] + field["height"] <= 400
    assert bar["y"] >= field["y"] + field["height"] or bar["y"] >= 400


def test_a_dialog_closes_by_escape_and_gives_the_focus_back(screen):
    page = screen.open("briefing")
    page.get_by_role("button", name="Decline").click()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Decline")).to_be_focused()


def test_user_text_is_never_taken_for_markup(screen):
    page = screen.open("yes-no-bad")

    page.get_by_label("Note").fill("<img src=x onerror=alert(1)><b>bold</b>")
    page.get_by_label("Note").blur()
    page.get_by_role("link", name="All").click()

    expect(page.locator("textarea").first).to_have_value("<img src=x onerror=alert(1)><b>bold</b>")
    assert page.locator("main img[src=x], textarea b").count() == 0

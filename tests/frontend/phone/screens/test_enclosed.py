"""What is enclosed with a checklist: a quiz that must be passed before the visit begins, and pictures."""

from playwright.sync_api import expect

START = "Start the visit"


def open_quiz(page):
    page.get_by_role("button", name="First answer 2 questions").tap()
    return page.get_by_role("dialog", name="Before you begin")


def answer(sheet, *options):
    for option in options:
        sheet.get_by_role("radio", name=option).tap()
    sheet.get_by_role("button", name="Check").tap()


def test_a_visit_with_a_quiz_cannot_begin_before_all_of_it_is_answered_rightly(screen):
    page = screen.open("briefing-quiz")
    sheet = open_quiz(page)
    expect(page.get_by_role("button", name=START)).to_have_count(0)
    expect(sheet.get_by_role("button", name="Check")).to_be_disabled()

    answer(sheet, "No, never", "Take it, and keep it")

    expect(sheet).to_have_count(0)
    page.get_by_role("button", name=START).tap()
    expect(page.get_by_role("link", name="Outside of the cab")).to_be_visible()


def test_what_is_wrong_is_marked_and_explained_and_what_was_right_stays(screen):
    page = screen.open("briefing-quiz")
    sheet = open_quiz(page)

    answer(sheet, "Yes, a few", "Take it, and keep it")

    expect(sheet.get_by_role("status")).to_contain_text("1 of 2 are right.")
    wrong = sheet.get_by_role("region", name="May you take notes where the driver can see you?")
    expect(wrong).to_contain_text("Not quite. Whoever writes is noticed.")
    expect(sheet.get_by_role("radio", name="Take it, and keep it")).to_be_checked()

    answer(sheet, "No, never")

    expect(page.get_by_role("button", name=START)).to_be_visible()
    quiz = page.evaluate("gallery.state.visits.value[0].quiz")
    assert quiz["tries"] == 2
    assert quiz["passed_at"].startswith("2026-11-21")


def test_a_quiz_can_be_left_for_later(screen):
    page = screen.open("briefing-quiz")

    open_quiz(page).get_by_role("button", name="Not now").tap()

    expect(page.get_by_role("button", name="First answer 2 questions")).to_be_focused()


def test_a_quiz_that_the_phone_cannot_keep_says_why_and_stays_open(screen):
    page = screen.open("briefing-quiz")
    sheet = open_quiz(page)
    screen.refuse("The phone is full.")

    answer(sheet, "No, never", "Take it, and keep it")

    expect(sheet.get_by_role("alert")).to_contain_text("The phone is full.")
    expect(sheet.get_by_role("radio", name="No, never")).to_be_checked()


def test_the_pictures_of_a_briefing_are_shown_with_what_they_show(screen):
    page = screen.open("briefing-quiz")

    for words in ("The rank at the ferry exit", "The roof sign, lit"):
        figure = page.get_by_role("figure").filter(has_text=words)
        expect(figure.locator("img")).to_have_js_property("complete", True)
        assert figure.locator("img").evaluate("it => it.naturalWidth") > 0


def test_an_example_of_what_is_wanted_is_one_tap_from_its_question_and_back(screen):
    page = screen.open("photo-example")
    link = page.get_by_role("button", name="See an example")

    link.tap()
    sheet = page.get_by_role("dialog", name="What is wanted")
    expect(sheet).to_contain_text("The cab from a front corner, whole, no faces")
    sheet.get_by_role("button", name="Close").tap()

    expect(link).to_be_focused()

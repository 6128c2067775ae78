"""One question at a time or all of a moment: as the shopper prefers, and it stays so."""

import re

from playwright.sync_api import expect

COUNT_WATCHES = """
const Own = IntersectionObserver;
window.watches = 0;
window.IntersectionObserver = function (...given) { window.watches += 1; return new Own(...given); };
"""


AFTER_THE_INSIDE = 6  # moments of the cab ride
AT_REST_MS = 500  # in which nothing may happen: there is no event to wait for


def scroll_until_drawn(page, moments):
    """Move the page up, as a thumb does, until so many moments stand below the first."""
    page.wait_for_function(
        """(moments) => {
          scrollTo(0, document.documentElement.scrollHeight);
          return document.querySelectorAll("h2.onward").length >= moments;
        }""",
        arg=moments,
    )


def questions_of(page):
    return page.locator("section.question")


def test_who_likes_to_see_all_questions_sees_all_at_the_next_moment_too(screen):
    page = screen.open("yes-no")
    expect(questions_of(page)).to_have_count(1)

    page.get_by_role("link", name="All").click()
    page.get_by_role("link", name="Next moment").click()

    page.wait_for_function("() => document.querySelectorAll('section.question').length > 1")
    page.get_by_role("link", name="Single").click()
    expect(questions_of(page)).to_have_count(1)


def test_who_scrolls_past_the_end_of_a_moment_is_at_the_next_one(screen):
    page = screen.open("yes-no")
    page.get_by_role("link", name="All").click()
    first = page.get_by_role("heading", level=1).inner_text()

    scroll_until_drawn(page, 2)

    onward = page.locator("h2.onward").all_inner_texts()
    assert len(onward) >= 2
    assert first not in onward
    assert len(set(onward)) == len(onward)


def test_at_the_end_of_the_line_the_app_is_at_rest(screen):
    screen.page.add_init_script(COUNT_WATCHES)
    page = screen.open("yes-no")
    page.get_by_role("link", name="All").click()
    scroll_until_drawn(page, AFTER_THE_INSIDE)

    page.wait_for_function("(moments) => window.watches > moments", arg=AFTER_THE_INSIDE)
    before = page.evaluate("window.watches")
    page.wait_for_timeout(AT_REST_MS)

    assert page.evaluate("window.watches") == before
    expect(page.locator("h2.onward")).to_have_count(AFTER_THE_INSIDE)


IN_VIEW = """
() => {
  const first = [...document.querySelectorAll(".q")].find((one) => one.getBoundingClientRect().top > 0);
  return [first.textContent, Math.round(first.getBoundingClientRect().top)];
}
"""


def test_all_of_many_questions_come_without_a_touch_and_the_last_can_be_answered(screen):
    page = screen.open("moment-many")

    expect(questions_of(page).filter(has_text="shelf")).to_have_count(60)
    page.get_by_role("radio", name="Yes").last.check()

    [[_visit, question, given]] = screen.asked("answer")
    assert question == "id-many-60"
    assert given["value"] == "yes"


def test_who_goes_back_to_a_long_moment_is_at_the_question_they_left(screen):
    page = screen.open("moment-many")
    expect(questions_of(page).filter(has_text="shelf")).to_have_count(60)
    page.get_by_role("heading", name="Is shelf 31 as it should be?").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 40)")
    page.wait_for_timeout(AT_REST_MS)  # what is laid out only now has moved the rest
    left = page.evaluate(IN_VIEW)

    page.get_by_role("link", name="Back", exact=True).dispatch_event("click")  # scrolls nothing
    expect(page.get_by_role("heading", level=1)).to_contain_text("moments")
    page.go_back()

    expect(questions_of(page).filter(has_text="shelf")).to_have_count(60)
    assert left == page.evaluate(IN_VIEW)


def test_what_becomes_of_a_photo_is_said_beside_its_question_among_many(screen):
    page = screen.open("moment-many")
    photo = page.get_by_role("button", name="Photo 1 of 2,")
    expect(photo).to_be_attached()
    assert "delivered" not in photo.get_attribute("aria-label")

    page.evaluate(
        """() => { const { visits } = gallery.state;
          visits.value = visits.value.map((one) => ({...one, photos: {
            ...one.photos, "photo-many-4-1": { state: "confirmed", tries: 0 } }})); }"""
    )

    expect(photo).to_have_accessible_name(re.compile("delivered$"))

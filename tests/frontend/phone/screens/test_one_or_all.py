"""One question at a time or all of a moment: as the shopper prefers, and it stays so."""

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

    page.wait_for_function("document.querySelectorAll('section.question').length > 1")
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

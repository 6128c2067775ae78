"""Every state in German, whose words are long, and in Arabic, which runs the other way."""

import json

import pytest

# Over a hundred pages are opened; on a loaded machine that takes its time.
pytestmark = pytest.mark.timeout(600)
WIDTHS = (320, 360)
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
# What is cut off where it stands, though the page is no wider for it.
CUT_OFF = """[...document.querySelectorAll(".btn, span.pill, .tabs a, .bar .small, .face, .add, .link:not(.unseen), label:not(.unseen)")]
  .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth)
  .map((part) => part.textContent.trim())"""
PLACE = "(element) => element.getBoundingClientRect().x"


@pytest.mark.parametrize("language", ["de", pytest.param("ar", marks=pytest.mark.slow)])
def test_nothing_is_too_wide_or_cut_off_on_a_small_phone(make_screen, language):
    screen = make_screen()
    faults = {}
    for state in screen.names():
        page = screen.open(state, language)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            found = page.evaluate(CUT_OFF)
            if found or page.evaluate(TOO_WIDE):
                faults[f"{state}, {width} px"] = found

    assert faults == {}, json.dumps(faults, indent=1, ensure_ascii=False)


def test_the_screens_are_in_the_language_that_is_chosen_and_run_its_way(screen):
    page = screen.open("me")
    page.get_by_label("Language").select_option("ar")
    page.wait_for_selector("html[dir='rtl'][lang='ar']")

    assert page.get_by_role("heading", level=1).inner_text() == "أنا"
    assert screen.asked("chooseLanguage") == [["ar"]]
    assert page.evaluate("document.activeElement.id") == "language"


def test_a_language_that_cannot_be_had_is_refused_in_words(screen):
    page = screen.open("me")
    screen.refuse("The server cannot be reached.")

    page.get_by_label("Language").select_option("de")

    page.get_by_text("The server cannot be reached.").wait_for()
    assert page.get_by_label("Language").input_value() == "en"


@pytest.mark.parametrize(
    ("state", "language", "lowest"),
    [("rating", "ar", "Poorly"), ("rating-arabic", "en", "سيئ")],
    ids=["an English checklist in Arabic", "an Arabic checklist in English"],
)
def test_the_words_at_the_ends_of_a_scale_stand_at_their_numbers(screen, state, language, lowest):
    page = screen.open(state, language)

    words = page.get_by_text(lowest, exact=True).evaluate(PLACE)
    middle = page.locator(".rating .face").nth(2).evaluate(PLACE)
    one = page.locator(".rating .face").first.evaluate(PLACE)

    assert (words < middle) == (one < middle)


def test_a_number_is_shown_and_typed_with_the_comma_of_the_language(screen):
    page = screen.open("number", "de")
    field = page.locator("input.big")

    field.fill("2,5")
    field.blur()

    page.wait_for_function("gallery.asked.some(([act]) => act === 'answer')")
    assert screen.asked("answer")[-1][-1]["value"] == "2.5"
    assert field.input_value() == "2,5"

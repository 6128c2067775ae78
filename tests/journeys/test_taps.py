"""Wally's ride by the fewest taps: twelve moments, some forty questions, six photographs."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, TimeoutError, expect

from reports.demo import pictures
from tests.journeys import desk, stage
from tests.journeys.walking import Walk

MOST_TAPS_A_QUESTION = 1.3
A_GESTURE_MS = 100
COUNT = """
addEventListener("pointerdown", ({isTrusted}) => {
  if (isTrusted) sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1;
}, true);
"""
CHOSEN_ONCE_FOR_ALL_VISITS = "sessionStorage.taps -= 1"


class Thumb(Walk):
    """Taps what a person taps and nothing else; what is typed costs the tap into its field.

    It is an ordinary ride: all is as it should be, and of the extras the first two were seen.
    """

    extras_seen = 0

    def answer(self, question) -> None:
        self.section(question).scroll_into_view_if_needed()
        self.page.wait_for_timeout(A_GESTURE_MS)  # nobody taps what still moves
        if question["role"] == "extra" and self.extras_seen == 2:
            none = self.page.get_by_role("checkbox", name="None of these")
            not_seen = self.page.get_by_role("radio", name="No", exact=True)
            self.section(question).locator("label.tile", has=none.or_(not_seen)).tap()
            return
        self.extras_seen += question["role"] == "extra"
        super().answer(question)

    def note(self, section: Locator, text: str) -> None:
        section.get_by_label("Note").tap()
        super().note(section, text)

    def take_photo(self, question) -> None:
        section = self.section(question)
        before = section.locator(".thumb").count()
        with self.page.expect_file_chooser() as camera:
            section.get_by_role("button", name="Take photo").tap()
        camera.value.set_files(self.photo)
        expect(section.locator(".thumb")).to_have_count(before + 1, timeout=20_000)

    def _several(self, section: Locator, question) -> None:
        self._tap(section, question["options"][0]["label"], "checkbox")

    def _number(self, section: Locator, question) -> None:
        section.get_by_role("textbox").first.tap()
        super()._number(section, question)

    def _text(self, section: Locator, question) -> None:
        section.get_by_role("textbox").first.tap()
        super()._text(section, question)

    def scroll_to(self, moment) -> None:
        """Travel along the line as a finger does that moves the page up."""
        heading = self.page.get_by_role("heading", name=moment["name"], exact=True)
        for _ in range(40):
            if heading.count():
                return
            self.page.mouse.wheel(0, 800)
            with suppress(TimeoutError):
                heading.wait_for(timeout=A_GESTURE_MS)
        raise AssertionError(f"{moment['name']} does not come")


@pytest.fixture
def checklist(server):
    printed = server.manage("shell", "-c", "from tests.journeys import stage; stage.set_up()")
    return json.loads(printed.strip().splitlines()[-1])


@pytest.fixture
def photograph(tmp_path):
    return next(pictures.write_originals(tmp_path, taken_at=datetime(2026, 11, 22, 9, tzinfo=UTC)))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_wallys_ride_takes_at_most_one_tap_and_a_third_a_question(
    server, phone, browser, checklist, photograph
):
    operator = desk.sit_down(browser, server.address, stage.OPERATOR)
    desk.assign(operator, location="Cab 12", shopper="Sami Shopper")
    phone.sign_in(stage.SHOPPER)
    page = phone.page
    phone.until_offline_ready()
    page.add_init_script(COUNT)
    page.reload()

    page.get_by_role("link", name="Read and start").tap()
    page.get_by_role("button", name="Start the visit").tap()
    page.get_by_role("link", name="Begin").tap()
    page.get_by_role("link", name="All").tap()
    page.evaluate(CHOSEN_ONCE_FOR_ALL_VISITS)
    walk = Thumb(page, "", photograph)
    asked = 0
    for moment in checklist["touchpoints"]:
        walk.scroll_to(moment)
        for question in filter(walk.is_asked, moment["questions"]):
            walk.answer(question)
            asked += 1
            if question["kind"] == "photo" and page.locator(".thumb").count() < 5:
                walk.take_photo(question)
    photographs = page.locator(".thumb").count()
    walk.wait_until_saved()
    page.get_by_role("link", name="Finish").tap()
    page.get_by_role("button", name="End the visit").tap()
    page.get_by_role("dialog").get_by_role("button", name="End the visit").tap()
    expect(page.get_by_text("Thank you, that is all")).to_be_visible(timeout=10_000)

    taps = int(page.evaluate("sessionStorage.taps"))
    print(f"{taps} taps for {asked} questions and {photographs} photographs")
    assert (len(checklist["touchpoints"]), photographs) == (12, 6)
    assert asked >= 40
    assert taps <= MOST_TAPS_A_QUESTION * asked

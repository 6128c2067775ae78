"""How a shopper walks through a visit on the phone: one question after the other, by thumb."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, TimeoutError, expect

Question = dict[str, Any]


class Walk:
    """One visit on one page. `bad` names questions to be answered badly, by their text."""

    def __init__(self, page: Page, visit_id: str, photo: Path, bad: tuple[str, ...] = ()) -> None:
        self.page = page
        self.visit_id = visit_id
        self.photo = photo
        self.bad = bad

    def open_moment(self, touchpoint: Question) -> None:
        """Open a moment with all its questions below one another."""
        self.page.goto(f"/field/visit/{self.visit_id}/moment/{touchpoint['id']}/")
        expect(self.page.get_by_role("heading", name=touchpoint["name"], level=1)).to_be_visible()

    def answer_moment(self, touchpoint: Question) -> None:
        self.open_moment(touchpoint)
        for question in touchpoint["questions"]:
            if self.is_asked(question):
                self.answer(question)
        self.wait_until_saved()

    def is_asked(self, question: Question) -> bool:
        """Say whether the question is there; one with a condition may appear in a moment."""
        if question["condition"] is None:
            return True
        with suppress(TimeoutError):
            self.section(question).wait_for(timeout=2_000)
        return self.section(question).count() > 0

    def section(self, question: Question) -> Locator:
        return self.page.locator(f"section:has(#q-{question['id']})")

    def answer(self, question: Question) -> None:
        section = self.section(question)
        getattr(self, f"_{question['kind']}")(section, question)
        if question["photo"]["rule"] == "required" and question["kind"] != "photo":
            self.take_photo(question)
        if question["note"]["rule"] == "required" or question["role"] == "extra":
            self.note(section, "It was just so, and a little better than that.")

    def take_photo(self, question: Question) -> None:
        """Photograph through the very input the camera fills."""
        section = self.section(question)
        before = section.locator(".thumb").count()
        section.locator("input[type=file][capture]").set_input_files(self.photo)
        expect(section.locator(".thumb")).to_have_count(before + 1, timeout=20_000)

    def note(self, section: Locator, text: str) -> None:
        add = section.get_by_role("button", name="Add a note")
        if add.count():
            add.tap()
        field = section.get_by_label("Note")
        if field.count():
            field.fill(text)
            field.blur()

    def wait_until_saved(self) -> None:
        expect(self.page.get_by_text("Saved", exact=True)).to_be_visible(timeout=10_000)

    def _tap(self, section: Locator, name: str, role: str = "radio") -> None:
        tile = section.locator("label.tile", has=self.page.get_by_role(role, name=name, exact=True))
        tile.first.tap()
        expect(section.get_by_role(role, name=name, exact=True).first).to_be_checked()

    def _yes_no(self, section: Locator, question: Question) -> None:
        good = "Yes" if question["good"] == "yes" else "No"
        poor = "No" if good == "Yes" else "Yes"
        self._tap(section, poor if question["text"] in self.bad else good)

    def _choice(self, section: Locator, question: Question) -> None:
        best = max(question["options"], key=lambda option: float(option["points"]))
        self._tap(section, best["label"])

    def _several(self, section: Locator, question: Question) -> None:
        for option in question["options"]:
            if float(option["points"]) > 0:
                self._tap(section, option["label"], "checkbox")

    def _rating(self, section: Locator, question: Question) -> None:
        section.locator("label.tile").last.tap()
        expect(section.get_by_role("radio").last).to_be_checked()

    def _number(self, section: Locator, question: Question) -> None:
        field = section.get_by_role("textbox").first
        field.fill(question["minimum"] or "1")
        field.blur()

    def _duration(self, section: Locator, question: Question) -> None:
        section.get_by_role("button", name="Start").tap()
        section.get_by_role("button", name="Stop").tap()
        expect(section.get_by_text("measured")).to_be_visible()

    def _time(self, section: Locator, question: Question) -> None:
        section.get_by_role("button", name="Now").tap()

    def _text(self, section: Locator, question: Question) -> None:
        field = section.get_by_role("textbox").first
        field.fill("Quiet, friendly, and he knew the way by heart.")
        field.blur()

    def _photo(self, section: Locator, question: Question) -> None:
        for _ in range(max(1, question["photo"]["min"])):
            self.take_photo(question)

    def _signature(self, section: Locator, question: Question) -> None:
        box = section.locator("canvas").bounding_box()
        assert box
        self.page.mouse.move(box["x"] + 20, box["y"] + 30)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
        self.page.mouse.up()
        section.get_by_role("button", name="Use this signature").tap()
        expect(section.locator(".thumb")).to_have_count(1, timeout=20_000)

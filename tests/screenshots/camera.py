"""Sign in as each person, go to every screen, and take its picture by day and by night."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.screenshots.screens import DESK, PASSWORD, PHONE, SIZES, Screen

THEMES = ("light", "dark")
# The caret blinks and pictures of one screen should not differ.
STILL = {"animations": "disabled", "caret": "hide"}


class Camera:
    """Pictures of one server's screens, in one folder; what a browser complains of is collected."""

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self.browser, self.address, self.folder = browser, address, folder
        self.complaints: list[str] = []

    @contextmanager
    def page(self, size: tuple[int, int], theme: str, *, scale: float = 1) -> Iterator[Page]:
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=scale,
            color_scheme=theme,
            has_touch=size == PHONE,
            is_mobile=size == PHONE,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.on("console", self._heard)
        try:
            yield page
        finally:
            context.close()

    def _heard(self, message) -> None:
        if "status of 422" in message.text:  # a page that says what is wrong
            return
        if message.type == "error" or "Content Security" in message.text:
            self.complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def sign_in(self, page: Page, email: str) -> None:
        """Sign in as the phone does; the cookie holds for the pages of the desk too."""
        answer = page.context.request.post(
            "/api/v1/session",
            data=json.dumps({"email": email, "password": PASSWORD}),
            headers={"Content-Type": "application/json", "Origin": self.address},
        )
        assert answer.ok, f"{email} cannot sign in: {answer.status} {answer.text()}"

    def take_all(self, part: str, email: str, screens: list[Screen]) -> int:
        """Take every screen in every size and theme, and return how many pictures that made."""
        for size in SIZES[part]:
            for theme in THEMES:
                with self.page(size, theme) as page:
                    self.sign_in(page, email)
                    for screen in screens:
                        self._take(page, part, screen, f"{size[0]}-{theme}")
        return len(screens) * len(SIZES[part]) * len(THEMES)

    def _take(self, page: Page, part: str, screen: Screen, how: str) -> None:
        self.go(page, part, screen.path)
        if screen.press:
            self._fill_in(page, screen)
        path = self.folder / part / f"{screen.name}-{how}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=part != "field", **STILL)

    def _fill_in(self, page: Page, screen: Screen) -> None:
        for name, value in screen.typed:
            field = page.locator(f"[name={name}]")
            if value == "on":
                field.check()
            else:
                field.fill(value)
        page.get_by_role("button", name=screen.press).click()
        page.wait_for_load_state("networkidle")

    def go(self, page: Page, part: str, path: str) -> None:
        answer = page.goto(path)
        assert answer is None or answer.ok, f"{path}: {answer.status}"
        if part == "field":
            expect(page.locator("h1, h2").first).to_be_visible(timeout=20_000)
        page.wait_for_load_state("networkidle")

    def begin_the_visit(
        self, email: str, visit: str, moments: list[str], photos: list[Path]
    ) -> None:
        """Start today's visit on one phone, answer its first moments, and let them be sent."""
        with self.page(PHONE, "light") as page:
            self.sign_in(page, email)
            self.go(page, "field", f"/field/visit/{visit}/")
            page.get_by_role("button", name="Start the visit").click()
            page.wait_for_load_state("networkidle")
            self.go(page, "field", f"{moments[0]}1/")
            for number, photo in enumerate(photos):
                page.locator("input[type=file]").first.set_input_files(photo)
                expect(page.locator("main img").nth(number)).to_be_visible(timeout=30_000)
            for moment in moments[:4]:
                self._answer(page, moment)
            page.wait_for_timeout(8000)  # Drafts are sent a moment after the last answer.

    def _answer(self, page: Page, moment: str) -> None:
        """Say yes where that is an answer, else choose the first option; leave the rest."""
        for step in range(1, 6):
            self.go(page, "field", f"{moment}{step}/")
            options = page.get_by_role("radio")
            yes = page.get_by_role("radio", name="Yes", exact=True)
            if options.count():
                (yes if yes.count() else options).first.check(force=True)
                page.wait_for_timeout(400)

    def one(
        self, email: str, part: str, path: str, name: str, *, size=DESK, theme="light", scale=1
    ) -> Path:
        """Take one picture of what is on the screen, for the pages that introduce the product."""
        with self.page(size, theme, scale=scale) as page:
            self.sign_in(page, email)
            self.go(page, part, path)
            target = self.folder / "best" / f"{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=target, **STILL)
        return target

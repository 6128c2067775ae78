"""A phone's browser before the gallery: made-up visits, an App in memory, a strict policy."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.frontend.phone.screens.gallery import Gallery

NOW = "2026-11-21T14:00:00+01:00"
# What stands in the place of a part that is still being fetched: below it all moves once it comes.
COMING = "[data-tool][aria-busy=true]"


@dataclass
class Screen:
    """One page of the gallery; `complaints` is what the browser had to say against it."""

    page: Any
    address: str
    complaints: list[str] = field(default_factory=list)
    under_way: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.under_way.add(request.url))
        for end in ("requestfinished", "requestfailed"):
            self.page.on(end, lambda request: self.under_way.discard(request.url))

    def open(self, state: str, language: str = "en"):
        self.page.goto(f"{self.address}/gallery/?state={state}&lang={language}")
        try:
            self.page.wait_for_selector(f"html[data-ready='{state}']")
            self.page.wait_for_selector("h1, .starting")
            expect(self.page.locator(COMING)).to_have_count(0, timeout=30_000)
        except (TimeoutError, AssertionError) as slow:
            shown = self.page.locator("body").inner_html()
            facts = f"{shown} {self.complaints}, under way: {self.under_way}"
            raise AssertionError(f"{state} is not whole: {facts}") from slow
        return self.page

    def names(self) -> list[str]:
        return self.open("visits-empty").evaluate("gallery.names")

    def asked(self, action: str) -> list[Any]:
        """What the screens asked of the App, without the action's name and the visit."""
        calls = self.page.evaluate("gallery.asked")
        return [call[1:] for call in calls if call[0] == action]

    def refuse(self, words: str) -> None:
        self.page.evaluate("(words) => { gallery.mood.refuse = words; }", words)

    def path(self) -> str:
        return self.page.evaluate("location.pathname")


@pytest.fixture(scope="session")
def gallery():
    with Gallery() as gallery:
        yield gallery


@pytest.fixture
def make_screen(browser, gallery):
    """Hand out screens; at the end no script may have failed and no rule of the policy broken."""
    opened = []

    def make(*, width: int = 360, height: int = 740, **options: Any) -> Screen:
        settings = {"locale": "en-GB", "timezone_id": "Europe/Berlin", "has_touch": True, **options}
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        screen = Screen(context.new_page(), gallery.address)
        screen.page.on("pageerror", lambda error: screen.complaints.append(str(error)))
        screen.page.on("console", lambda said: _hear(screen, said))
        screen.page.clock.install(time=NOW)
        opened.append(screen)
        return screen

    yield make
    for screen in opened:
        screen.page.context.close()
    assert [complaint for screen in opened for complaint in screen.complaints] == []


def _hear(screen: Screen, said: Any) -> None:
    if said.type == "error" and "favicon" not in said.location.get("url", ""):
        screen.complaints.append(said.text)


@pytest.fixture
def screen(make_screen):
    return make_screen()

"""One schedule as it is played: a phone, a network, a server, and the ledger beside them."""

import time
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.faults.machine.handset import Handset
from tests.faults.machine.ledger import Ledger
from tests.faults.machine.office import Office
from tests.faults.machine.screen import Screen
from tests.faults.machine.weather import UNREACHABLE, Weather
from tests.faults.proxy import PASS, Proxy
from tests.faults.waiting import wait_until
from tests.frontend.phone.browser import PIXEL
from tests.journeys.complaints import hear_pages, hear_service_workers

PHONE, TABLET = "phone", "tablet"


class Outing:
    """A shopper on the way to one visit. Use as a context: it leaves no page and no proxy behind.

    Each has an address of its own, so that the browser begins with nothing for it.
    """

    def __init__(
        self,
        office: Office,
        handset: Handset,
        browser: Browser,
        broken: Callable[["Outing"], None] | None = None,
    ) -> None:
        self.office, self.handset, self.browser = office, handset, browser
        self.outing = office.unused.pop()
        self.visit: str = self.outing["visit"]
        self.ledger, self.weather = Ledger(), Weather()
        self.page_lost_at: list[float] = []
        self.scripts: list[str] = []
        self.tablet: Screen | None = None
        self.tablet_home: BrowserContext | None = None
        self.tabs: list[Screen] = []
        if broken:
            broken(self)

    def __enter__(self) -> "Outing":
        self.between = Proxy(self.office.port, self.weather).__enter__()
        self.tablet_line = Proxy(self.office.port).__enter__()
        self.address = f"http://{self.visit}.localhost:{self.between.port}"
        self.cookie: str = self.office.stage["cookie"]
        if not self.handset.is_on():
            self.handset.switch_on()
        self.handset.takes_cookie(self.address, self.cookie, self.outing["session"])
        self.screen = self.look_at(self.handset.fresh_page())
        self.handset.complaints.clear()
        return self

    def __exit__(self, *_trouble: object) -> None:
        with suppress(Error):
            if self.handset.is_on():
                self.handset.fresh_page()
        with suppress(Error):
            if self.tablet_home:
                self.tablet_ear.detach()
                self.tablet_home.close()
        self.between.__exit__()
        self.tablet_line.__exit__()

    def look_at(self, page: Page) -> Screen:
        screen = Screen(page, self.address, self.outing, self.office.stage)
        for script in self.scripts:
            page.add_init_script(script)
        if self.weather.lasting == UNREACHABLE:
            screen.has_signal(False)
        return screen

    def begin(self) -> None:
        """Open the app, wait until it works offline, and begin the visit."""
        assert self.screen.open(), f"the app does not open: {self.screen.phase()}"
        self.screen.until_kept()
        self.start_visit()
        self.screen.walk_to(self.screen.moment_of("clean"))

    def start_visit(self) -> None:
        """Begin the visit where nothing is known of it."""
        if self.screen.record()["document"] is None:
            self.screen.app("await app.actions.startVisit(given[0])", self.visit)

    def is_present(self) -> bool:
        """Say whether the app is on the screen; where it is not, a shopper opens it again."""
        if not self.handset.is_on():
            return False
        return self.screen.is_open() or self.open_again()

    def open_again(self) -> bool:
        self.page_is_lost()
        return self.screen.open()

    def page_is_lost(self) -> None:
        """Note that a page ends in the middle of whatever it was sending."""
        self.page_lost_at.append(time.monotonic())

    def session(self) -> str:
        """Return the session the phone is signed in with; the first one, where it has none now."""
        held = self.handset.cookie(self.address, self.cookie) if self.handset.is_on() else ""
        return held or self.outing["session"]

    def dies(self) -> None:
        """Kill the browser as an empty battery does. The cookie outlasts it, as after weeks."""
        if self.handset.is_on():
            self.outing["session"] = self.session()
            self.page_is_lost()
            self.handset.battery_dies()

    def comes_back(self) -> None:
        """Start the browser with what the phone still remembers, in the same network as before."""
        if not self.handset.is_on():
            self.handset.switch_on()
        self.handset.takes_cookie(self.address, self.cookie, self.outing["session"])
        self.screen = self.look_at(self.handset.fresh_page())
        self.screen.open()

    def faults_cease(self) -> None:
        """Mend everything outside: the network, the server, the room on the phone, the clock."""
        self.weather.clear_up()
        self.tablet_line.rule = lambda _request: PASS
        self.office.wait_until_it_answers()
        if not self.handset.is_on():
            self.comes_back()
        self.screen.has_signal(True)
        self.handset.devtools.send("Storage.overrideQuotaForOrigin", {"origin": self.address})

    def complete(self, question: str) -> None:
        """Answer a question if nothing was answered yet; if something was, it is lost."""
        record = self.screen.record()
        answered = (record["document"] or {"answers": {}})["answers"]
        if self.screen.questions[question]["id"] not in answered:
            self.ledger.compare(PHONE, question, None)
            self.screen.answer(question, "yes", self.ledger, by=PHONE, waits=True)

    def wait_for_traffic(self, seconds: float) -> None:
        """Wait until the phone asks the server for something, at most so long."""
        count = len(self.between.passages)
        wait_until(lambda: len(self.between.passages) != count, seconds)

    def takes_a_tablet(self) -> Screen:
        """Open the same visit on a second device of the same shopper, with a network of its own."""
        if self.tablet is None:
            self.tablet_home = self.browser.new_context(**PIXEL)
            hear_pages(self.tablet_home, self.handset.complaints)
            self.tablet_ear = hear_service_workers(self.tablet_home, self.handset.complaints)
            address = self.tablet_line.address
            session = {"name": self.cookie, "value": self.session(), "url": address}
            self.tablet_home.add_cookies([session])
            page = self.tablet_home.new_page()
            self.tablet = Screen(page, address, self.outing, self.office.stage)
        return self.tablet

"""A shopper's phone: Chromium as a Pixel 7 with a profile that survives being killed."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.factories import PASSWORD
from tests.journeys.complaints import hear_pages

UNTIL_KEPT = """async () => {
  const {active} = await navigator.serviceWorker.ready;
  while (active.state !== "activated" || !navigator.serviceWorker.controller) {
    await new Promise((again) => setTimeout(again, 50));
  }
  const {port1, port2} = new MessageChannel();
  const kept = new Promise((done) => { port1.onmessage = () => done(true); });
  active.postMessage("keep", [port2]);
  return kept;
}"""
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


class Phone:
    """One phone with its own storage. `page` is what is on its screen.

    A browser's complaint about the content security policy, or an error that nobody caught, is kept
    in `complaints`; `put_away` fails where there is one.
    """

    def __init__(
        self, playwright: Playwright, folder: Path, address: str, **options: object
    ) -> None:
        self.playwright = playwright
        self.folder = folder
        self.address = address
        device = {**playwright.devices["Pixel 7"], **options}
        device.pop("default_browser_type", None)
        self.options = device
        self.complaints: list[str] = []
        self.context: BrowserContext | None = None
        self.page: Page = self.switch_on()

    def switch_on(self) -> Page:
        """Start the browser with what the phone still remembers."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder), executable_path=CHROMIUM, base_url=self.address, **self.options
        )
        hear_pages(self.context, self.complaints)
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        return self.page

    def sign_in(self, email: str) -> None:
        """Open the app for the first time, and sign its shopper in."""
        self.page.goto("/field/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").tap()
        expect(self.page.get_by_role("heading", name="Today")).to_be_visible(timeout=20_000)

    def until_offline_ready(self) -> None:
        """Wait until the worker has kept all of the app, and this page is its."""
        self.page.evaluate(UNTIL_KEPT)

    def lose_signal(self) -> None:
        assert self.context
        self.context.set_offline(True)

    def find_signal(self) -> None:
        assert self.context
        self.context.set_offline(False)

    def close_and_open_again(self) -> Page:
        """Close the app and the browser as one does, and open the browser again later."""
        assert self.context
        self.context.close()
        return self.switch_on()

    def battery_dies(self) -> None:
        """Kill every process of this browser at once: nothing is told, nothing is flushed."""
        for pid in self._processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        give_up_at = time.monotonic() + 10
        while self._processes():
            assert time.monotonic() < give_up_at, "the browser is still there"
            time.sleep(0.05)
        self.context = None

    def page_is_killed(self) -> Page:
        """Kill only what draws the pages, as a phone short of memory does behind its camera."""
        assert self.context
        for pid in self._processes("--type=renderer"):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.page = self.context.new_page()
        return self.page

    def slow_down(self, times: int) -> None:
        """Let the page's processor be so many times slower; workers are not slowed."""
        assert self.context
        session = self.context.new_cdp_session(self.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def put_away(self) -> None:
        if self.context is not None:
            self.context.close()
            self.context = None
        assert not self.complaints, "\n".join(self.complaints)

    def _processes(self, also: str = "") -> list[int]:
        """Find this browser's processes by the profile folder on their command lines."""
        mark = f"--user-data-dir={self.folder}".encode()
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and _says(entry, mark) and _says(entry, also.encode())
        ]


def _says(process: Path, mark: bytes) -> bool:
    try:
        return mark in (process / "cmdline").read_bytes()
    except OSError:
        return False

"""The shopper's phone: Chromium with a profile that outlives its processes."""

from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Browser, CDPSession, Page

from tests.frontend.phone.browser import PIXEL
from tests.journeys.complaints import hear_service_workers
from tests.journeys.phone import Phone


class Handset(Phone):
    """One browser for many outings: each has a server address of its own, and so a storage of its own."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        parts = SimpleNamespace(chromium=browser.browser_type, devices={"Pixel 7": PIXEL})
        super().__init__(parts, folder, "http://localhost")

    def switch_on(self) -> Page:
        """Start the browser, with a page aside from which its storage can be reached at any time."""
        super().switch_on()
        assert self.context
        hear_service_workers(self.context, self.complaints)
        self.aside = self.page
        self.devtools: CDPSession = self.context.new_cdp_session(self.aside)
        return self.aside

    def is_on(self) -> bool:
        return self.context is not None

    def takes_cookie(self, address: str, name: str, value: str) -> None:
        """Be signed in, as whoever has signed in once is for weeks."""
        assert self.context
        self.context.add_cookies([{"name": name, "value": value, "url": address}])

    def cookie(self, address: str, name: str) -> str:
        assert self.context
        return next(
            (one["value"] for one in self.context.cookies(address) if one["name"] == name), ""
        )

    def fresh_page(self) -> Page:
        """Close what is open and open an empty page."""
        assert self.context
        page = self.context.new_page()
        for other in self.context.pages:
            if other not in (page, self.aside):
                other.close()
        self.page = page
        return page

    def database_folder(self, address: str) -> Path:
        scheme, host, port = address.replace("/", "").split(":")
        name = f"{scheme}_{host}_{port}.indexeddb.leveldb"
        return self.folder / "Default" / "IndexedDB" / name

"""The shopper's phone: Chromium with a profile that outlives its processes."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from tests.frontend.phone.browser import PIXEL
from tests.journeys.phone import Phone


class Handset(Phone):
    """One browser for many outings: each has a server address of its own, and so a storage of its own."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        parts = SimpleNamespace(chromium=browser.browser_type, devices={"Pixel 7": PIXEL})
        super().__init__(parts, folder, "http://localhost")
        self.scripts: list[str] = []

    def switch_on(self) -> Page:
        page = super().switch_on()
        assert self.context
        for script in getattr(self, "scripts", []):
            self.context.add_init_script(script)
        return page

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
            if other is not page:
                other.close()
        self.page = page
        return page

    def devtools(self, page: Page) -> CDPSession:
        assert self.context
        return self.context.new_cdp_session(page)

    def database_folder(self, address: str) -> Path:
        port = address.rsplit(":", 1)[1]
        return (
            self.folder / "Default" / "IndexedDB" / f"http_localhost_{port}.indexeddb.leveldb"
        )


def tell(session: CDPSession, method: str, **given: Any) -> Any:
    return session.send(method, given)

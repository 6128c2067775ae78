"""How long a slow phone needs to its list of visits: cold, on slow 4G, and without a signal."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, CDPSession, Page, expect, sync_playwright

from frontend.phone.precache import RELEASE, client_dir
from tests.bench import table
from tests.bench.ingest import seed
from tests.journeys.phone import CHROMIUM
from tests.journeys.server import Server

ROUNDS, SLOW_DOWN = 5, 4
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
BUDGETS_MS = {"cold": 1000, "slow 4G": 2000, "offline": 1000}
BUDGET_KB = 60


class Start:
    """Starts of the field app on phones with nothing stored, or with everything."""

    def __init__(self, browser, driver, server: Server, plan: dict) -> None:
        self.browser, self.server, self.plan = browser, server, plan
        self.device = {
            k: v for k, v in driver.devices["Pixel 7"].items() if k != "default_browser_type"
        }

    def new_phone(self) -> BrowserContext:
        """Hand out a phone that has signed in and nothing else: no worker, no cache, no visits."""
        context = self.browser.new_context(base_url=self.server.address, **self.device)
        answer = context.request.post(
            "/api/v1/session",
            data=json.dumps({"email": self.plan["email"], "password": self.plan["password"]}),
            headers={"Content-Type": "application/json", "Origin": self.server.address},
        )
        assert answer.ok, answer.text()
        return context

    def cold(self) -> tuple[float, float]:
        return self._first_time(lambda session: None)

    def slow_4g(self) -> tuple[float, float]:
        return self._first_time(lambda s: s.send("Network.emulateNetworkConditions", SLOW_4G))

    def _first_time(self, conditions: Callable[[CDPSession], object]) -> tuple[float, float]:
        context = self.new_phone()
        page, session, sizes = self._watched(context)
        conditions(session)
        took = self._until_the_list(page)
        context.close()
        return took, sum(sizes) / 1000

    def offline(self) -> tuple[float, float]:
        context = self.new_phone()
        page = context.new_page()
        self._until_the_list(page)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_timeout(500)
        page.close()
        context.set_offline(True)
        page, _, sizes = self._watched(context)
        took = self._until_the_list(page)
        context.close()
        return took, sum(sizes) / 1000

    def _watched(self, context: BrowserContext) -> tuple[Page, CDPSession, list[float]]:
        page = context.new_page()
        session = context.new_cdp_session(page)
        sizes: list[float] = []
        session.send("Network.enable")
        session.on(
            "Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"])
        )
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
        return page, session, sizes

    def _until_the_list(self, page: Page) -> float:
        """Return the milliseconds from the address to the visit's name on the screen."""
        page.goto("/field/", wait_until="commit")
        expect(page.get_by_text(self.plan["location"]).first).to_be_visible(timeout=60_000)
        return page.evaluate("performance.now()")


def run() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="moments-bench-") as folder,
        Server(Path(folder), with_worker=False) as server,
        sync_playwright() as driver,
    ):
        plan = json.loads(seed("scheduled", "3", env=server.env))
        start = Start(driver.chromium.launch(executable_path=CHROMIUM), driver, server, plan)
        ways = {"cold": start.cold, "slow 4G": start.slow_4g, "offline": start.offline}
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                found[name].append(way())
    _report(found)


def _report(found: dict[str, list[tuple[float, float]]]) -> None:
    client = (
        "bundled" if client_dir() == RELEASE else "modules as they are; make release bundles them"
    )
    rows = [
        [
            name,
            median(ms for ms, _ in of),
            min(ms for ms, _ in of),
            max(ms for ms, _ in of),
            median(kb for _, kb in of),
        ]
        for name, of in found.items()
    ]
    table.show(
        f"Start of the field app ({client}) to the list of visits, processor {SLOW_DOWN} times "
        f"slower, {ROUNDS} interleaved rounds",
        ["", "median ms", "least", "most", "kB over the air"],
        rows,
    )
    print()
    for name, took, *_ in rows:
        table.judge(name, took, BUDGETS_MS[name], " ms")
    table.judge("over the air", rows[0][4], BUDGET_KB, " kB")

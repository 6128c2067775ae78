"""How long a slow phone needs to its list of visits: cold, on slow 4G, and without a signal.

What is measured is the bundle that installations serve. A start ends with the frame that shows the
list; what came over the air until then is one figure, and what comes after it, mostly to work
without a network from then on, is another.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, CDPSession, Page, Request, sync_playwright

from frontend.phone.precache import RELEASE
from tests.bench import table
from tests.bench.ingest import seed
from tests.journeys.phone import CHROMIUM
from tests.journeys.server import ROOT, Server

ROUNDS, SLOW_DOWN = 7, 4
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
BUDGETS_MS = {"cold": 1000, "slow 4G": 2000, "offline": 1000}
BUDGET_KB = 60
QUIET_MS, PATIENCE_MS = 1500, 60_000
WORKER = "/serviceworker.js"
SEEN = "the list was drawn after ms: "
# Told by the page itself: a tool that looks again and again slows what it looks at.
TELL_WHEN_SEEN = """
    const watch = new MutationObserver(() => {
      if (!document.querySelector("main")?.textContent.includes(NAME)) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => console.debug(SEEN + performance.now())));
    });
    watch.observe(document, { childList: true, characterData: true, subtree: true });
"""


@dataclass(frozen=True)
class Found:
    """One start: the time to the list, and what came over the air until and after it."""

    ms: float
    kb_until: float
    kb_after: float


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
        script = TELL_WHEN_SEEN.replace("NAME", json.dumps(self.plan["location"]))
        context.add_init_script(script.replace("SEEN", json.dumps(SEEN)))
        answer = context.request.post(
            "/api/v1/session",
            data=json.dumps({"email": self.plan["email"], "password": self.plan["password"]}),
            headers={"Content-Type": "application/json", "Origin": self.server.address},
        )
        assert answer.ok, answer.text()
        return context

    def cold(self) -> Found:
        return self._first_time(lambda session: None)

    def slow_4g(self) -> Found:
        return self._first_time(lambda s: s.send("Network.emulateNetworkConditions", SLOW_4G))

    def _first_time(self, conditions: Callable[[CDPSession], object]) -> Found:
        context = self.new_phone()
        page, session, sizes = self._watched(context)
        conditions(session)
        found = self._measured(context, page, sizes)
        context.close()
        return found

    def offline(self) -> Found:
        context = self.new_phone()
        page = context.new_page()
        self._until_the_list(page)
        self._until_it_is_quiet(page)
        page.close()
        context.set_offline(True)
        page, _, sizes = self._watched(context)
        found = self._measured(context, page, sizes)
        context.close()
        return found

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

    def _measured(self, context: BrowserContext, page: Page, sizes: list[float]) -> Found:
        by_worker: list[Request] = []
        context.on("requestfinished", lambda r: by_worker.append(r) if r.service_worker else None)
        ms = self._until_the_list(page)
        until = sum(sizes) + _transferred(by_worker)
        self._until_it_is_quiet(page)
        after = sum(sizes) + _transferred(by_worker) - until
        return Found(ms, until / 1000, after / 1000)

    def _until_the_list(self, page: Page) -> float:
        """Return the milliseconds from the address to the frame that shows the visit's name."""
        with page.expect_console_message(
            lambda said: said.text.startswith(SEEN), timeout=PATIENCE_MS
        ) as told:
            page.goto("/field/", wait_until="commit")
        return float(told.value.text.removeprefix(SEEN))

    def _until_it_is_quiet(self, page: Page) -> None:
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_timeout(QUIET_MS)  # what a start leaves for later must not fall into the next


def _transferred(requests: list[Request]) -> int:
    """Return the bytes of these answers; one from the browser's cache counts as none."""
    total = 0
    for request in requests:
        sizes = request.sizes()
        total += sizes["responseHeadersSize"] + sizes["responseBodySize"]
        answer = request.response()
        if request.url.endswith(WORKER) and answer:  # whose body the browser does not count
            total += int(answer.headers.get("content-length", 0))
    return total


@contextmanager
def bundled() -> Iterator[None]:
    """Serve the client as `make release` bundles it; a tree that had no bundle has none afterwards."""
    was_there = RELEASE.is_dir()
    subprocess.run(["sh", "deploy/release.sh"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        if not was_there:
            shutil.rmtree(RELEASE)


def run() -> None:
    with (
        bundled(),
        tempfile.TemporaryDirectory(prefix="moments-bench-") as folder,
        Server(Path(folder), with_worker=False) as server,
        sync_playwright() as driver,
    ):
        plan = json.loads(seed("scheduled", "3", env=server.env))
        start = Start(driver.chromium.launch(executable_path=CHROMIUM), driver, server, plan)
        ways = {"cold": start.cold, "slow 4G": start.slow_4g, "offline": start.offline}
        found: dict[str, list[Found]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                found[name].append(way())
    _report(found)


def _report(found: dict[str, list[Found]]) -> None:
    rows = [
        [
            name,
            median(one.ms for one in of),
            min(one.ms for one in of),
            max(one.ms for one in of),
            median(one.kb_until for one in of),
            median(one.kb_after for one in of),
        ]
        for name, of in found.items()
    ]
    table.show(
        f"Start of the field app (release bundle) to the list of visits, processor {SLOW_DOWN} "
        f"times slower, {ROUNDS} interleaved rounds",
        ["", "median ms", "least", "most", "kB until the list", "kB after it"],
        rows,
    )
    print(
        "\n  Until the list: page, style, scripts, icon, session and assignments, with headers.\n"
        "  After it: what the worker fetches to work without a network, and the first greeting.\n"
    )
    for name, took, *_ in rows:
        table.judge(name, took, BUDGETS_MS[name], " ms")
    table.judge("over the air until the list", rows[0][4], BUDGET_KB, " kB")

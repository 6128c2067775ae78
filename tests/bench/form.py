"""How quick a form of a hundred questions is on a slow phone, ours beside SurveyJS's.

Both are drawn by the same Chromium with its processor slowed down, from what the phone already
holds: ours out of the service worker's cache and its database, theirs out of the browser's cache.
Ours draws a visit that can be answered, with what is stored; theirs a form and nothing else.
Enketo's form is not here: enketo-core 9 depends on a repository that no registry holds.
"""

import functools
import http.server
import json
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.bench import table
from tests.bench.ingest import seed
from tests.bench.start import PATIENCE_MS, ROUNDS, SLOW_DOWN, Start, bundled
from tests.frontend.phone.browser import APP
from tests.journeys.phone import CHROMIUM
from tests.journeys.server import ROOT, Server

QUESTIONS, PHOTOS, TAPS = 100, 100, 7
TOLD_MS = 500  # a browser tells of a long task only after it has ended
NEXT_TAP_MS = 150  # as quick as a thumb: two taps must not be measured as one
BUDGETS_MS = {"drawn": 1000, "blocked": 200, "next paint": 60, "durable": 50}
PEERS = ROOT / "tests" / "bench" / "peers"
DRAWN = "drawn after ms: "
# Blocked is what is beyond 50 ms of each long task, as web.dev's "Total Blocking Time" counts it.
WATCH = """
    window.blocked = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.blocked += Math.max(0, duration - 50);
    }).observe({ type: "longtask", buffered: true });
    window.paints = [];
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === "click") window.paints.push(duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: true });
    const watch = new MutationObserver(() => {
      if (document.querySelectorAll(SELECTOR).length < COUNT) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => console.debug(DRAWN + performance.now())));
    });
    watch.observe(document, { childList: true, subtree: true });
"""
DURABLE = (
    "async ([visit, question]) => {"
    + APP
    + """
    const began = performance.now();
    await app.actions.answer(visit, question, {state: "answered", value: "no", note: "", reason: ""});
    return performance.now() - began;
}"""
)
PHOTOGRAPH = (
    "async ([visit, question, count]) => {"
    + APP
    + """
    const canvas = new OffscreenCanvas(640, 480);
    const context = canvas.getContext("2d");
    for (let number = 0; number < count; number += 1) {
      context.fillStyle = `hsl(${number * 3} 60% 50%)`;
      context.fillRect(0, 0, 640, 480);
      const file = new File([await canvas.convertToBlob({type: "image/jpeg"})], `${number}.jpg`,
        {type: "image/jpeg"});
      await app.actions.addPhotos(visit, question(number), [file]);
    }
}"""
)


@dataclass(frozen=True)
class Drawn:
    """One opening of a form: until its last question was painted, and what stood in the way."""

    ms: float
    blocked_ms: float
    paint_ms: list[float]


def opened(page: Page, address: str, *, selector: str, count: int, tap: str) -> Drawn:
    """Open a form, wait for the frame that shows all of it, and tap a few answers."""
    script = WATCH.replace("SELECTOR", json.dumps(selector)).replace("COUNT", str(count))
    page.add_init_script(script.replace("DRAWN", json.dumps(DRAWN)))
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
    with page.expect_console_message(
        lambda said: said.text.startswith(DRAWN), timeout=PATIENCE_MS
    ) as told:
        page.goto(address, wait_until="commit")
    ms = float(told.value.text.removeprefix(DRAWN))
    page.wait_for_timeout(TOLD_MS)
    blocked = page.evaluate("window.blocked")
    tiles = page.locator(tap)
    for number in range(TAPS):
        tiles.nth(number * 2).tap()
        page.wait_for_timeout(NEXT_TAP_MS)
    paints = page.evaluate("window.paints")
    return Drawn(ms, blocked, paints or [0.0])


class Ours:
    """A phone that holds the three visits and is out of reach of its server."""

    def __init__(self, start: Start, plan: dict) -> None:
        self.plan = plan
        self.context: BrowserContext = start.new_phone()
        page = self.context.new_page()
        page.goto("/field/")
        page.get_by_text(plan["location"]).first.wait_for()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        for name in ("long", "small", "large"):
            visit = plan[name]["visit"]
            page.goto(f"/field/visit/{visit}/briefing/")
            page.get_by_role("button", name="Start the visit").click()
            page.get_by_role("link", name="Begin").wait_for()
        questions = [q["id"] for moment in plan["large"]["moments"] for q in moment["questions"]]
        photograph = PHOTOGRAPH.replace("question(number)", "question[number * 2]")
        page.evaluate(photograph, [plan["large"]["visit"], questions, PHOTOS])
        page.close()
        self.context.set_offline(True)

    def open(self, name: str, *, of: int) -> Drawn:
        here = self.plan[name]
        address = f"/field/visit/{here['visit']}/moment/{here['moments'][0]['id']}/"
        page = self.context.new_page()
        drawn = opened(page, address, selector="section.question h2.q", count=of, tap="label.tile")
        page.close()
        return drawn

    def durable(self) -> list[float]:
        here = self.plan["large"]
        page = self.context.new_page()
        page.goto(f"/field/visit/{here['visit']}/")
        page.get_by_role("link", name="Begin").or_(
            page.get_by_role("link", name="Continue")
        ).first.wait_for()
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
        questions = [q["id"] for q in here["moments"][1]["questions"]]
        took = [
            page.evaluate(DURABLE, [here["visit"], question]) for question in questions[:ROUNDS]
        ]
        page.close()
        return took


class Theirs:
    """The same questions as a survey of SurveyJS, served by a plain file server with long caching."""

    def __init__(self, browser, device: dict, address: str) -> None:
        self.context = browser.new_context(**device)
        self.address = address
        self.open()  # fills the browser's cache

    def open(self) -> Drawn:
        page = self.context.new_page()
        drawn = opened(
            page,
            self.address,
            selector=".sd-question",
            count=QUESTIONS,
            tap="label.sd-selectbase__label",
        )
        page.close()
        return drawn


def survey() -> str:
    """Return the page with the same kinds of questions in the same order."""
    kinds: list[dict] = [
        {"type": "boolean", "renderAs": "radio"},
        {"type": "radiogroup", "choices": ["A", "B", "C"]},
        {"type": "rating"},
        {"type": "comment"},
    ]
    elements = [
        {"name": f"q{n}", "title": f"Question 0.{n}?", **kinds[n % len(kinds)]}
        for n in range(QUESTIONS)
    ]
    model = json.dumps({"elements": elements, "showQuestionNumbers": False})
    return f"""<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/node_modules/survey-core/survey-core.fontless.min.css">
<div id="survey"></div>
<script src="/node_modules/survey-core/survey.core.min.js"></script>
<script src="/node_modules/survey-js-ui/survey-js-ui.min.js"></script>
<script>new Survey.Model({model}).render(document.querySelector("#survey"));</script>"""


class Files(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()

    def do_GET(self) -> None:
        if self.path != "/":
            return super().do_GET()
        body = survey().encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_words: object) -> None:
        pass


@contextmanager
def peers() -> Iterator[str]:
    """Install what the lock names, and hand out the address of the page with the survey."""
    install = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"]
    subprocess.run(install, cwd=PEERS, check=True, stdout=subprocess.DEVNULL)
    handler = functools.partial(Files, directory=str(PEERS))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as files:
        threading.Thread(target=files.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{files.server_port}/"
        files.shutdown()


def run() -> None:
    with (
        bundled(),
        peers() as address,
        tempfile.TemporaryDirectory(prefix="moments-bench-") as folder,
        Server(Path(folder), with_worker=False) as server,
        sync_playwright() as driver,
    ):
        plan = json.loads(seed("forms", str(QUESTIONS), env=server.env))
        browser = driver.chromium.launch(executable_path=CHROMIUM)
        start = Start(browser, driver, server, plan)
        ours, theirs = Ours(start, plan), Theirs(browser, start.device, address)
        ways: dict[str, Callable[[], Drawn]] = {
            "Moments": lambda: ours.open("long", of=QUESTIONS),
            "survey-js-ui": theirs.open,
            "10 questions": lambda: ours.open("small", of=10),
            "10 of 300, with 100 photos": lambda: ours.open("large", of=10),
        }
        found: dict[str, list[Drawn]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                found[name].append(way())
        durable = ours.durable()
    _report(found, durable)


def _report(found: dict[str, list[Drawn]], durable: list[float]) -> None:
    rows = [
        [
            name,
            median(one.ms for one in of),
            min(one.ms for one in of),
            max(one.ms for one in of),
            median(one.blocked_ms for one in of),
            median(paint for one in of for paint in one.paint_ms),
        ]
        for name, of in found.items()
    ]
    table.show(
        f"A form of {QUESTIONS} questions out of the phone's cache, processor {SLOW_DOWN} times "
        f"slower, {ROUNDS} interleaved rounds",
        ["", "drawn, median ms", "least", "most", "blocked ms", "tap to paint ms"],
        rows,
    )
    by_name = {row[0]: row for row in rows}
    ours, theirs = by_name["Moments"], by_name["survey-js-ui"]
    small, large = by_name["10 questions"], by_name["10 of 300, with 100 photos"]
    print(
        f"\n  Ours to theirs: drawn {ours[1] / theirs[1]:.2f}, blocked {ours[4] / max(1, theirs[4]):.2f}."
        f"\n  Ten questions of a large visit to ten of a small one: {large[1] / small[1]:.2f}.\n"
    )
    table.judge("drawn", ours[1], BUDGETS_MS["drawn"], " ms")
    table.judge("blocked", ours[4], BUDGETS_MS["blocked"], " ms")
    table.judge("tap to next paint", ours[5], BUDGETS_MS["next paint"], " ms")
    table.judge("tap to durable", median(durable), BUDGETS_MS["durable"], " ms")

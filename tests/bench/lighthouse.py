"""What Lighthouse says of the pages people open, with the demo's data behind them.

The field app and the owner's portal are judged as on a phone, the console as on a desk, each
signed in as its own user. Lighthouse slows network and processor down by calculation, so that its
scores depend little on this machine; what else runs on it still counts.
"""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import APIRequestContext, Playwright, sync_playwright

from tests.bench import table
from tests.bench.form import PEERS, peers
from tests.bench.start import bundled
from tests.journeys.phone import CHROMIUM
from tests.journeys.server import Server, free_port

ROUNDS, LEAST = 3, 95
TRIES = 3  # now and then Lighthouse misses the beginning of a page, and says to run it again
CATEGORIES = ("performance", "accessibility", "best-practices")
# Debian's Chromium as root, and without looking for its maker's hosts.
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


@dataclass(frozen=True)
class Opened:
    """A page, who opens it, and on what."""

    name: str
    path: str
    who: str = ""
    on_a_desk: bool = False


PAGES = (
    Opened("field app, signing in", "/field/"),
    Opened("field app, my visits", "/field/", "shopper"),
    Opened("portal", "/portal/", "owner"),
    Opened("console, today", "/console/", "operator", on_a_desk=True),
    Opened("console, visits", "/console/visits/", "operator", on_a_desk=True),
)


def run() -> None:
    with (
        bundled(),
        peers(),
        tempfile.TemporaryDirectory(prefix="moments-bench-") as folder,
        Server(Path(folder), with_worker=False) as server,
        sync_playwright() as driver,
    ):
        server.manage("demo")
        cookies = {who: _signed_in(driver, server, who) for who in ("shopper", "owner", "operator")}
        reports = {
            page.name: [
                _report(page, driver, server, cookies.get(page.who, [])) for _ in range(ROUNDS)
            ]
            for page in PAGES
        }
    rows = [_row(name, of) for name, of in reports.items()]
    table.show(f"Lighthouse, medians of {ROUNDS} runs", ["", *CATEGORIES, "largest paint ms"], rows)
    print()
    for name, *scores, _paint in rows:
        for category, score in zip(CATEGORIES, scores, strict=True):
            table.judge(f"{name}, {category}", score, LEAST, at_least=True)
    print()
    for name, [first, *_others] in reports.items():
        print(f"  {name}: {', '.join(_objections(first)) or 'nothing to object'}")


def _signed_in(driver: Playwright, server: Server, who: str) -> list[Any]:
    """Return the cookies of one of the demo's three people."""
    requests: APIRequestContext = driver.request.new_context(base_url=server.address)
    answer = requests.post(
        "/api/v1/session",
        data=json.dumps({"email": f"{who}@example.org", "password": "moments"}),
        headers={"Content-Type": "application/json", "Origin": server.address},
    )
    assert answer.ok, answer.text()
    return requests.storage_state()["cookies"]


def _row(name: str, reports: list[dict]) -> list[object]:
    scores = [
        float(median(report["categories"][one]["score"] * 100 for report in reports))
        for one in CATEGORIES
    ]
    paint = median(
        report["audits"]["largest-contentful-paint"]["numericValue"] for report in reports
    )
    return [name, *scores, paint]


def _objections(report: dict) -> list[str]:
    """Return the audits that cost a category points, by their names."""
    return [
        f"{ref['id']} {report['audits'][ref['id']].get('displayValue', '')}".strip()
        for category in report["categories"].values()
        for ref in category["auditRefs"]
        if ref["weight"] and (report["audits"][ref["id"]]["score"] or 0) < 0.9
    ]


def _report(page: Opened, driver: Playwright, server: Server, cookies: list[Any]) -> dict:
    for _ in range(TRIES):
        done = _judged(page, driver, server, cookies)
        if done.returncode == 0:
            break
    assert done.returncode == 0, done.stderr[-2000:]
    report: dict = json.loads(done.stdout)
    seen = report["finalDisplayedUrl"]
    assert seen.removeprefix(server.address).startswith(page.path), f"{page.path} led to {seen}"
    return report


def _judged(
    page: Opened, driver: Playwright, server: Server, cookies: list[Any]
) -> subprocess.CompletedProcess[str]:
    """Judge a page in a browser that has never been there, but whose owner is signed in.

    Lighthouse's own way to be signed in, a header, does not reach what a service worker asks for.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="moments-bench-") as profile:
        args = [*FLAGS, f"--remote-debugging-port={port}"]
        browser = driver.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=args
        )
        browser.add_cookies(cookies)
        command = [
            PEERS / "node_modules" / ".bin" / "lighthouse",
            f"{server.address}{page.path}",
            "--quiet",
            "--output=json",
            "--no-enable-error-reporting",
            "--disable-storage-reset",
            f"--port={port}",
            f"--only-categories={','.join(CATEGORIES)}",
            *(["--preset=desktop"] if page.on_a_desk else []),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        browser.close()
    return done

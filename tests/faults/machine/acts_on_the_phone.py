"""Steps that befall the phone itself: its pages, its browser, its storage, its clock."""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error

from tests.faults.machine.outing import PHONE, TABLET, Outing
from tests.faults.machine.screen import Screen
from tests.faults.machine.weather import UNREACHABLE
from tests.samples import photographs

TURNED = """
(() => {
  const hours = HOURS, Own = globalThis.OwnDate ??= Date;
  const ahead = hours * 3_600_000;
  globalThis.Date = class extends Own {
    constructor(...given) { given.length ? super(...given) : super(Own.now() + ahead); }
    static now() { return Own.now() + ahead; }
  };
})()"""


def second_tab(outing: Outing, *, question: str, value: Any, stays: bool) -> Any:
    """Open the app once more on the same phone, answer there, and perhaps go on there."""
    if not outing.is_present():
        return "no app"
    assert outing.handset.context
    first, other = outing.screen, outing.look_at(outing.handset.context.new_page())
    if not other.open(other.moment_of(question)):
        return "no app"
    told = other.answer(question, value, outing.ledger, by=PHONE, waits=True)
    outing.tabs.append(first if stays else other)
    if stays:
        outing.screen = other
    else:
        first.page.bring_to_front()
    return told


def tablet(outing: Outing, *, question: str, value: Any) -> Any:
    """Answer on a second device, whose network is good, and let it send."""
    return _on_the_tablet(
        outing,
        question,
        lambda other: other.answer(question, value, outing.ledger, by=TABLET, waits=True),
    )


def tablet_photographs(
    outing: Outing, *, question: str, size: tuple[int, int] = (64, 48), look: int = 1
) -> Any:
    """Photograph with the second device, and let it send."""
    body = photographs.jpeg(*size, seed=look)
    return _on_the_tablet(
        outing,
        question,
        lambda other: other.photograph(question, body, outing.ledger, by=TABLET),
    )


def tablet_offline(outing: Outing) -> None:
    """Take the second device's network away until all faults cease."""
    outing.tablet_line.rule = lambda _request: UNREACHABLE


def _on_the_tablet(outing: Outing, question: str, act: Callable[[Screen], str]) -> str:
    other = outing.takes_a_tablet()
    if not other.is_open():
        if not other.open(other.moment_of(question)):
            return "no app"
        other.until_kept()
    told = act(other)
    with suppress(Error):
        other.send_now()
    return told


def page_killed(outing: Outing, *, behind_camera: str = "") -> None:
    """End what draws the page, perhaps with the camera before it; the shopper opens it again."""
    if not outing.is_present():
        return
    if behind_camera and outing.screen.turn_to(behind_camera):
        _opens_camera(outing, behind_camera)
    outing.page_is_lost()
    with suppress(Error):
        outing.screen.page.goto("chrome://crash", timeout=5_000)
    outing.screen = outing.look_at(outing.handset.fresh_page())
    outing.screen.open()


def _opens_camera(outing: Outing, question: str) -> None:
    identity = outing.screen.questions[question]["id"]
    camera = outing.screen.page.locator(f"section:has(> #q-{identity}) button.add").first
    if camera.count():
        with outing.screen.page.expect_file_chooser():
            camera.click()


def browser_killed(outing: Outing) -> None:
    """Kill every process of the browser at once, and start it again."""
    if outing.handset.is_on():
        outing.dies()
    outing.comes_back()


def log_torn(outing: Outing, *, by: int) -> str:
    """Cut the last bytes off the database's log while the browser is down."""
    outing.dies()
    folder = outing.handset.database_folder(outing.address)
    logs = sorted(folder.glob("*.log"), key=lambda log: log.stat().st_mtime_ns)
    torn = "nothing to tear"
    if logs:
        size = logs[-1].stat().st_size
        with logs[-1].open("r+b") as log:
            log.truncate(max(0, size - by))
        torn = f"{logs[-1].name} of {size} bytes"
    outing.comes_back()
    return torn


def store_wiped(outing: Outing, *, how: str) -> None:
    """Take the whole database away: from its folder, or while the app is open."""
    if how == "folder":
        outing.dies()
        shutil.rmtree(outing.handset.database_folder(outing.address), ignore_errors=True)
        outing.comes_back()
        return
    if not outing.is_present():
        return
    outing.handset.devtools.send(
        "Storage.clearDataForOrigin", {"origin": outing.address, "storageTypes": "indexeddb"}
    )
    if how == "and opened again":
        outing.open_again()


def clock_moved(outing: Outing, *, hours: float) -> None:
    """Set the phone's clock so many hours off the true time."""
    script = TURNED.replace("HOURS", json.dumps(hours))
    outing.scripts.append(script)
    with suppress(Error):
        outing.screen.page.add_init_script(script)
        outing.screen.page.evaluate(script)


def quota_cut(outing: Outing, *, spare: int) -> None:
    """Leave the app so many bytes beside what it uses."""
    if not outing.handset.is_on():
        return
    devtools = outing.handset.devtools
    used = devtools.send("Storage.getUsageAndQuota", {"origin": outing.address})["usage"]
    limit = {"origin": outing.address, "quotaSize": int(used) + spare}
    devtools.send("Storage.overrideQuotaForOrigin", limit)


def worker_stopped(outing: Outing) -> None:
    if outing.handset.is_on():
        outing.handset.devtools.send("ServiceWorker.enable")
        outing.handset.devtools.send("ServiceWorker.stopAllWorkers")

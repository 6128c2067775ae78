"""What each step of a schedule does: the shopper's own, and the network's."""

import time
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error

from tests.faults import proxy
from tests.faults.machine.outing import PHONE, Outing
from tests.faults.machine.weather import UNREACHABLE, is_any, is_writing
from tests.faults.proxy import Fault
from tests.faults.waiting import wait_until
from tests.samples import photographs

PATIENCE_SECONDS = 1.5
STATUSES = {
    413: "413 Content Too Large",
    500: "500 Internal Server Error",
    502: "502 Bad Gateway",
    503: "503 Service Unavailable",
    504: "504 Gateway Timeout",
    507: "507 Insufficient Storage",
}
FULL = b'{"code": "disk_full", "detail": "The server has no room left."}'


def answer(outing: Outing, *, question: str, value: Any, waits: bool = True) -> Any:
    if outing.is_present():
        return outing.screen.answer(question, value, outing.ledger, by=PHONE, waits=waits)
    return "no app"


def photograph(
    outing: Outing, *, question: str, size: tuple[int, int] = (64, 48), look: int = 1
) -> Any:
    if outing.is_present():
        body = photographs.jpeg(*size, seed=look)
        return outing.screen.photograph(question, body, outing.ledger, by=PHONE)
    return "no app"


def navigate(outing: Outing, *, to: str) -> None:
    if not outing.is_present():
        return
    visit = f"/field/visit/{outing.visit}/"
    places = {
        "moment": outing.screen.moment_of("thanks"),
        "visit": visit,
        "outbox": "/field/outbox/",
    }
    if to in places:
        outing.screen.walk_to(places[to])
    elif to == "back":
        outing.screen.page.evaluate("history.length > 2 && history.back()")
    else:
        outing.page_is_lost()
        outing.screen.reload()


def send(outing: Outing, *, everywhere: bool = False) -> None:
    """Tap "Send now", perhaps in every tab, and go on once something is on its way."""
    if outing.is_present():
        outing.screen.send_now()
        for other in outing.tabs if everywhere else []:
            with suppress(Error):
                other.send_now()
        outing.wait_for_traffic(0.5)


def go_offline(outing: Outing) -> None:
    outing.weather.lasting = UNREACHABLE
    outing.screen.has_signal(False)


def go_online(outing: Outing) -> None:
    outing.weather.lasting = None
    outing.screen.has_signal(True)


def slow(outing: Outing, *, seconds: float) -> None:
    outing.weather.lasting = proxy.delay(seconds)


def portal(outing: Outing) -> None:
    outing.weather.lasting = proxy.captive_portal()
    send(outing)


def cut(outing: Outing, *, side: str, after: int, by_reset: bool = False, times: int = 1) -> None:
    how = proxy.cut_request if side == "request" else proxy.cut_response
    _befalls(outing, how(after, by_reset=by_reset), times)


def drop_reply(outing: Outing, *, times: int = 1, patience: float = PATIENCE_SECONDS) -> None:
    """Let the server take in what the phone writes next, and the phone never hear of it."""
    _befalls(outing, proxy.drop_reply(), times, is_meant=is_writing, patience=patience)


def refuse(outing: Outing, *, status: int) -> None:
    """Answer in the server's place, as it or something before it would."""
    kind = "application/json" if status == 507 else "text/html"
    body = FULL if status == 507 else b"<h1>no</h1>"
    is_meant = is_writing if status in {413, 507} else is_any
    _befalls(outing, proxy.answer(STATUSES[status], body, kind), 1, is_meant=is_meant)


def a_while_passes(_outing: Outing, *, seconds: float) -> None:
    """Leave the phone to itself, on the clock that its timers go by."""
    time.sleep(seconds)


def _befalls(
    outing: Outing,
    fault: Fault,
    times: int,
    *,
    is_meant: Any = is_any,
    patience: float = PATIENCE_SECONDS,
) -> None:
    """Let requests fail in this way, and wait until one has, or the phone has none to send."""
    outing.weather.next(fault, times, is_meant=is_meant)
    waiting = len(outing.weather.coming)
    with suppress(Error):
        send(outing)
    wait_until(lambda: len(outing.weather.coming) != waiting, patience)


def what_comes_has_come(outing: Outing, *, patience: float) -> None:
    """Wait until nothing is left of what is to befall the phone's requests."""
    wait_until(lambda: not outing.weather.coming, patience)

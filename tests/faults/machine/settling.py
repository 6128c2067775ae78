"""After the schedule: the faults cease, and everything there is arrives."""

import time
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error

from tests.faults.machine.outing import Outing
from tests.faults.machine.screen import Screen

PATIENCE_SECONDS = 90
REQUIRED = ("clean", "thanks")


class Stuck(AssertionError):
    """What the shopper made does not arrive, though nothing is in its way any more."""


def settle(outing: Outing) -> None:
    """Let the faults cease, end the visit as a shopper does, and wait until it is delivered.

    The phone asks once in any case: the server may have forgotten what it has confirmed.

    Raises:
        Stuck: it is not delivered in time; the message says how everything stands.
    """
    outing.faults_cease()
    if outing.tablet is not None:
        _send_all_of_the_tablet(outing, outing.tablet)
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    has_asked = False
    while not (has_asked and is_delivered(outing)):
        if time.monotonic() > give_up_at:
            raise Stuck(f"not delivered: {_standing(outing.screen)}")
        try:
            has_asked = _once_more(outing)
        except Error:
            outing.open_again()


def is_delivered(outing: Outing) -> bool:
    try:
        record = outing.screen.record()
        return bool(record and record["delivery"]["state"] == "delivered")
    except Error:
        return False


def _once_more(outing: Outing) -> bool:
    """Do what is left to do, and send; say whether the server was asked."""
    screen = outing.screen
    if screen.phase() == "signed_out" or _sync(screen) == "sign_in":
        screen.sign_in()
    if (not screen.is_open() or _asks_to_be_opened_again(screen)) and not outing.open_again():
        time.sleep(0.2)
        return False
    screen = outing.screen
    record = screen.record()
    if record["editable"]:
        outing.start_visit()
        for question in REQUIRED:
            outing.complete(question)
        screen.end_visit()
    screen.app("await app.actions.sendNow()")
    return True


def _asks_to_be_opened_again(screen: Screen) -> bool:
    return "open it again" in str(screen.app("return app.state.trouble.value"))


def _send_all_of_the_tablet(outing: Outing, tablet: Screen) -> None:
    """Let the second device send what it has, or be told that it comes too late.

    It asks once in any case: the server may have forgotten what it has confirmed.
    """
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    has_asked = False
    while not (has_asked and _has_sent_all(tablet)):
        if time.monotonic() > give_up_at:
            raise Stuck(f"the tablet does not get it sent: {_standing(tablet)}")
        with suppress(Error):
            if tablet.phase() == "signed_out" or _sync(tablet) == "sign_in":
                tablet.sign_in()
            if not tablet.is_open():
                tablet.open()
            tablet.app("await app.actions.sendNow()")
            has_asked = True


def _has_sent_all(screen: Screen) -> bool:
    try:
        return bool(screen.app(NOTHING_TO_SEND, screen.visit))
    except Error:
        return False


NOTHING_TO_SEND = """
    const record = app.state.visits.value.find(({id}) => id === given[0]);
    if (!record?.document && app.state.phase.value !== "ready") return false;
    if (app.state.sync.value.unsent === 0) return true;
    const waits = Object.values(record?.photos ?? {}).some(({state}) => state === "stored");
    return record?.delivery.state === "needs_you" && !waits;
"""


def _sync(screen: Screen) -> str:
    try:
        return str(screen.app("return app.state.sync.value.state"))
    except Error:
        return "away"


def _standing(screen: Screen) -> dict[str, Any]:
    try:
        script = """
            const {sync, phase, trouble, visits} = app.state;
            const record = visits.value.find(({id}) => id === given[0]);
            return {phase: phase.value, trouble: trouble.value, sync: sync.value,
              delivery: record?.delivery, ended: record?.ended, photos: record?.photos};
        """
        return dict(screen.app(script, screen.visit))
    except Error as trouble:
        return {"page": screen.page.url, "trouble": str(trouble)}

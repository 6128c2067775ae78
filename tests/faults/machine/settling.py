"""After the schedule: the faults cease, and everything there is arrives."""

import time
from typing import Any

from playwright.sync_api import Error

from tests.faults.machine.outing import PHONE, Outing
from tests.faults.machine.screen import Screen

PATIENCE_SECONDS = 90
REQUIRED = ("clean", "thanks")


class Stuck(AssertionError):
    """What the shopper made does not arrive, though nothing is in its way any more."""


def settle(outing: Outing) -> None:
    """Let the faults cease, end the visit as a shopper does, and wait until it is delivered.

    Raises:
        Stuck: it is not delivered in time; the message says how everything stands.
    """
    outing.weather.clear_up()
    outing.office.wait_until_it_answers()
    if not outing.handset.is_on():
        outing.screen = outing.look_at(outing.handset.switch_on())
    outing.handset.find_signal()
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not is_delivered(outing):
        if time.monotonic() > give_up_at:
            raise Stuck(f"not delivered: {_standing(outing.screen)}")
        try:
            _once_more(outing)
        except Error:
            outing.open_again()


def is_delivered(outing: Outing) -> bool:
    try:
        record = outing.screen.record()
        return bool(record and record["delivery"]["state"] == "delivered")
    except Error:
        return False


def _once_more(outing: Outing) -> None:
    screen = outing.screen
    if screen.phase() == "signed_out" or _sync(screen) == "sign_in":
        screen.sign_in()
    if not screen.is_open() and not outing.open_again():
        time.sleep(0.2)
        return
    record = screen.record()
    if record["editable"]:
        _complete(outing, record)
        screen.end_visit()
    screen.app("await app.actions.sendNow()")


def _complete(outing: Outing, record: Any) -> None:
    """Answer what must be answered before a visit can be ended."""
    answered = (record["document"] or {"answers": {}})["answers"]
    for question in REQUIRED:
        if outing.screen.questions[question]["id"] not in answered:
            outing.screen.answer(question, "yes", outing.ledger, by=PHONE, waits=True)


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

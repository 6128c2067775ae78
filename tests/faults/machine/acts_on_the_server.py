"""Steps that befall the server: it dies, forgets a session, is updated, goes back to a backup."""

from contextlib import suppress

from playwright.sync_api import Error

from tests.faults.machine.acts import send
from tests.faults.machine.outing import Outing
from tests.faults.machine.settling import REQUIRED

UPDATED = """
async () => {
  const registration = await navigator.serviceWorker.getRegistration("/field/");
  await registration?.update();
}"""


def server_killed(outing: Outing) -> None:
    """Kill the server while the phone sends; it comes back when it has started."""
    send(outing)
    outing.office.is_killed()


def session_expired(outing: Outing) -> None:
    outing.office.forgets(outing.session())


def new_version(outing: Outing, *, name: str, is_taken: bool) -> None:
    """Let the server offer another client, and the shopper take it at once or never."""
    outing.office.has_a_new_version(name)
    if not outing.is_present():
        return
    with suppress(Error):
        outing.screen.page.evaluate(UPDATED)
    if is_taken:
        with suppress(Error):
            outing.screen.page.wait_for_function(OFFERED, timeout=3_000)
            outing.page_is_lost()
            with outing.screen.page.expect_navigation(timeout=5_000):
                outing.screen.app("await app.actions.activateUpdate()")


OFFERED = """
async () => {
  const registration = await navigator.serviceWorker.getRegistration("/field/");
  return Boolean(registration?.waiting);
}"""


def backup(outing: Outing) -> None:
    outing.office.wait_until_it_answers()
    outing.office.saves_a_backup()


def restore(outing: Outing) -> None:
    """Put the last backup in the place of all that came after it."""
    outing.office.wait_until_it_answers()
    outing.office.is_restored()


def hand_in(outing: Outing) -> str:
    """Answer what must be answered, and end the visit, whatever the network is like."""
    if not outing.is_present():
        return "no app"
    outing.start_visit()
    for question in REQUIRED:
        outing.complete(question)
    return "ended" if outing.screen.end_visit() else "not ended"

"""Safeguards taken away, one at a time, to show that the machine finds what they are there for."""

from pathlib import Path

from tests.faults import proxy
from tests.faults.machine.outing import Outing

CLIENT = Path(__file__).resolve().parents[3] / "frontend" / "phone" / "client"

FORGETFUL = b"""
self.onmessage = ({data: {id, task}}) => {
  const told = {isThere: true, hasRoom: true, changes: new Map(), read: new Map()};
  self.postMessage({id, result: told[task] ?? null});
};
"""
UNLOCKED = """
LockManager.prototype.request = async function (name, options, work) {
  return (work ?? options)({name});
};
"""


def without_journal(outing: Outing) -> None:
    """Serve a worker that says of everything it is to write down that it has."""
    page = proxy.answer("200 OK", FORGETFUL, "text/javascript")
    outing.weather.pages["storage/journal-worker.js"] = page


def without_lock(outing: Outing) -> None:
    """Let every page go ahead as if no other were there."""
    outing.scripts.append(UNLOCKED)


THROWING = 'setTimeout(() => {{ throw new Error("thrown in the {0}"); }});'
REJECTING = '\nPromise.reject(new Error("rejected in the {0}"));'
CLAIMING = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
"""


def with_a_page_that_throws(outing: Outing) -> None:
    outing.scripts.append(THROWING.format("page"))


def with_a_journal_that_rejects(outing: Outing) -> None:
    body = (CLIENT / "storage" / "journal-worker.js").read_text() + REJECTING.format("journal")
    page = proxy.answer("200 OK", body.encode(), "text/javascript")
    outing.weather.pages["storage/journal-worker.js"] = page


def with_a_service_worker_that_rejects(outing: Outing) -> None:
    body = CLAIMING + REJECTING.format("service worker")
    page = proxy.answer("200 OK", body.encode(), "text/javascript")
    outing.weather.pages["serviceworker.js"] = page


# A server that takes whatever comes as the next revision, though it came before.
GULLIBLE = {"DJANGO_SETTINGS_MODULE": "tests.faults.machine.gullible_settings"}
NOT_UNIQUE = (
    "from django.db import connection; from shopper.sync.models import Revision;"
    " [once] = [of for of in Revision._meta.constraints if of.name == 'revision_sent_once_by_a_device'];"
    " Revision._meta.constraints.remove(once);"
    " editor = connection.schema_editor(); editor.__enter__();"
    " editor.remove_constraint(Revision, once); editor.__exit__(None, None, None)"
)

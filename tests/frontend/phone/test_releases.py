"""A new version of the app: offered when it is whole, taken when the shopper says so."""

import http.server
import re
import threading
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.faults.waiting import wait_until
from tests.frontend.phone.browser import status_of

pytestmark = pytest.mark.slow


def test_a_new_version_waits_while_somebody_works_and_keeps_the_answer(
    phone, visit, clean, server, monkeypatch
):
    phone.until_offline_ready()
    phone.page.evaluate("window.isTheOldPage = true")
    monkeypatch.setitem(server.env, "FIELD_APP_NAME", "Shopping list")
    server.kill_web()
    server.start()

    phone.page.evaluate(
        "navigator.serviceWorker.getRegistration('/field/').then((it) => it.update())"
    )
    offered = wait_until(lambda: phone.app("return app.state.update.value"), 30)
    assert offered, "no new version was offered"
    phone.answer(visit, clean)

    assert phone.page.evaluate("window.isTheOldPage"), "nobody asked for another page"
    with phone.page.expect_navigation():
        phone.app("await app.actions.activateUpdate()")
    assert not phone.page.evaluate("window.isTheOldPage")
    assert phone.record(visit)["document"]["answers"][clean]["value"] == "yes"


@pytest.mark.parametrize("status", [404, 200], ids=["404 for each file", "old pages for each file"])
@pytest.mark.parametrize("has_worker", [False, True], ids=["nothing else", "a worker of its own"])
def test_a_broken_release_does_not_shut_the_app(phone, visit, clean, server, status, has_worker):
    phone.until_offline_ready()
    release = Release(server) if has_worker else None
    server.kill_web()

    with broken_release(server.port, status, release):
        phone.page.evaluate(LOOK_FOR_A_RELEASE)
        phone.page.reload()
        phone.answer(visit, clean)
        assert phone.record(visit)["document"]["answers"][clean]["value"] == "yes"
        assert not phone.app("return app.state.update.value"), "a broken release was offered"

    assert release is None or release.was_tried
    server.start()
    give_up_at = time.monotonic() + 60
    while status_of(server, visit) != "in_progress":  # a line to the broken one may still be open
        assert time.monotonic() < give_up_at, "nothing was sent"
        phone.app("await app.actions.sendNow()")


# Until the worker of the release, if there is one, has been installed or given up.
LOOK_FOR_A_RELEASE = """async () => {
    const registration = await navigator.serviceWorker.getRegistration("/field/");
    await registration.update().catch(() => {});
    const { installing } = registration;
    if (!installing) return;
    await new Promise((done) => { installing.onstatechange = done; });
}"""


class Release:
    """A release whose worker is there, with all that it imports, and asks for files of another folder."""

    def __init__(self, server):
        self.files = Path(server.env["STATIC_ROOT"])
        with urllib.request.urlopen(f"{server.address}/serviceworker.js") as answer:
            text = answer.read().decode()
        self.was_tried = False
        self.folder = re.search("/static/field/[0-9a-f]{12}/", text)[0]
        self.worker = text.replace(self.folder, NEXT).replace('"version": "', '"version": "next-')

    def script(self, path):
        if path == "/serviceworker.js":
            return self.worker.encode()
        self.was_tried = True
        kept = path.replace(NEXT, self.folder).removeprefix("/static/")
        return (self.files / kept).read_bytes()


NEXT = "/static/field/ffffffffffff/"


@contextmanager
def broken_release(port, status, release):
    """Answer every request with a page that is none of the app's, but for the worker's own scripts."""

    class Broken(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            if release and self.headers["Sec-Fetch-Dest"] == "serviceworker":
                self.say(200, "text/javascript", release.script(self.path))
            else:
                self.say(status, "text/html", b"<!doctype html><title>Moments</title><p>Another.")

        do_PUT = do_POST = do_GET  # noqa: N815 - names that the library calls

        def say(self, status, kind, body):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said):
            """Say nothing."""

    with once_free(port, Broken) as broken:
        thread = threading.Thread(target=broken.serve_forever)
        thread.start()
        try:
            yield
        finally:
            broken.shutdown()
            thread.join()


def once_free(port, handler):
    """Listen where a killed server did, as soon as the last of its processes has let go."""
    listening = []

    def is_free():
        with suppress(OSError):
            listening.append(http.server.ThreadingHTTPServer(("127.0.0.1", port), handler))
        return bool(listening)

    assert wait_until(is_free, 30), "the port is still taken"
    return listening[0]

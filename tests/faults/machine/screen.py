"""One page of the field app as a shopper uses it: only what is seen and tapped counts as done."""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Error, Page

from tests.factories import PASSWORD
from tests.faults.machine.ledger import Ledger, Picture
from tests.frontend.phone.browser import APP

HANDS = (Path(__file__).parent / "screen.js").read_text()
PATIENCE_MS, ENDLESS_MS = 20_000, 40_000
SAVED = "saved"


class Screen:
    """A page at one visit. What it calls saved goes into the ledger under the phone's name."""

    def __init__(self, page: Page, address: str, outing: dict[str, str], known: Any) -> None:
        self.page = page
        self.address = address
        self.outing = outing
        self.visit = outing["visit"]
        self.questions: dict[str, dict[str, str]] = known["questions"]
        self.line: CDPSession | None = None
        page.set_default_timeout(PATIENCE_MS)

    def has_signal(self, is_there: bool) -> None:
        """Tell the page whether the phone has a network; what comes through it is the proxy's."""
        with suppress(Error):
            if self.line is None:
                self.line = self.page.context.new_cdp_session(self.page)
            how = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
            self.line.send("Network.emulateNetworkConditions", {"offline": not is_there, **how})

    def open(self, path: str = "/field/") -> bool:
        """Open the app; say whether it is there."""
        try:
            self.page.goto(self.address + path, wait_until="commit")
            self.page.wait_for_selector("#app", state="attached", timeout=PATIENCE_MS)
            return self.is_open()
        except Error:
            return False

    def until_kept(self) -> None:
        """Wait until the app works without a network."""
        self.page.evaluate(UNTIL_KEPT)

    def reload(self) -> bool:
        return self.open(self.page.url.removeprefix(self.address))

    def is_open(self) -> bool:
        """Say whether the app stands on this page, and has somebody's visits before it."""
        try:
            return bool(
                self.app(
                    "return app.state.phase.value === 'ready' && app.state.visits.value.length"
                )
            )
        except Error:
            return False

    def app(self, script: str, *given: Any) -> Any:
        """Run a script that knows `app` and `given`."""
        return self._evaluate(f"async (given) => {{ {APP} {script} }}", list(given))

    def hand(self, call: str, *given: Any) -> Any:
        """Let the shopper's hand do something on this page."""
        script = f"(given) => {{ if (!globalThis.shopper) {{ {HANDS} }} return shopper.{call}(...given); }}"
        return self._evaluate(script, list(given))

    def _evaluate(self, script: str, given: list[Any]) -> Any:
        """Run a function in the page, and fail where it does not end: a page may have died of it."""
        return self.page.evaluate(
            f"""(given) => Promise.race([({script})(given), new Promise((_, fail) =>
                 setTimeout(() => fail(new Error("the page does not answer")), {ENDLESS_MS}))])""",
            given,
        )

    def phase(self) -> str:
        try:
            return str(self.app("return app.state.phase.value"))
        except Error:
            return "away"

    def record(self) -> Any:
        """Return the visit as the screens are given it, or None where this phone has none."""
        script = "return app.state.visits.value.find(({id}) => id === given[0])"
        return self.app(script, self.visit)

    def walk_to(self, path: str) -> None:
        """Go to a place of the app, without loading the page anew."""
        self.hand("goes", path)

    def moment_of(self, question: str) -> str:
        return f"/field/visit/{self.visit}/moment/{self.questions[question]['moment']}/"

    def turn_to(self, question: str) -> bool:
        """Bring a question before the eyes; say whether it can be answered there."""
        identity = self.questions[question]["id"]
        if not self.hand("sees", identity):
            self.walk_to(self.moment_of(question))
        try:
            self.page.wait_for_selector(f"#q-{identity}", timeout=5_000)
        except Error:
            return False
        return bool(self.hand("sees", identity))

    def answer(self, question: str, value: Any, ledger: Ledger, *, by: str, waits: bool) -> str:
        """Answer, and note what the screen says to it."""
        if not self.turn_to(question):
            return "closed"
        identity = self.questions[question]["id"]
        ledger.compare(by, question, self.hand("shows", identity))
        said = ledger.say(by, question, value)
        told = self.hand("answers", identity, value, waits)
        said.is_saved = told == SAVED
        return str(told)

    def photograph(self, question: str, body: bytes, ledger: Ledger, *, by: str) -> str:
        """Take a photograph through the camera's own button."""
        if not self.turn_to(question):
            return "closed"
        identity = self.questions[question]["id"]
        before = self.hand("thumbs", identity)
        section = self.page.locator(f"section:has(> #q-{identity})")
        camera = section.locator("button.add").first
        if not camera.count():
            return "closed"
        with self.page.expect_file_chooser() as chosen:
            camera.click()
        picture = Picture(self.questions[question]["id"], hashlib.sha256(body).hexdigest())
        ledger.offered.add(picture.sha256)
        file = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": body}
        chosen.value.set_files([file])
        told = str(self.hand("hasPhotograph", identity, before))
        if told == SAVED:
            ledger.photos[by].append(picture)
        return told

    def send_now(self) -> None:
        """Ask for everything to be sent, and do not wait for it."""
        self.app("app.actions.sendNow().catch(() => {})")

    def end_visit(self) -> bool:
        """End the visit as the last screen offers it; say whether the phone calls it ended."""
        self.walk_to(f"/field/visit/{self.visit}/end/")
        button = self.page.get_by_role("button", name="End the visit")
        try:
            button.first.click(timeout=3_000)
            button.last.click(timeout=3_000)
            self.page.get_by_text("Saved on this phone").wait_for(timeout=10_000)
        except Error:
            return False
        return True

    def sign_in(self) -> None:
        self.walk_to("/field/sign-in/")
        self.page.get_by_label("E-mail").fill(self.outing["email"])
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(lambda url: "sign-in" not in url)


UNTIL_KEPT = """
async () => {
  const {active} = await navigator.serviceWorker.ready;
  while (active.state !== "activated" || !navigator.serviceWorker.controller) {
    await new Promise((again) => setTimeout(again, 20));
  }
}"""

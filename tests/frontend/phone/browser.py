"""A shopper's phone with the field app open, driven through the App the screens are given."""

import json
import sqlite3
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Error

from tests.factories import PASSWORD
from tests.journeys.phone import Phone
from tests.journeys.server import Server

SHOPPER, OTHER = "sami@example.org", "dora@example.org"
PIXEL = {
    "viewport": {"width": 412, "height": 839},
    "device_scale_factor": 2.625,
    "is_mobile": True,
    "has_touch": True,
}
APP = """
    const {ready} = await import(document.querySelector("script[type=module]").src);
    const app = await ready;
"""
YES = {"state": "answered", "value": "yes", "note": "", "reason": ""}
SEED = """
import json
from tests.factories import *
from tests.frontend.phone.browser import SHOPPER, OTHER
organization = make_organization("Harbour Cabs")
data = json.loads(json.dumps(SMALL_CHECKLIST))
queue = question("queue", "How long did you queue?", kind="duration", role="note", required=False)
for touchpoint in data["touchpoints"]:
    for question in touchpoint["questions"]:
        question["photo"] = {"rule": "optional", "min": 0, "max": 12}
data["touchpoints"].append({"name": "At the rank", "kind": "process", "questions": [queue]})
checklist = make_checklist(data, organization=organization)
location = make_location(organization, name="Cab 12")
sami = make_shopper(organization, email=SHOPPER, name="Sami")
make_shopper(organization, email=OTHER, name="Dora")
plan = {"location": location, "checklist": checklist, "shopper": sami, "by": make_operator()}
visits = [make_visit(**plan) for _ in range(VISITS)]
print("SEED" + json.dumps({"visits": [str(v.pk) for v in visits], "ids": question_ids(visits[0])}))
"""


def seed(server: Server, visits: int) -> tuple[list[str], list[str]]:
    """Make a shopper with so many visits; return the visits and the questions, in their order."""
    said = server.manage("shell", "-v0", "-c", SEED.replace("VISITS", str(visits)))
    made = json.loads(said.split("SEED")[1])
    return made["visits"], list(made["ids"].values())


def status_of(server: Server, visit: str) -> str:
    with sqlite3.connect(server.folder / "moments.sqlite3") as database:
        key = visit.replace("-", "")
        rows = database.execute("SELECT status FROM visits_visit WHERE id IN (?, ?)", (key, visit))
        return rows.fetchone()[0]


class FieldPhone(Phone):
    """A phone whose page is the field app."""

    def __init__(self, browser, folder, address: str, **options: Any) -> None:
        parts = SimpleNamespace(chromium=browser.browser_type, devices={"Pixel 7": PIXEL})
        super().__init__(parts, folder, address, **options)

    def open(self) -> "FieldPhone":
        self.page.goto("/field/")
        self.app("return app.state.phase.value")
        return self

    def sign_in(self, email: str = SHOPPER) -> "FieldPhone":
        self.open()
        self.app("await app.actions.signIn(...given)", email, PASSWORD)
        self.app("await app.actions.sendNow()")
        return self

    def app(self, script: str, *given: Any, page=None) -> Any:
        """Run a script that knows `app` and `given`."""
        page = page or self.page
        return page.evaluate(f"async (given) => {{ {APP} {script} }}", list(given))

    def page_crashes(self) -> None:
        """End the page as a phone short of memory does, and open another.

        What drives the browser can lose sight of the service worker that died with the page, and
        then holds up the next page's first request for ever, or asks the network for it; on a busy
        machine, now and then.
        """
        with suppress(Error):
            self.page.goto("chrome://crash", timeout=5000)
        assert self.context
        for _attempt in range(3):
            self.page = self.context.new_page()
            with suppress(Error):
                self.page.goto("/field/", timeout=10_000)
                return

    def answer(self, visit: str, question: str, value: Any = "yes", page=None) -> None:
        answer = {**YES, "value": value}
        self.app("await app.actions.answer(...given)", visit, question, answer, page=page)

    def record(self, visit: str, page=None) -> dict[str, Any]:
        script = "return app.state.visits.value.find(({id}) => id === given[0])"
        return self.app(script, visit, page=page)

    def add_photo(self, visit: str, question: str, body: bytes, name: str = "photo.jpg"):
        """Hand the app a file as the camera's input would; return {photo} or {refused}."""
        self.page.evaluate(
            """() => { const input = document.createElement("input"); input.type = "file";
                 input.id = "camera"; document.querySelector("#camera")?.remove();
                 input.hidden = true; document.body.append(input); }"""
        )
        file = {"name": name, "mimeType": "image/jpeg", "buffer": body}
        self.page.locator("#camera").set_input_files([file])
        script = """
            const {files} = document.querySelector("#camera");
            return (await app.actions.addPhotos(given[0], given[1], [...files]))[0];
        """
        return self.app(script, visit, question)

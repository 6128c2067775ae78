"""The core of the story once more, in the engine that Safari is made of."""

import json
from datetime import UTC, datetime

import pytest

from reports.demo import pictures
from tests.factories import PASSWORD
from tests.journeys import stage
from tests.journeys.phone import UNTIL_KEPT
from tests.journeys.second_engine import browser, second_phone

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(browser() is None, reason="WebKitGTK is not installed here"),
]


def told(server, question: str) -> object:
    """Ask the server's own database."""
    return json.loads(server.manage("shell", "-c", question).strip().splitlines()[-1])


@pytest.fixture
def plan(server):
    return told(server, "from tests.journeys import stage; stage.set_up_a_short_visit()")


def test_what_was_found_without_a_server_is_delivered_once_it_is_back(server, plan, tmp_path):
    photo = next(pictures.write_originals(tmp_path, taken_at=datetime(2026, 11, 22, 9, tzinfo=UTC)))
    yes_no, text, picture = (f"q-{question}" for question in plan["questions"])
    with second_phone(server.address, tmp_path / "home") as phone:
        # At home.
        phone.open("/field/")
        phone.fill("input[type=email]", stage.SHOPPER)
        phone.fill("input[type=password]", PASSWORD)
        phone.tap("Sign in")
        phone.see("Today")
        phone.tap("Read and start")
        visit = phone.visit_in_address()
        phone.run(f"({UNTIL_KEPT})().then(arguments[0])")

        # On the way, where no server is to be reached.
        server.kill_web()
        phone.open(f"/field/visit/{visit}/")
        phone.tap("Start the visit")
        phone.open(f"/field/visit/{visit}/moment/{plan['touchpoint']}/")
        phone.tap("Yes", of=yes_no)
        phone.fill(f"section:has(#{text}) textarea", "He knew the way by heart.")
        phone.give_file(f"section:has(#{picture}) input[type=file][capture]", photo)
        phone.wait_until(f"section:has(#{picture}) .thumb", count=1)
        phone.see("Saved")

        # Opened again, all of it is there; then it is ended.
        phone.open(f"/field/visit/{visit}/moment/{plan['touchpoint']}/")
        phone.wait_until(f"section:has(#{picture}) .thumb", count=1)
        assert phone.count(f"section:has(#{yes_no}) input:checked") == 1
        phone.open(f"/field/visit/{visit}/end/")
        phone.tap("End the visit")
        phone.confirm("End the visit")
        phone.see("Thank you, that is all")
        phone.open("/field/outbox/")
        phone.see("On this phone")

        # The server is back, and nobody touches the phone.
        server.start_web()
        phone.see("Receipt")

    stored = told(
        server,
        "import json; from shopper.sync.models import Revision; from shopper.visits.models import Photo;"
        "print(json.dumps({'answers': Revision.objects.order_by('-number')[0].document['answers'],"
        "'photos': list(Photo.objects.values_list('sha256', flat=True)),"
        "'status': Photo.objects.get().visit.status}))",
    )
    values = [answer["value"] for answer in stored["answers"].values()]
    assert "yes" in values
    assert "He knew the way by heart." in values
    assert len(stored["photos"]) == 1
    assert stored["status"] == "submitted"

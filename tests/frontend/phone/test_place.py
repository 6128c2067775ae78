"""A shopper checks in and out in a real browser: with a position, refused, and where nothing answers."""

import json
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.faults.waiting import wait_until
from tests.frontend.phone.browser import seed
from tests.frontend.phone.test_jots import sent_last
from tests.frontend.phone.test_noticed import PATIENCE_MS
from tests.journeys.server import Server

HERE = {"latitude": 48.13736, "longitude": 11.575, "accuracy": 15}
WISH = "UPDATE organizations_organization SET check_in = ?"
SEEN = """import json
from frontend.console import presence
from shopper.visits.models import Visit
visit = Visit.objects.select_related("location").get(pk="VISIT")
print("SEEN" + json.dumps([[one.is_end, one.words] for one in presence.presences_of(visit)]))
"""
ASK_ONCE = """() => {
  const {geolocation} = navigator;
  const ask = geolocation.getCurrentPosition.bind(geolocation);
  globalThis.looks = 0;
  geolocation.getCurrentPosition = (...given) => { globalThis.looks += 1; ask(...given); };
  geolocation.watchPosition = () => { globalThis.looks += 100; };
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("server"), with_worker=False) as server:
        server.visits, server.questions = seed(server, 3)
        server.unused = list(server.visits)
        yield server


def client_wishes(server, check_in: str) -> None:
    with sqlite3.connect(server.folder / "moments.sqlite3") as database:
        database.execute(WISH, (check_in,))


def begin(phone, visit) -> None:
    phone.app("await app.actions.sendNow()")
    phone.app("await app.actions.startVisit(given[0])", visit)
    phone.page.goto(f"/field/visit/{visit}/")


def tap(phone, name: str) -> None:
    """Tap once nothing is on its way to the screen that would move the button from under the finger."""
    expect(phone.page.locator("main [aria-busy=true]")).to_have_count(0, timeout=PATIENCE_MS)
    phone.page.wait_for_load_state("networkidle")
    phone.page.get_by_role("button", name=name, exact=True).tap(timeout=PATIENCE_MS)


def seen_by_the_reviewer(server, visit) -> list:
    said = server.manage("shell", "-v0", "-c", SEEN.replace("VISIT", visit))
    return json.loads(said.split("SEEN")[1])


@pytest.mark.timeout(600)
def test_in_with_a_position_and_out_without_one_offline_and_the_reviewer_reads_both(
    make_phone, visit, server
):
    client_wishes(server, "asked")
    phone = make_phone(geolocation=HERE, permissions=["geolocation"]).sign_in()
    phone.until_offline_ready()
    begin(phone, visit)
    expect(phone.page.get_by_text("a tap asks this phone for your position once")).to_be_visible()
    phone.lose_signal()
    phone.page.evaluate(ASK_ONCE)

    tap(phone, "Check in")

    expect(phone.page.get_by_text("with your position.")).to_be_visible(timeout=PATIENCE_MS)
    assert phone.page.evaluate("globalThis.looks") == 1
    phone.context.clear_permissions()
    phone.page.get_by_role("link", name="Finish").tap()
    tap(phone, "Check out")
    expect(phone.page.get_by_text("without your position. That is fine.")).to_be_visible(
        timeout=PATIENCE_MS
    )
    expect(phone.page.get_by_role("button", name="Check out")).to_have_count(0)
    phone.find_signal()
    phone.app("await app.actions.sendNow()")
    assert wait_until(lambda: "end" in sent_last(server, visit).get("check_ins", {}), 60)
    told = sent_last(server, visit)["check_ins"]
    assert (told["start"]["outcome"], told["start"]["accuracy_m"]) == ("given", 15)
    assert told["end"]["outcome"] == "refused"
    [[_, start], end] = seen_by_the_reviewer(server, visit)
    assert start.endswith(" from the place, accurate to 15 m")
    assert end == [True, "refused"]


@pytest.mark.timeout(600)
def test_where_no_position_is_found_the_moment_is_kept_at_once_and_the_visit_goes_on(
    phone, visit, server
):
    client_wishes(server, "asked")
    begin(phone, visit)
    phone.page.evaluate("() => { navigator.geolocation.getCurrentPosition = () => {}; }")

    tap(phone, "Check in")

    expect(phone.page.get_by_text("Looking for your position…")).to_be_visible()
    phone.page.get_by_role("link", name="Begin").or_(
        phone.page.get_by_role("link", name="Continue")
    ).tap()
    expect(phone.page.locator(".bar").get_by_role("link", name="Back")).to_be_visible()
    assert phone.record(visit)["document"]["check_ins"]["start"]["outcome"] == "unknown"


@pytest.mark.timeout(600)
def test_nothing_is_asked_where_the_client_does_not_wish_it(phone, visit, server):
    client_wishes(server, "off")

    begin(phone, visit)

    expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
    expect(phone.page.get_by_text("for your position")).to_have_count(0)

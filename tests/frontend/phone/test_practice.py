"""A visit is practised in a real browser: offline, through a dead battery, to its end; the office never hears of it."""

import io
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.faults.waiting import wait_until
from tests.frontend.phone.browser import seed, status_of
from tests.frontend.phone.test_noticed import PATIENCE_MS, look_at, squares
from tests.journeys.server import Server

ROWS = """SELECT (SELECT count(*) FROM sync_revision) + (SELECT count(*) FROM visits_photo)
    + (SELECT count(*) FROM sync_quarantined) + (SELECT count(*) FROM visits_answer)"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One that writes down every request."""
    log = {"GUNICORN_CMD_ARGS": "--access-logfile=-"}
    with Server(tmp_path_factory.mktemp("server"), with_worker=False, **log) as server:
        server.visits, server.questions = seed(server, 2)
        server.unused = list(server.visits)
        yield server


def rows_of(server) -> int:
    with sqlite3.connect(server.folder / "moments.sqlite3") as database:
        return database.execute(ROWS).fetchone()[0]


def looks_for_visits(server) -> int:
    return server.log("web").count("GET /api/v1/assignments")


def is_marked(phone) -> None:
    mark = phone.page.get_by_text("Practice", exact=True)
    expect(mark).to_be_in_viewport(timeout=PATIENCE_MS)


def practise(phone, visit) -> str:
    """Begin from the briefing, and return the identity of the practice."""
    phone.page.goto(f"/field/visit/{visit}/")
    phone.page.get_by_role("button", name="Practise this visit").tap(timeout=PATIENCE_MS)
    is_marked(phone)
    return phone.page.url.rstrip("/").rsplit("/", 1)[1]


def answer_and_photograph(phone, practice, clean) -> None:
    look_at(phone, practice, clean)
    is_marked(phone)
    phone.page.get_by_role("radio", name="Yes").check(timeout=PATIENCE_MS)
    file = io.BytesIO()
    squares(7).save(file, "JPEG")
    picture = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}
    phone.page.locator("input[type=file]").first.set_input_files([picture])
    expect(phone.page.locator(".photos img")).to_have_count(1, timeout=PATIENCE_MS)
    expect(phone.page.get_by_text("Saved", exact=True)).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.timeout(600)
def test_practised_offline_killed_gone_on_with_and_ended_and_nothing_reached_the_server(
    phone, visit, clean, server
):
    phone.until_offline_ready()
    phone.lose_signal()
    practice = practise(phone, visit)
    answer_and_photograph(phone, practice, clean)

    phone.battery_dies()
    phone.switch_on()
    phone.lose_signal()
    phone.open()
    phone.page.get_by_role("link", name="Go on practising").tap(timeout=PATIENCE_MS)
    is_marked(phone)
    document = phone.record(practice)["document"]
    phone.page.get_by_role("link", name="Finish").tap()
    expect(phone.page.get_by_role("button", name="Practise again")).to_be_visible()
    is_marked(phone)
    phone.find_signal()
    phone.sign_in()  # a browser killed early has not written down that somebody was signed in
    seen = looks_for_visits(server)
    phone.app("await app.actions.sendNow()")

    assert wait_until(lambda: looks_for_visits(server) > seen, 60)
    assert document["answers"][clean]["value"] == "yes"
    assert len(document["photos"]) == 1
    log = server.log("web")
    assert not [one for one in (practice, document["photos"][0]["id"]) if one in log]
    assert rows_of(server) == 0
    assert status_of(server, visit) == "scheduled"
    assert phone.app("return app.state.sync.value.unsent") == 0


@pytest.mark.timeout(600)
def test_a_practice_begins_anew_once_asked_and_is_thrown_away_with_its_photograph(
    phone, visit, clean
):
    first = practise(phone, visit)
    answer_and_photograph(phone, first, clean)
    phone.page.goto(f"/field/visit/{first}/end/")

    phone.page.get_by_role("button", name="Practise again").tap(timeout=PATIENCE_MS)
    dialog = phone.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Keep it").tap()
    assert phone.record(first)["document"]["answers"]
    phone.page.get_by_role("button", name="Practise again").tap()
    dialog.get_by_role("button", name="Begin anew").tap()
    phone.page.wait_for_url(lambda url: first not in url)
    second = phone.page.url.rstrip("/").rsplit("/", 1)[1]
    assert phone.record(second)["document"]["answers"] == {}

    phone.page.goto(f"/field/visit/{second}/end/")
    phone.page.get_by_role("button", name="Throw away").tap(timeout=PATIENCE_MS)
    dialog.get_by_role("button", name="Throw away").tap()

    expect(phone.page.get_by_role("button", name="Start the visit")).to_be_visible()
    ids = "return app.state.visits.value.map(({id}) => id)"
    assert not {first, second} & set(phone.app(ids))

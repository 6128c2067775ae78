"""What was jotted down in a real browser outlives its end and its database, and reaches the server as an answer."""

import io
import json
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.faults.waiting import wait_until
from tests.frontend.phone.test_engine import kept_on_the_server
from tests.frontend.phone.test_noticed import PATIENCE_MS, look_at, squares

WORDS = "A queue of nine, one till open"


def strip(phone):
    return phone.page.get_by_role("complementary", name="Jot down")


def sheet(phone):
    strip(phone).get_by_role("button", name="Jotted down").tap()
    return phone.page.get_by_role("dialog")


def sent_last(server, visit):
    """Return the document that stands on the server; its answers are none before it has one."""
    with sqlite3.connect(server.folder / "moments.sqlite3") as database:
        found = database.execute(
            "SELECT document FROM sync_revision WHERE visit_id IN (?, ?) ORDER BY number DESC LIMIT 1",
            (visit.replace("-", ""), visit),
        ).fetchone()
    return json.loads(found[0]) if found else {"answers": {}}


def jot_all_three(phone):
    strip(phone).get_by_role("button", name="Words").tap(timeout=PATIENCE_MS)
    phone.page.get_by_label("A few words, to be told later").fill(WORDS)
    phone.page.get_by_role("dialog").get_by_role("button", name="Close").tap()
    strip(phone).get_by_role("button", name="Time").tap()
    file = io.BytesIO()
    squares(5).save(file, "JPEG")
    with phone.page.expect_file_chooser() as chooser:
        strip(phone).get_by_role("button", name="Picture").tap()
    picture = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}
    chooser.value.set_files([picture])
    expect(strip(phone).get_by_role("button", name="Jotted down: 3")).to_be_visible(
        timeout=PATIENCE_MS
    )
    expect(phone.page.get_by_text("Saved", exact=True)).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.timeout(600)
def test_jotted_in_a_dead_spot_killed_wiped_and_told_in_the_evening(phone, visit, clean, server):
    phone.until_offline_ready()
    phone.app("await app.actions.startVisit(given[0])", visit)
    phone.answer(visit, clean)
    phone.app("await app.actions.sendNow()")
    phone.lose_signal()
    look_at(phone, visit, clean)
    jot_all_three(phone)

    phone.battery_dies()
    phone.switch_on()
    phone.lose_signal()
    phone.open()
    session = phone.context.new_cdp_session(phone.page)
    where = {"origin": server.address, "storageTypes": "indexeddb"}
    session.send("Storage.clearDataForOrigin", where)
    phone.page.reload()
    look_at(phone, visit, clean)
    expect(strip(phone).get_by_role("button", name="Jotted down: 3")).to_be_visible(
        timeout=PATIENCE_MS
    )
    assert phone.record(visit)["document"]["photos"] == []

    dialog = sheet(phone)
    card = dialog.locator(".card")
    card.filter(has_text=WORDS).get_by_role("button", name="Put it here").tap()
    picture = card.filter(has=phone.page.get_by_role("img"))
    picture.get_by_role("button", name="Put it here").tap(timeout=PATIENCE_MS)
    dialog.get_by_role("button", name="Done with it").first.tap()
    expect(dialog.get_by_text("All of it is told or done with.")).to_be_visible(timeout=PATIENCE_MS)
    phone.find_signal()
    phone.sign_in()  # a browser killed early has not written down that somebody was signed in
    [photo] = phone.record(visit)["document"]["photos"]

    assert wait_until(lambda: photo["id"] in kept_on_the_server(server, visit), 60)
    assert photo["question"] == clean
    assert phone.record(visit)["document"]["answers"][clean]["note"] == WORDS
    assert WORDS in sent_last(server, visit)["answers"][clean]["note"]

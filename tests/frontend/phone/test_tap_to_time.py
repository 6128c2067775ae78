"""A wait that was begun with one tap is measured rightly, whatever dies meanwhile; a correction stays one."""

import time

import pytest
from playwright.sync_api import expect

from tests.faults.waiting import wait_until
from tests.frontend.phone.test_jots import sent_last
from tests.frontend.phone.test_noticed import PATIENCE_MS, look_at

LEEWAY_SECONDS = 2
AWAY_SECONDS = LEEWAY_SECONDS + 1  # real time passes while the watch is nowhere open


@pytest.fixture
def queue(server):
    """The question after the time in the queue."""
    return server.questions[-1]


def value_of(phone, visit, question):
    return phone.record(visit)["document"]["answers"][question]["value"]


def begin_at(phone, visit, question):
    """Tap the watch on; return when, by the clock of the machine."""
    look_at(phone, visit, question)
    phone.page.get_by_role("button", name="Start").tap()
    begun = time.time()
    expect(phone.page.get_by_role("button", name="Stop")).to_be_visible()
    expect(phone.page.get_by_text("Saved", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    return begun


def shown_seconds(phone):
    """What the running watch shows."""
    minutes, seconds = phone.page.locator(".digits").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def is_running_since(phone, begun):
    expect(phone.page.get_by_role("button", name="Stop")).to_be_visible(timeout=PATIENCE_MS)
    before = time.time()
    shown = shown_seconds(phone)
    assert before - begun - LEEWAY_SECONDS <= shown <= time.time() - begun + LEEWAY_SECONDS


@pytest.mark.timeout(600)
def test_the_watch_runs_on_through_a_killed_page_and_a_killed_browser_and_a_correction_stays_one(
    phone, visit, queue, server
):
    phone.until_offline_ready()
    phone.app("await app.actions.startVisit(given[0])", visit)
    phone.lose_signal()
    begun = begin_at(phone, visit, queue)

    phone.page_crashes()
    look_at(phone, visit, queue)
    is_running_since(phone, begun)
    phone.battery_dies()
    time.sleep(AWAY_SECONDS)
    phone.switch_on()
    phone.lose_signal()
    look_at(phone.open(), visit, queue)
    is_running_since(phone, begun)

    earliest = time.time()
    phone.page.get_by_role("button", name="Stop").tap()
    expect(phone.page.get_by_text("measured")).to_be_visible()
    expect(phone.page.get_by_text("Saved", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    measured = value_of(phone, visit, queue)
    assert earliest - begun - LEEWAY_SECONDS <= measured["seconds"]
    assert measured["seconds"] <= time.time() - begun + LEEWAY_SECONDS

    phone.page.get_by_role("button", name="Correct it").tap()
    phone.page.get_by_label("Minutes").fill("12")
    phone.page.get_by_label("Minutes").blur()
    phone.page.get_by_label("Seconds").fill("30")
    phone.page.get_by_label("Seconds").blur()
    expect(phone.page.get_by_text("entered by hand")).to_be_visible()
    expect(phone.page.get_by_text("Saved", exact=True)).to_be_visible(timeout=PATIENCE_MS)

    phone.battery_dies()
    phone.switch_on()
    look_at(phone.open(), visit, queue)
    expect(phone.page.get_by_text("12:30")).to_be_visible(timeout=PATIENCE_MS)
    expect(phone.page.get_by_text("entered by hand")).to_be_visible()
    corrected = {**measured, "seconds": 750}
    assert value_of(phone, visit, queue) == corrected
    phone.sign_in()  # a browser killed early has not written down that somebody was signed in
    assert wait_until(lambda: queue in sent_last(server, visit)["answers"], 60)
    assert sent_last(server, visit)["answers"][queue]["value"] == corrected

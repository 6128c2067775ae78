"""The ground the journeys stand on: servers and phones that can die and come back."""

import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.journeys.server import ROOT


def test_a_killed_server_is_gone_and_comes_back_at_the_same_address(server):
    server.kill()
    with pytest.raises(OSError, match=r"refused|reset"):
        urllib.request.urlopen(f"{server.address}/sign-in/", timeout=2)

    server.start()

    with urllib.request.urlopen(f"{server.address}/sign-in/", timeout=10) as answer:
        assert answer.status == 200


def test_what_the_servers_of_a_test_run_share_is_gone_after_it():
    script = "from tests.journeys import server; print(server.empty_database())"

    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    database = Path(run.stdout.strip())
    assert database.name == "moments.sqlite3"
    assert not database.parent.exists()


KEEP = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("ground", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const writing = opening.result.transaction("kept", "readwrite", { durability: "strict" });
    writing.objectStore("kept").put("yes", "answer");
    writing.oncomplete = () => resolve();
  };
})"""
READ = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("ground", 1);
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction("kept").objectStore("kept").get("answer");
    reading.onsuccess = () => resolve(reading.result);
  };
})"""


def test_a_phone_remembers_after_its_battery_died_what_it_had_stored(phone):
    phone.page.goto("/sign-in/")
    phone.page.evaluate(KEEP)

    phone.battery_dies()
    phone.switch_on()
    phone.page.goto("/sign-in/")

    assert phone.page.evaluate(READ) == "yes"


def test_a_phone_without_a_signal_reaches_nobody(phone):
    phone.page.goto("/sign-in/")

    phone.lose_signal()

    assert (
        phone.page.evaluate("fetch('/sign-in/').then(() => 'answered', () => 'failed')") == "failed"
    )
    phone.find_signal()
    assert (
        phone.page.evaluate("fetch('/sign-in/').then(() => 'answered', () => 'failed')")
        == "answered"
    )


def test_a_phone_knows_what_its_browser_complained_of(phone):
    phone.page.goto("/sign-in/")
    phone.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')"
    )
    phone.page.wait_for_timeout(200)

    assert any("Content Security" in complaint for complaint in phone.complaints)
    phone.complaints.clear()

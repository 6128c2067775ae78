"""Killed at any moment, a backup leaves the earlier ones whole and a restore can be done again."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from shopper.backups import opening
from tests.architecture.tree import ROOT

TRIES = 12
PATIENCE_SECONDS = 60
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def much(filled):
    """Files enough for a kill to fall between them."""
    folder = filled.media / "photos" / "many"
    folder.mkdir()
    dice = random.Random(7)
    for number in range(400):
        (folder / f"{number}.jpg").write_bytes(dice.randbytes(20_000))
    return filled


def killed(place, sign: Path, after_seconds: float, *command: str) -> bool:
    """Run a command and kill it some time after the sign of its work is there; say whether it was."""
    env = {**os.environ, "DEBUG": "1", "DATABASE_URL": place.url, "MEDIA_ROOT": str(place.media)}
    process = subprocess.Popen(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
    )
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not sign.exists() and process.poll() is None and time.monotonic() < give_up_at:
        time.sleep(0.001)
    time.sleep(after_seconds)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


@pytest.fixture(params=["a folder", "a bucket"])
def shelf(request, backups, filled):
    """A place with one backup, and the sign that another is being made there."""
    if request.param == "a folder":
        return str(backups), backups / ".unfinished"
    bucket = str(request.getfixturevalue("bucket"))
    with filled:
        call_command("backup", bucket)
    return bucket, filled.media / opening.SCRATCH


def test_a_backup_that_was_killed_spoils_none_and_the_next_is_whole(shelf, much, empty):
    place, sign = shelf
    (first,) = opening.shelf_at(place).names()
    dice = random.Random(1)
    kills = 0

    for _ in range(TRIES):
        after = dice.uniform(0, 0.25)
        kills += killed(much, sign, after, "backup", place)
        with empty:
            call_command("restore", place, "--backup", first, "--replace", "--no-input")
    with much:
        call_command("backup", place)
    with empty:
        call_command("restore", place, "--replace", "--no-input")

    assert kills
    assert empty.look()["files"] == much.look()["files"]
    assert not sign.exists()


def test_a_restore_that_was_killed_can_be_done_again(much, backups, empty):
    with much:
        call_command("backup", backups)
    dice = random.Random(2)
    kills = 0

    for _ in range(TRIES):
        command = ["restore", str(backups), "--replace", "--no-input"]
        kills += killed(empty, empty.media / ".arriving", dice.uniform(0, 0.6), *command)
    with empty:
        call_command("restore", backups, "--replace", "--no-input")
        call_command("check_integrity")

    before, after = much.look(), empty.look()
    assert kills
    assert (after["rows"], after["files"]) == (before["rows"], before["files"])

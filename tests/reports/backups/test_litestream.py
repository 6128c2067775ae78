"""With Litestream, what came after the night's backup is not lost with the disk either."""

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.kept import Kept, database_of, rows
from tests.faults.writers import Writers
from tests.journeys.server import ROOT, Server, ServerWithoutPages
from tests.reports.backups import drill

PROGRAM = shutil.which("litestream")
PHONES, VISITS = 3, 300
BEFORE, AFTER = 30, 40  # answers before the backup and after it
PATIENCE_SECONDS = 60
LOOKS_EVERY_SECONDS = 1  # each look restores the whole copy
pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(PROGRAM is None, reason="no litestream on this machine"),
]


@pytest.fixture
def server(tmp_path):
    with ServerWithoutPages(tmp_path / "server", workers=2, with_worker=False) as server:
        yield server


@pytest.fixture
def settings_file(server, tmp_path):
    """The file of deploy/ as it stands, but for the two places."""
    shipped = (ROOT / "deploy" / "litestream.yml").read_text()
    here = shipped.replace("/var/lib/moments/moments.sqlite3", str(database_of(server)))
    here = here.replace("/mnt/backups/litestream", str(tmp_path / "copied"))
    assert here.count(str(tmp_path)) == 2
    file = tmp_path / "litestream.yml"
    file.write_text(here)
    return file


@contextmanager
def copying(settings: Path) -> Iterator[None]:
    """Copy while the block runs; at its end the program is gone as with a machine without power."""
    log = settings.with_suffix(".log")
    with log.open("wb") as out:
        command = [PROGRAM, "replicate", "-config", str(settings)]
        program = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        yield
        assert program.poll() is None, log.read_text()
    finally:
        program.kill()
        program.wait()


def restore_to(database: Path, settings: Path, server: Server) -> None:
    command = [PROGRAM, "restore", "-config", str(settings), "-o", str(database)]
    done = subprocess.run(
        [*command, str(database_of(server))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def counts(database: sqlite3.Connection) -> tuple[int, int]:
    tables = ("sync_revision", "sync_receipt")
    found = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    return found[0], found[1]


def wait_until_copied(settings: Path, server: Server, promised: Kept) -> None:
    """Wait until the copy holds every revision and receipt; look at what it gives back each time."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    trial = settings.with_name("trial") / "moments.sqlite3"
    while True:
        shutil.rmtree(trial.parent, ignore_errors=True)
        trial.parent.mkdir()
        restore_to(trial, settings, server)
        with rows(trial) as copied:
            if counts(copied) == (len(promised.revisions), len(promised.receipts)):
                return
        assert time.monotonic() < give_up_at, "the copy does not come after the database"
        time.sleep(LOOKS_EVERY_SECONDS)


def work(sami: drill.HoldingPhone, server: Server, *, answers: int) -> None:
    """Hand in visits until so many requests have been answered, and end those begun."""
    with Writers(sami, server.port, PHONES) as writers:
        writers.wait_for(answers)
        writers.stop()


@pytest.mark.parametrize("machine", ["the same machine", "a new machine"])
def test_what_came_after_the_backup_is_restored_from_the_copy_and_the_photographs_from_the_phones(
    server, settings_file, tmp_path, machine
):
    sami = drill.signed_in(server, visits=VISITS)
    (tmp_path / "backups").mkdir()
    with copying(settings_file):
        work(sami, server, answers=BEFORE)
        server.manage("backup", str(tmp_path / "backups"))
        work(sami, server, answers=AFTER)
        epoch, before = sami.epoch(server), Kept(server)
        pictures = drill.photographs(before)
        wait_until_copied(settings_file, server, before)
    drill.destroy(server)
    if machine == "a new machine":
        shutil.rmtree(server.folder / ".moments.sqlite3-litestream")

    server.manage("restore", str(tmp_path / "backups"))
    of_the_night = Kept(server)
    for file in server.folder.glob("moments.sqlite3*"):
        file.unlink()
    restore_to(database_of(server), settings_file, server)
    server.manage("new_epoch")
    restored = Kept(server)
    with copying(settings_file):
        server.start_web()
        sami.offer_again(server)
        after, pictures_after = Kept(server), drill.photographs(Kept(server))
        work(sami, server, answers=AFTER)
        wait_until_copied(settings_file, server, Kept(server))

    assert 0 < len(of_the_night.revisions) < len(before.revisions)
    assert (restored.revisions, restored.receipts) == (before.revisions, before.receipts)
    assert restored.soundness == [("ok",)]
    assert sami.epoch(server) != epoch
    assert (after.revisions, after.receipts) == (before.revisions, before.receipts)
    assert pictures_after == pictures
    assert "Everything is whole." in server.manage("check_integrity")

"""An update that is killed while it changes the tables is ended by the next start."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults import kept
from tests.journeys.server import ROOT, empty_database, environment, manage

KILLS, PATIENCE_SECONDS = 4, 120
pytestmark = pytest.mark.timeout(600)


def done(database: Path) -> int:
    """How many migrations have been noted as done."""
    with kept.rows(database) as rows:
        if not rows.execute(
            "SELECT 1 FROM sqlite_master WHERE name='django_migrations'"
        ).fetchone():
            return 0
        return rows.execute("SELECT count(*) FROM django_migrations").fetchone()[0]


def schema(database: Path) -> set[tuple[str, ...]]:
    """Tables, indexes and triggers, in SQLite's own words."""
    with kept.rows(database) as rows:
        return set(rows.execute("SELECT type, name, sql FROM sqlite_master"))


def migrate_and_kill(folder: Path, *, once_done: int, after_seconds: float) -> bool:
    """Kill a migration some time after so many of its steps; say whether it was still at work."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(folder))
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and done(folder / "moments.sqlite3") < once_done:
        assert time.monotonic() < give_up_at, "the migration does not get on"
        time.sleep(0.005)
    time.sleep(after_seconds)
    process.kill()
    return process.wait() == -signal.SIGKILL


def test_a_migration_that_was_killed_is_completed_by_the_next(tmp_path):
    database, chance, kills = tmp_path / "moments.sqlite3", random.Random(4), 0
    steps = done(empty_database())

    for kill in range(KILLS):
        once_done = 1 + kill * steps // (KILLS + 1)
        kills += migrate_and_kill(tmp_path, once_done=once_done, after_seconds=chance.random() / 20)
    reached = done(database)
    manage("migrate", "--verbosity", "0", env=environment(tmp_path))

    assert kills == KILLS
    assert 0 < reached < steps
    assert done(database) == steps
    assert schema(database) == schema(empty_database())
    assert "Everything is whole." in manage("check_integrity", env=environment(tmp_path))


KILLED_BEFORE_IT_IS_NOTED = """
import os, django
django.setup()
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder

noted = MigrationRecorder.record_applied

def note(self, app, name):
    if (app, name) == ("auth", "0001_initial"):
        os._exit(9)
    noted(self, app, name)

MigrationRecorder.record_applied = note
call_command("migrate", verbosity=0)
"""


def test_a_step_killed_just_before_it_is_noted_has_not_happened(tmp_path):
    env, database = environment(tmp_path), tmp_path / "moments.sqlite3"

    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BEFORE_IT_IS_NOTED], cwd=ROOT, env=env, check=False
    )

    assert killed.returncode == 9
    assert "auth_permission" not in {name for _kind, name, _sql in schema(database)}
    manage("migrate", "--verbosity", "0", env=env)
    assert schema(database) == schema(empty_database())

"""Places to copy and to restore into, on both databases."""

import itertools
import shutil

import pytest
from django.core.management import call_command

from tests import factories, postgresql, seaweed
from tests.handing_in import hand_in, publish
from tests.reports.backups import places
from tests.reports.backups.buckets import Bucket

KINDS = [
    "sqlite",
    pytest.param(
        "postgresql",
        marks=pytest.mark.skipif(postgresql.binaries() is None, reason="no PostgreSQL server"),
    ),
]


@pytest.fixture(scope="session")
def on_sqlite(django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        yield places.OnSQLite(tmp_path_factory.mktemp("migrated"))


@pytest.fixture(scope="session")
def on_postgresql(django_db_blocker, tmp_path_factory):
    with postgresql.server() as url, django_db_blocker.unblock():
        yield places.OnPostgreSQL(url, tmp_path_factory.mktemp("migrated"))


@pytest.fixture(params=KINDS)
def new_place(request, tmp_path):
    """Make an empty installation of one kind, by name."""
    make = request.getfixturevalue(f"on_{request.param}")
    return lambda name: make(tmp_path / name)


@pytest.fixture(scope="session")
def s3_server():
    with seaweed.server() as running:
        yield running


BUCKETS = itertools.count(1)


@pytest.fixture
def bucket(s3_server, monkeypatch):
    """An empty bucket, and its server and key where the product looks for them."""
    name = f"backups-{next(BUCKETS)}"
    s3_server.client.create_bucket(Bucket=name)
    for key, value in s3_server.environment.items():
        monkeypatch.setenv(key, value)
    return Bucket(s3_server, name)


@pytest.fixture(scope="session")
def _one_backup(on_sqlite, tmp_path_factory):
    """An installation on SQLite with one visit, and one backup of it."""
    folder = tmp_path_factory.mktemp("one")
    (folder / "backups").mkdir()
    with on_sqlite(folder / "filled"):
        publish(hand_in(factories.make_organization()))
        call_command("backup", folder / "backups")
    return folder


@pytest.fixture
def filled(_one_backup, tmp_path):
    """The installation that the backup in `backups` is of."""
    folder = shutil.copytree(_one_backup / "filled", tmp_path / "filled")
    return places.Place(folder, f"sqlite:///{folder / 'moments.sqlite3'}")


@pytest.fixture
def backups(_one_backup, tmp_path):
    return shutil.copytree(_one_backup / "backups", tmp_path / "backups")


@pytest.fixture
def empty(on_sqlite, tmp_path):
    """An empty installation on SQLite."""
    return on_sqlite(tmp_path / "empty")

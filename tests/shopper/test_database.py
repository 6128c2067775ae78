"""What the database beneath must be."""

import sqlite3

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from shopper import database

pytestmark = pytest.mark.django_db


def ids():
    return [message.id for message in run_checks(tags=["database"], databases=["default"])]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite alone")
def test_the_library_and_the_settings_that_ship_are_sound():
    assert [name for name in ids() if name.startswith("moments.")] == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite alone")
def test_a_library_that_can_corrupt_the_database_is_reported(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))

    assert "moments.E001" in ids()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite alone")
@pytest.mark.django_db(transaction=True)
def test_commits_that_are_not_flushed_are_reported():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")

    found = ids()

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
    assert "moments.W001" in found


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite alone")
@pytest.mark.parametrize(
    ("mounts", "is_told"),
    [
        ("/dev/vda1 / ext4 rw 0 0", False),
        ("nas:/moments /srv/moments nfs4 rw 0 0\n/dev/vda1 / ext4 rw 0 0", True),
        ("/dev/vda1 / ext4 rw 0 0\n//nas/moments /srv/moments cifs rw 0 0", True),
        ("sami@nas:/ /srv/moments fuse.sshfs rw 0 0\n/dev/vda1 / ext4 rw 0 0", True),
        ("nas:/ /srv nfs4 rw 0 0\n/dev/vdb1 /srv/moments ext4 rw 0 0", False),
        ("nas:/ /srv/mom nfs4 rw 0 0\n/dev/vda1 / ext4 rw 0 0", False),
    ],
    ids=[
        "own disk",
        "nfs",
        "windows share",
        "by ssh",
        "own disk below a share",
        "a share beside it",
    ],
)
def test_a_database_on_a_network_share_is_reported(monkeypatch, tmp_path, mounts, is_told):
    mount(mounts, monkeypatch, tmp_path)
    monkeypatch.setitem(connection.settings_dict, "NAME", "/srv/moments/moments.sqlite3")

    assert ("moments.E002" in ids()) == is_told


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite alone")
def test_a_database_on_a_network_share_is_not_migrated(monkeypatch, tmp_path):
    mount("nas:/moments /srv/moments nfs4 rw 0 0", monkeypatch, tmp_path)
    monkeypatch.setitem(connection.settings_dict, "NAME", "/srv/moments/moments.sqlite3")

    with pytest.raises(SystemCheckError, match="network share"):
        call_command("migrate", verbosity=0, skip_checks=False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite alone")
@pytest.mark.parametrize(
    ("folder", "listed"),
    [("/srv/our visits", r"/srv/our\040visits"), ("/srv/Gäste", "/srv/Gäste")],
    ids=["with a blank", "beyond ASCII"],
)
def test_a_share_is_known_by_any_name(monkeypatch, tmp_path, folder, listed):
    mount(f"/dev/vda1 / ext4 rw 0 0\nnas:/ {listed} nfs4 rw 0 0", monkeypatch, tmp_path)
    monkeypatch.setitem(connection.settings_dict, "NAME", f"{folder}/moments.sqlite3")

    assert "moments.E002" in ids()


def mount(listed, monkeypatch, tmp_path):
    """Have the kernel's list say this."""
    (tmp_path / "mounts").write_text(listed)
    monkeypatch.setattr(database, "MOUNTS", tmp_path / "mounts")

"""A backup is whole or is not there, copies only what is new, and says why it could not be made."""

import os
import resource
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shopper.backups import disk
from tests import factories
from tests.architecture.tree import ROOT
from tests.handing_in import hand_in
from tests.reports.backups.places import flip_a_bit


def names_of(backups: Path) -> list[str]:
    return sorted(file.parent.name for file in backups.glob("*/manifest.json"))


def contents_of(backups: Path) -> dict[str, int]:
    """When each file of the store was written, by its digest."""
    files = [file for file in (backups / "files").rglob("*") if file.is_file()]
    return {file.name: file.stat().st_mtime_ns for file in files}


def test_the_second_backup_copies_only_what_is_new(filled, backups, capsys):
    before = contents_of(backups)
    with filled:
        photo = hand_in(factories.make_organization()).photos.get()

        call_command("backup", backups)

    after = contents_of(backups)
    assert len(names_of(backups)) == 2
    assert before.items() <= after.items()
    assert photo.sha256 in after.keys() - before.keys()
    assert f"of these new: {len(after) - len(before)}," in capsys.readouterr().out


def test_where_nothing_is_new_nothing_is_copied(filled, backups, capsys):
    before = contents_of(backups)

    with filled:
        call_command("backup", backups)

    assert contents_of(backups) == before
    assert "of these new: 0, 0 bytes" in capsys.readouterr().out


def test_each_of_several_backups_is_of_its_own_time(filled, backups, empty):
    (first,) = names_of(backups)
    before = filled.look()
    with filled:
        hand_in(factories.make_organization())
        call_command("backup", backups)

    with empty:
        call_command("restore", backups, "--backup", first)

    after = empty.look()
    assert (after["rows"], after["files"]) == (before["rows"], before["files"])


def test_equal_photographs_are_kept_once_and_both_come_back(filled, backups, empty):
    twin = filled.media / "photos" / "of-somebody-else.jpg"
    twin.write_bytes(next(filled.media.glob("photos/*/*.jpg")).read_bytes())
    before = contents_of(backups)
    with filled:
        call_command("backup", backups)

    with empty:
        call_command("restore", backups)

    assert contents_of(backups) == before
    assert (empty.media / "photos" / "of-somebody-else.jpg").read_bytes() == twin.read_bytes()


def test_what_no_row_can_speak_of_is_left_out(filled, backups, empty):
    for name in (
        "incoming/0123",
        "workers/of-one.alive",
        "reports/.one.pdf.7.part",
        "derived/one-480.part",
    ):
        (filled.media / name).parent.mkdir(exist_ok=True)
        (filled.media / name).write_bytes(b"half a photograph")

    with filled:
        call_command("backup", backups)
    with empty:
        call_command("restore", backups)

    assert empty.look()["files"].keys() <= filled.look()["files"].keys()
    assert not list(empty.media.rglob("*.part"))
    assert not [name for name in ("incoming", "workers") if (empty.media / name).exists()]


def test_a_photograph_that_is_gone_does_not_hold_up_the_others_and_is_told(filled, backups, capsys):
    with filled:
        photo = hand_in(factories.make_organization()).photos.get()
        (filled.media / photo.path).unlink()

        with pytest.raises(CommandError, match="The backup is kept, but 1 files"):
            call_command("backup", backups)

    assert f"{photo.path}: missing" in capsys.readouterr().err
    assert len(names_of(backups)) == 2


def test_a_photograph_that_the_disk_has_damaged_does_not_spoil_the_earlier_backup(
    filled, backups, empty
):
    (first,) = names_of(backups)
    before = filled.look()
    flip_a_bit(next(filled.media.glob("photos/*/*.jpg")))

    with filled, pytest.raises(CommandError, match="1 files are missing or damaged"):
        call_command("backup", backups)
    with empty:
        call_command("restore", backups, "--backup", first)

    assert empty.look()["files"] == before["files"]


def test_a_file_that_the_disk_of_the_backups_has_damaged_is_whole_again_after_the_next(
    filled, backups, empty, capsys
):
    flip_a_bit(next(file for file in (backups / "files").rglob("*") if file.is_file()))

    with filled:
        call_command("backup", backups)
    with empty:
        call_command("restore", backups)

    assert "1 files of earlier backups were damaged and are whole again" in capsys.readouterr().out


def test_what_an_interrupted_backup_left_is_no_backup_and_goes_with_the_next(
    filled, backups, empty
):
    unfinished = backups / ".unfinished"
    unfinished.mkdir()
    (unfinished / "moments.sqlite3").write_bytes(b"half a database")
    (backups / "files" / ".arriving.part").write_bytes(b"half a photograph")

    with empty:
        call_command("restore", backups)
    with filled:
        call_command("backup", backups)

    assert empty.look()["rows"] == filled.look()["rows"]
    assert not unfinished.exists()
    assert not list(backups.rglob("*.part"))


def test_a_folder_that_is_not_there_is_not_made(filled, tmp_path):
    unmounted = tmp_path / "not mounted"

    with filled, pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", unmounted)

    assert not unmounted.exists()


def test_the_media_folder_is_not_copied_into_itself(filled):
    inside = filled.media / "backups"
    inside.mkdir()

    with filled, pytest.raises(CommandError, match="lies in the media folder itself"):
        call_command("backup", inside)


@contextmanager
def no_file_larger_than(size_bytes: int):
    """Let the system refuse to write more, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_where_there_is_no_room_for_the_database_nothing_half_made_stays(filled, backups):
    before = sorted(backups.rglob("*"))

    with filled, no_file_larger_than(64 * 1024), pytest.raises(CommandError) as refused:
        call_command("backup", backups)

    assert str(refused.value).startswith("No backup was made. The database cannot be copied")
    assert sorted(path for path in backups.rglob("*") if path.name != ".lock") == [
        path for path in before if path.name != ".lock"
    ]


def test_where_there_is_no_room_for_a_photograph_it_is_said(filled, backups):
    large = filled.media / "photos" / "large.jpg"
    large.write_bytes(os.urandom(8 * 1024 * 1024))

    said = "There is no room left on the disk"
    with filled, no_file_larger_than(4 * 1024 * 1024), pytest.raises(CommandError, match=said):
        call_command("backup", backups)

    assert len(names_of(backups)) == 1
    assert not list(backups.rglob("*.part"))


@pytest.mark.parametrize("where", ["the folder of the backups", "the media folder"])
def test_two_backups_are_not_made_at_once(filled, backups, where):
    busy = backups if where == "the folder of the backups" else filled.media
    said = f"Another backup or restore is at work in {busy}"

    with filled, disk.alone_in(busy), pytest.raises(CommandError, match=said):
        call_command("backup", backups)

    assert len(names_of(backups)) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be the wrong one")
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_root_leaves_no_files_that_the_product_could_not_read(filled, backups, command):
    os.chown(filled.media, 12345, 12345)

    with filled, pytest.raises(CommandError, match="number 12345"):
        call_command(command, backups, *(["--replace", "--no-input"] * (command == "restore")))


def test_the_script_for_the_night_makes_a_backup_of_the_installation_it_is_told_of(empty, tmp_path):
    (tmp_path / "mnt").mkdir()
    env = {**os.environ, "DEBUG": "1", "DATABASE_URL": empty.url, "MEDIA_ROOT": str(empty.media)}

    subprocess.run([ROOT / "deploy/backup.sh", "mnt"], cwd=tmp_path, env=env, check=True)

    assert len(names_of(tmp_path / "mnt")) == 1


def test_postgresql_is_copied_by_its_own_programs_or_not_at_all(
    on_postgresql, tmp_path, monkeypatch
):
    place = on_postgresql(tmp_path / "place")
    backups = tmp_path / "backups"
    backups.mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))

    with place, pytest.raises(CommandError, match="pg_dump is not here"):
        call_command("backup", backups)

    assert names_of(backups) == []

"""A backup that is not whole is noticed before anything is touched, and the way back is safe to repeat."""

import errno
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shopper.accounts.models import User
from shopper.backups import manifest
from shopper.backups.store import Store
from tests import factories
from tests.handing_in import hand_in
from tests.reports.backups.places import flip_a_bit


def newest(backups: Path) -> Path:
    return sorted(file.parent for file in backups.glob("*/manifest.json"))[-1]


def photograph_in(backups: Path) -> Path:
    """Where the one original that was taken in lies in the store."""
    files = manifest.read(newest(backups)).files
    (original,) = [file for file in files if file.path.startswith("photos/")]
    return Store(backups / "files").path_of(original.sha256)


def cut_short(file: Path) -> None:
    body = file.read_bytes()
    file.write_bytes(body[: len(body) * 2 // 3])


def damage_a_file(backups: Path) -> None:
    flip_a_bit(photograph_in(backups))


def lose_a_file(backups: Path) -> None:
    photograph_in(backups).unlink()


def damage_the_database(backups: Path) -> None:
    flip_a_bit(newest(backups) / "moments.sqlite3")


def cut_the_database_short(backups: Path) -> None:
    cut_short(newest(backups) / "moments.sqlite3")


def lose_the_database(backups: Path) -> None:
    (newest(backups) / "moments.sqlite3").unlink()


def cut_the_manifest_short(backups: Path) -> None:
    cut_short(newest(backups) / "manifest.json")


def lose_the_manifest(backups: Path) -> None:
    (newest(backups) / "manifest.json").unlink()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (damage_a_file, "1 of the 6 files .* are missing or damaged"),
        (lose_a_file, "1 of the 6 files .* are missing or damaged"),
        (damage_the_database, "The database of .* is damaged"),
        (cut_the_database_short, "The database of .* is damaged"),
        (lose_the_database, "has lost its database"),
        (cut_the_manifest_short, "The manifest of .* is damaged"),
        (lose_the_manifest, "There is no finished backup"),
    ],
)
def test_a_backup_that_is_not_whole_is_not_restored(filled, backups, harm, said):
    before = filled.look()
    harm(backups)

    with filled, pytest.raises(CommandError, match=f"Nothing was restored.*{said}"):
        call_command("restore", backups, "--replace", "--no-input")

    assert filled.look() == before


@pytest.mark.parametrize("harm", [damage_a_file, lose_a_file])
def test_what_is_damaged_is_named_and_the_rest_is_restored_when_that_is_wanted(
    filled, backups, empty, capsys, harm
):
    harm(backups)

    with empty:
        call_command("restore", backups, "--leave-out-damaged")

    named = capsys.readouterr().err.splitlines()
    assert len(named) == 1
    assert len(filled.look()["files"].keys() - empty.look()["files"].keys()) == 1
    assert empty.look()["rows"] == filled.look()["rows"]


def test_an_earlier_backup_can_be_chosen_where_the_newest_is_damaged(filled, backups, empty):
    first = newest(backups)
    before = filled.look()
    with filled:
        hand_in(factories.make_organization())
        call_command("backup", backups)
    cut_the_manifest_short(backups)

    with empty:
        call_command("restore", backups, "--backup", first.name)

    assert empty.look()["rows"] == before["rows"]


def test_a_name_that_no_backup_has_is_answered_with_those_there_are(backups, empty):
    with empty, pytest.raises(CommandError, match=newest(backups).name):
        call_command("restore", backups, "--backup", "yesterday")


def test_a_folder_without_backups_is_said_to_be_one(tmp_path, empty):
    (tmp_path / "nothing").mkdir()

    with empty, pytest.raises(CommandError, match="There is no finished backup"):
        call_command("restore", tmp_path / "nothing")


def test_files_alone_are_enough_to_make_an_installation_not_empty(backups, empty):
    (empty.media / "photos").mkdir(parents=True)
    (empty.media / "photos" / "one.jpg").write_bytes(b"a photograph")

    with empty, pytest.raises(CommandError, match="people or files"):
        call_command("restore", backups)


def test_a_database_too_damaged_to_be_opened_is_replaced_only_when_it_is_said(backups, filled):
    before = filled.look()
    filled.database.write_bytes(b"no database at all" * 1000)
    shutil.rmtree(filled.media)

    with filled:
        with pytest.raises(CommandError, match="--replace"):
            call_command("restore", backups)
        call_command("restore", backups, "--replace", "--no-input")

    after = filled.look()
    assert (after["rows"], after["files"]) == (before["rows"], before["files"])


def test_a_database_that_was_never_migrated_is_empty(backups, filled, empty):
    empty.database.unlink()

    with empty:
        call_command("restore", backups)

    assert empty.look()["rows"] == filled.look()["rows"]


def test_a_journal_left_beside_a_lost_database_is_not_played_into_the_one_put_back(
    backups, filled, empty
):
    with filled:  # the journal is written back only when the last connection closes
        factories.make_user()
        for ending in ("-wal", "-shm"):
            shutil.copyfile(f"{filled.database}{ending}", f"{empty.database}{ending}")
    empty.database.unlink()

    with empty:
        call_command("restore", backups)
        people = User.objects.count()
        call_command("check_integrity")

    with filled:
        assert people == User.objects.count() - 1


def test_what_was_here_lies_aside_until_somebody_removes_it(backups, filled, capsys):
    with filled:
        visit = hand_in(factories.make_organization())
        call_command("restore", backups, "--replace", "--no-input")

    said = [
        line for line in capsys.readouterr().out.splitlines() if "what was here lies in" in line
    ]
    aside = [Path(line.split(" lies in ")[1].partition(";")[0]) for line in said]
    assert [path.exists() for path in aside] == [True, True]
    assert list(aside[0].glob(f"photos/{visit.pk}/*"))
    assert not (filled.media / "photos" / str(visit.pk)).exists()


def backed_up(on_postgresql, tmp_path):
    """A place on PostgreSQL, and the folder with a backup of it."""
    place, backups = on_postgresql(tmp_path / "place"), tmp_path / "backups"
    backups.mkdir()
    with place:
        hand_in(factories.make_organization())
        call_command("backup", backups)
    return place, backups


def test_a_database_that_cannot_be_put_back_leaves_the_files_as_they_were(
    on_postgresql, tmp_path, monkeypatch
):
    place, backups = backed_up(on_postgresql, tmp_path)
    with place:
        hand_in(factories.make_organization())
    before = place.look()
    without_psql = tmp_path / "programs"
    without_psql.mkdir()
    (without_psql / "pg_restore").symlink_to(shutil.which("pg_restore"))
    monkeypatch.setenv("PATH", str(without_psql))

    with place, pytest.raises(CommandError, match="psql is not here"):
        call_command("restore", backups, "--replace", "--no-input")

    assert place.look() == before


def test_a_disk_that_refuses_at_the_last_step_is_told_apart_from_one_that_refuses_before(
    backups, filled, monkeypatch
):
    rename = Path.rename

    def rename_no_folder(self, target):
        if self.is_dir():
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(self, target)

    with filled:
        monkeypatch.setattr(Path, "rename", rename_no_folder)
        with pytest.raises(CommandError, match="The database is restored, the files are not yet"):
            call_command("restore", backups, "--replace", "--no-input")
        monkeypatch.setattr(Path, "rename", rename)
        call_command("restore", backups, "--replace", "--no-input")
        call_command("check_integrity")


def test_a_restore_that_was_interrupted_is_repeated_from_the_beginning(backups, filled, empty):
    (empty.media / ".arriving" / "photos").mkdir(parents=True)
    (empty.media / ".arriving" / "photos" / "half.jpg").write_bytes(b"half a photograph")

    with empty:
        call_command("restore", backups)

    assert empty.look()["files"] == filled.look()["files"]
    assert not (empty.media / ".arriving").exists()


def test_a_backup_of_one_database_is_not_put_into_the_other(backups, on_postgresql, tmp_path):
    place = on_postgresql(tmp_path / "place")

    with place, pytest.raises(CommandError, match="of sqlite, and DATABASE_URL names postgresql"):
        call_command("restore", backups)


def test_a_damaged_copy_leaves_postgresql_as_it_was(on_postgresql, tmp_path):
    place, backups = backed_up(on_postgresql, tmp_path)
    before = place.look()
    flip_a_bit(newest(backups) / "moments.dump")

    with place, pytest.raises(CommandError, match="damaged"):
        call_command("restore", backups, "--replace", "--no-input")

    assert place.look() == before

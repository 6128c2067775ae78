"""Old backups go when it is asked for; the newest good one stays, and every file that one names."""

import pytest
from django.core.management import CommandError, call_command

from shopper.backups import bucket as buckets
from shopper.backups import folder as folders
from shopper.backups import opening
from shopper.visits.models import Photo
from tests import factories
from tests.handing_in import hand_in
from tests.reports.backups.places import flip_a_bit


class InAFolder:
    def __init__(self, path) -> None:
        self.path = path

    def __str__(self) -> str:
        return str(self.path)

    def damage(self, key: str) -> None:
        flip_a_bit(self.path / key)


class InABucket:
    def __init__(self, bucket) -> None:
        self.bucket = bucket

    def __str__(self) -> str:
        return str(self.bucket)

    def damage(self, key: str) -> None:
        body = bytearray(self.bucket.read(key))
        body[len(body) // 2] ^= 1
        self.bucket.overwrite(key, bytes(body))


@pytest.fixture(params=["a folder", "a bucket"])
def place(request, tmp_path):
    if request.param == "a bucket":
        return InABucket(request.getfixturevalue("bucket"))
    (tmp_path / "kept").mkdir()
    return InAFolder(tmp_path / "kept")


def names_in(place) -> list[str]:
    return opening.shelf_at(str(place)).names()


def digests_in(place) -> set[str]:
    return set(opening.shelf_at(str(place)).digests())


def back_up(place, installation, *options) -> str:
    """Make a backup, and return its name."""
    with installation:
        call_command("backup", str(place), *options)
    return names_in(place)[-1]


def photograph_of_a_visit(installation) -> Photo:
    """Hand in a visit, and return its photograph."""
    with installation:
        photo = hand_in(factories.make_organization()).photos.get()
    return photo


def forget(installation, photo) -> None:
    with installation:
        (installation.media / photo.path).unlink()
        photo.delete()


def test_the_newest_stay_and_files_that_no_other_names_go(place, filled, empty, capsys):
    photo = photograph_of_a_visit(filled)
    back_up(place, filled)
    forget(filled, photo)
    second = back_up(place, filled)

    third = back_up(place, filled, "--keep", "2")

    assert names_in(place) == [second, third]
    assert photo.sha256 not in digests_in(place)
    assert "earlier backups removed: 1; files that no other names: 1" in capsys.readouterr().out
    for name in (second, third):
        with empty:
            call_command("restore", str(place), "--backup", name, "--replace", "--no-input")
        assert empty.look()["files"] == filled.look()["files"]


def test_a_file_that_one_backup_still_names_stays(place, filled, empty):
    photo = photograph_of_a_visit(filled)
    back_up(place, filled)
    first = back_up(place, filled)
    before = filled.look()
    forget(filled, photo)

    back_up(place, filled, "--keep", "2")

    assert photo.sha256 in digests_in(place)
    with empty:
        call_command("restore", str(place), "--backup", first)
    assert empty.look()["files"] == before["files"]


def test_nothing_goes_unless_it_is_asked_for(place, filled):
    names = [back_up(place, filled) for _ in range(3)]

    assert names_in(place) == names


def test_the_last_good_one_stays_while_later_ones_lack_a_photograph(place, filled, empty, capsys):
    photo = photograph_of_a_visit(filled)
    good = back_up(place, filled)
    before = filled.look()
    (filled.media / photo.path).unlink()

    for _ in range(3):
        with filled, pytest.raises(CommandError, match="The backup is kept, but 1 files"):
            call_command("backup", str(place), "--keep", "1")

    assert names_in(place)[0] == good
    assert len(names_in(place)) == 2
    assert f"{photo.path}: missing" in capsys.readouterr().err
    with empty:
        call_command("restore", str(place), "--backup", good)
    assert empty.look()["files"] == before["files"]


def test_a_backup_that_was_damaged_since_is_not_taken_for_the_last_good_one(place, filled):
    photo = photograph_of_a_visit(filled)
    good = back_up(place, filled)
    damaged = back_up(place, filled)
    place.damage(f"{damaged}/moments.sqlite3")
    (filled.media / photo.path).unlink()

    with filled, pytest.raises(CommandError):
        call_command("backup", str(place), "--keep", "1")

    assert good in names_in(place)
    assert damaged not in names_in(place)


def test_where_none_is_good_none_goes(place, filled):
    photo = photograph_of_a_visit(filled)
    (filled.media / photo.path).unlink()

    for _ in range(2):
        with filled, pytest.raises(CommandError, match="no earlier one went"):
            call_command("backup", str(place), "--keep", "1")
        with filled, pytest.raises(CommandError, match="The backup is kept"):
            call_command("backup", str(place))

    assert len(names_in(place)) == 4


def test_while_a_manifest_cannot_be_read_no_file_goes(place, filled):
    photo = photograph_of_a_visit(filled)
    first = back_up(place, filled)
    forget(filled, photo)
    place.damage(f"{first}/manifest.json")

    with filled, pytest.raises(CommandError, match=f"The manifest of {first} is damaged"):
        call_command("backup", str(place), "--keep", "1")

    assert first in names_in(place)
    assert photo.sha256 in digests_in(place)


def test_what_an_interrupted_removal_left_goes_with_the_next(place, filled, monkeypatch):
    photo = photograph_of_a_visit(filled)
    back_up(place, filled)
    forget(filled, photo)

    def interrupted(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        for shelf in (buckets.Bucket, folders.Folder):
            patched.setattr(shelf, "drop", interrupted)
        with filled, pytest.raises(KeyboardInterrupt):
            call_command("backup", str(place), "--keep", "1")
    assert photo.sha256 in digests_in(place)
    with filled:
        call_command("check_integrity", str(place))

    back_up(place, filled, "--keep", "1")

    assert photo.sha256 not in digests_in(place)
    assert len(names_in(place)) == 1


@pytest.mark.parametrize("count", ["0", "-1", "two"])
def test_a_number_that_would_keep_nothing_is_refused(place, filled, count):
    with filled, pytest.raises(CommandError, match="is not a number from 1 on"):
        call_command("backup", str(place), f"--keep={count}")

    assert names_in(place) == []


def test_every_backup_can_be_read_to_its_end_where_it_lies(place, filled, capsys):
    back_up(place, filled)
    newest = back_up(place, filled)
    with filled:
        call_command("check_integrity", str(place))
    assert "Everything is whole." in capsys.readouterr().out
    place.damage(f"{newest}/moments.sqlite3")
    digest = next(filled.media.glob("photos/*/*.jpg")).stem[-64:]
    place.damage(f"files/{digest[:2]}/{digest}")

    with filled, pytest.raises(CommandError, match="3 faults"):
        call_command("check_integrity", str(place))

    said = capsys.readouterr().out
    assert f"{newest}: moments.sqlite3: " in said
    assert said.count(f"{digest}.jpg: damaged") == 2

"""A manifest that was cut short or changed is noticed, and none leads out of the media folder."""

from datetime import UTC, datetime

import pytest

from shopper.backups import manifest
from shopper.backups.disk import Stopped
from shopper.backups.manifest import Database, File, Manifest

DIGEST = "5f" * 32
DATABASE = Database("sqlite", "moments.sqlite3", 4096, DIGEST)


def backup_of(*files: File) -> Manifest:
    return Manifest(datetime(2026, 11, 22, 3, 15, tzinfo=UTC), DATABASE, list(files))


@pytest.fixture
def written(tmp_path):
    manifest.write(backup_of(File("photos/1/2.jpg", 7, DIGEST)), tmp_path)
    return tmp_path / manifest.NAME


def test_a_manifest_reads_as_it_was_written(written):
    found = manifest.read(written.parent)

    assert found.files == [File("photos/1/2.jpg", 7, DIGEST)]
    assert found.database == DATABASE
    assert list(written.parent.iterdir()) == [written]


def test_a_manifest_that_was_cut_short_anywhere_is_refused(written):
    whole = written.read_bytes()

    for length in range(len(whole)):
        written.write_bytes(whole[:length])
        with pytest.raises(Stopped, match="damaged"):
            manifest.read(written.parent)


@pytest.mark.parametrize(
    ("word", "other"),
    [("photos/1/2.jpg", "photos/1/3.jpg"), ('"size_bytes": 7', '"size_bytes": 8'), ("5f", "6f")],
    ids=["path", "size", "digest"],
)
def test_a_manifest_in_which_anything_was_changed_is_refused(written, word, other):
    written.write_text(written.read_text().replace(word, other, 1))

    with pytest.raises(Stopped, match="damaged"):
        manifest.read(written.parent)


@pytest.mark.parametrize("path", ["../outside.jpg", "/outside.jpg", "photos/../../outside.jpg", ""])
def test_a_manifest_cannot_name_a_file_outside_of_the_media_folder(tmp_path, path):
    manifest.write(backup_of(File(path, 7, DIGEST)), tmp_path)

    with pytest.raises(Stopped, match="outside"):
        manifest.read(tmp_path)

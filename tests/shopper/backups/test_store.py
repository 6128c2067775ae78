"""Files are kept once by what is in them, and the store notices what its disk has done to them."""

import hashlib

import pytest

from shopper.backups.disk import Content
from shopper.backups.store import Store


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "files")


@pytest.fixture
def photograph(tmp_path):
    file = tmp_path / "photograph.jpg"
    file.write_bytes(b"\xff\xd8 a photograph \xff\xd9")
    return file


def flip_a_bit(file):
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(body)


def test_a_file_lies_in_the_store_under_its_digest(store, photograph):
    kept = store.put(photograph)

    body = photograph.read_bytes()
    assert kept.content == Content(hashlib.sha256(body).hexdigest(), len(body))
    assert kept.is_new
    assert store.path_of(kept.content.sha256).read_bytes() == body


def test_the_same_bytes_again_are_not_written_again(store, photograph):
    place = store.path_of(store.put(photograph).content.sha256)
    written = place.stat()

    again = store.put(photograph)

    assert not again.is_new
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)


def test_a_file_that_the_disk_has_damaged_is_noticed_and_mended_by_the_next_backup(
    store, photograph
):
    content = store.put(photograph).content
    place = store.path_of(content.sha256)
    flip_a_bit(place)

    noticed = store.fault(content)
    again = store.put(photograph)

    assert noticed == "damaged"
    assert again.was_damaged
    assert store.fault(content) is None
    assert place.read_bytes() == photograph.read_bytes()


def test_a_file_that_is_gone_is_noticed(store, photograph):
    content = store.put(photograph).content
    store.path_of(content.sha256).unlink()

    assert store.fault(content) == "missing"


def test_damaged_bytes_never_take_the_place_of_good_ones(store, photograph):
    good = store.put(photograph).content
    flip_a_bit(photograph)

    store.put(photograph)

    assert store.fault(good) is None


def test_nothing_half_written_stays_in_the_store(store, photograph):
    store.put(photograph)
    store.settle()

    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1

"""Bytes become a photograph only when they are whole, and what is left over is swept."""

import hashlib
import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from shopper import disk
from shopper.errors import Invalid
from shopper.identity import new_id
from shopper.visits import uploads
from shopper.visits.models import Photo
from shopper.visits.uploads import Declared
from tests import factories
from tests.samples import photographs


@pytest.fixture
def visit(db):
    return factories.make_visit()


def said_of(body: bytes) -> Declared:
    return Declared(len(body), hashlib.sha256(body).hexdigest())


def aged(file: Path, *, hours: int) -> None:
    then = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(file, (then, then))


def test_a_body_that_is_cut_short_leaves_nothing(visit, settings):
    body = photographs.jpeg()

    with pytest.raises(Invalid) as refused:
        uploads.take_in(visit.pk, new_id(), body=io.BytesIO(body[:-1]), said=said_of(body))

    assert set(refused.value.errors) == {"Content-Length"}
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert not Photo.objects.exists()


def test_no_more_is_read_than_was_announced(visit):
    body = photographs.jpeg()
    stream = io.BytesIO(body + b"the next request")

    uploads.take_in(visit.pk, new_id(), body=stream, said=said_of(body))

    assert stream.read() == b"the next request"


def test_a_large_photograph_is_never_held_in_memory_at_once(visit):
    class Watched(io.BytesIO):
        largest = 0

        def read(self, size=-1):
            self.largest = max(self.largest, size)
            return super().read(size)

    body = photographs.png(900, 900)
    stream = Watched(body)

    uploads.take_in(visit.pk, new_id(), body=stream, said=said_of(body))

    assert len(body) > 3 * uploads.PIECE_BYTES
    assert stream.largest == uploads.PIECE_BYTES


def test_what_a_cut_connection_left_behind_is_swept_after_a_day(visit, settings):
    body, identity = photographs.jpeg(), new_id()
    photo, _new = uploads.take_in(visit.pk, identity, body=io.BytesIO(body), said=said_of(body))
    kept = uploads.photo_file(photo)
    orphan = kept.with_name(f"{new_id()}-orphan.jpg")
    fresh = kept.with_name(f"{new_id()}-fresh.jpg")
    part = settings.MEDIA_ROOT / "incoming" / "part"
    for file in (orphan, fresh, part):
        file.write_bytes(b"bytes")
    for file in (kept, orphan, part):
        aged(file, hours=25)

    removed = uploads.sweep(at=timezone.now())

    assert removed == 2
    assert (kept.exists(), fresh.exists()) == (True, True)
    assert (orphan.exists(), part.exists()) == (False, False)
    assert kept.read_bytes() == body


def test_a_file_that_is_wanted_in_the_last_moment_is_put_back(visit, monkeypatch):
    body, identity = photographs.jpeg(), new_id()
    photo, _new = uploads.take_in(visit.pk, identity, body=io.BytesIO(body), said=said_of(body))
    file = uploads.photo_file(photo)
    aged(file, hours=25)
    Photo.objects.filter(pk=identity).delete()
    real, synced = Path.rename, []

    def meanwhile(self, target):
        moved = real(self, target)
        photo.save(force_insert=True)
        return moved

    monkeypatch.setattr(Path, "rename", meanwhile)
    monkeypatch.setattr(disk, "sync", synced.append)

    assert uploads.sweep(at=timezone.now()) == 0
    assert file.read_bytes() == body
    assert synced == [file.parent]


def test_a_row_whose_bytes_are_gone_or_cut_is_not_listed_as_kept(visit):
    whole, gone, cut = (factories.make_photo(visit) for _ in range(3))
    uploads.photo_file(gone).unlink()
    uploads.photo_file(cut).write_bytes(b"x")

    assert uploads.kept(visit.pk) == {str(whole.pk): whole.sha256}

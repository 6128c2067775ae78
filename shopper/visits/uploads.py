"""Take in a photograph's bytes: whole, checked, safely on disk, and only then a row."""

import base64
import binascii
import errno
import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shopper import disk, prepared
from shopper.accounts.models import User
from shopper.errors import Conflict, DiskFull, Invalid, TooLarge
from shopper.visits import imaging
from shopper.visits.models import Photo, Visit

PIECE_BYTES = 256 * 1024
# Room left for the database, which may share the disk: at most this, or a fiftieth of the disk.
RESERVE_BYTES = 64 * 1024 * 1024
DIGEST = re.compile(r"(?:^|,)\s*sha-256\s*=\s*:([A-Za-z0-9+/=]+):\s*(?:$|[,;])", re.IGNORECASE)
ABANDONED_AFTER = timedelta(days=1)
SENT_ON: prepared.Query[Visit] = prepared.Query(
    lambda visit, shopper: Visit.objects.assigned_to(shopper).filter(pk=visit).only("pk"),
    UUID,
    UUID,
)
BYTES_OF: prepared.Query[Photo] = prepared.Query(
    lambda visit: (
        Photo.objects.filter(visit_id=visit).only("sha256", "size_bytes", "path").order_by()
    ),
    UUID,
)


class Readable(Protocol):
    """Where the bytes come from."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Declared:
    """What the sender says of the bytes to come."""

    size_bytes: int
    sha256: str


def declared(*, length: str | None, repr_digest: str | None) -> Declared:
    """Read `Content-Length` and `Repr-Digest` (RFC 9530).

    Raises:
        Invalid: one of them is absent or cannot be read.
        TooLarge: more bytes are coming than are ever accepted.
    """
    if not length or not length.isascii() or not length.isdigit() or int(length[:18]) == 0:
        raise Invalid(errors={"Content-Length": [_("Say how many bytes are coming.")]})
    if len(length) > 18 or int(length) > settings.PHOTO_MAX_BYTES:
        raise TooLarge
    found = DIGEST.search(repr_digest or "")
    try:
        digest = base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        digest = b""
    if len(digest) != hashlib.sha256().digest_size:
        raise Invalid(errors={"Repr-Digest": [_("Give the digest as sha-256=:…:, in base64.")]})
    return Declared(int(length), digest.hex())


def is_sent_on(visit_id: UUID, *, shopper: User) -> bool:
    """Say whether there is this visit, and this person is the one sent on it."""
    return SENT_ON.columns(visit_id, shopper.pk) is not None


def take_in(
    visit_id: UUID, photo_id: UUID, *, body: Readable, said: Declared
) -> tuple[Photo, bool]:
    """Keep a photograph of a visit; the second value says whether it is here for the first time.

    The bytes are on disk, under a name that holds their digest, before the row is committed. The
    same bytes again are the same photograph, and mend a file that the disk has lost.

    Raises:
        Invalid: not the bytes that were announced, or not a photograph.
        Conflict: the identity stands for other bytes, or for another visit's photograph.
        DiskFull: there is no room; nothing half-written stays.
        OSError: the disk refuses, or is not the one with the earlier photographs.
    """
    path, header = laid_down(body, said, folder=f"photos/{visit_id}", photo_id=photo_id)
    photo = Photo(
        id=photo_id,
        visit_id=visit_id,
        sha256=said.sha256,
        size_bytes=said.size_bytes,
        media_type=header.media_type,
        path=path,
        width_px=header.width_px,
        height_px=header.height_px,
    )
    try:
        with prepared.alone():
            prepared.insert(photo)
    except IntegrityError:
        return _the_one_here(photo), False
    return photo, True


def laid_down(
    body: Readable, said: Declared, *, folder: str, photo_id: UUID
) -> tuple[str, imaging.Header]:
    """Put a photograph's bytes on the disk for good; return where they lie and what they are.

    The file is named after the bytes too, so that other bytes can never be written over it.

    Raises:
        Invalid: not the bytes that were announced, or not a photograph.
        DiskFull: there is no room; nothing half-written stays.
        OSError: the disk refuses, or is not the one with the earlier photographs.
    """
    _require_the_disk_of_earlier_ones()
    with _room_on_the_disk(), _incoming() as part:
        header = _receive(body, said, part)
        path = f"{folder}/{photo_id}-{said.sha256}{imaging.SUFFIXES[header.media_type]}"
        disk.move_for_good(part, Path(settings.MEDIA_ROOT) / path)
    return path, header


def _the_one_here(photo: Photo) -> Photo:
    """Return the row whose identity this photo repeats, or refuse other bytes under it."""
    here = Photo.objects.filter(pk=photo.pk, visit_id=photo.visit_id).first()
    if here is None or here.sha256 != photo.sha256:
        photo_file(photo).unlink(missing_ok=True)
        raise Conflict(_("This photo's identity already stands for other bytes."))
    return here


def photo_file(photo: Photo) -> Path:
    """Return where the original lies, exactly as the phone sent it."""
    return Path(settings.MEDIA_ROOT) / photo.path


def is_whole(photo: Photo) -> bool:
    """Say whether all bytes of the original are on disk; half a photograph is none."""
    return _size_of(photo_file(photo)) == photo.size_bytes


def kept(visit_id: UUID) -> dict[str, str]:
    """Return digest by identity of the visit's photos whose bytes are truly on disk.

    A phone deletes what is listed here, so a row alone is not believed.
    """
    root = Path(settings.MEDIA_ROOT)
    return {
        str(photo.pk): photo.sha256
        for photo in BYTES_OF.all(visit_id)
        if _size_of(root / photo.path) == photo.size_bytes
    }


def _size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _receive(body: Readable, said: Declared, part: Path) -> imaging.Header:
    digest, remaining = hashlib.sha256(), said.size_bytes
    with disk.new_file(part) as file:
        while remaining and (piece := body.read(min(PIECE_BYTES, remaining))):
            digest.update(piece)
            file.write(piece)
            remaining -= len(piece)
        if remaining:
            raise Invalid(errors={"Content-Length": [_("The bytes ended too early.")]})
        if digest.hexdigest() != said.sha256:
            raise Invalid(errors={"Repr-Digest": [_("These are not the bytes of this digest.")]})
        file.flush()
        header = imaging.identify(file)
        disk.settle(file)
    return header


@contextmanager
def _incoming() -> Iterator[Path]:
    """Lend a name for bytes on their way; whatever still lies there afterwards goes."""
    part = Path(settings.MEDIA_ROOT) / "incoming" / uuid4().hex
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _room_on_the_disk() -> Iterator[None]:
    try:
        _require_a_reserve()
        yield
    except OSError as trouble:
        if trouble.errno in disk.NO_ROOM:
            raise DiskFull from trouble
        raise


def _require_the_disk_of_earlier_ones() -> None:
    """Refuse a folder without photographs where rows speak of some: its disk is not mounted.

    What was written there would be hidden once the disk is back.
    """
    folder = Path(settings.MEDIA_ROOT) / "photos"
    if not folder.is_dir() and Photo.objects.exists():
        said = "Photographs are known, and their folder is not there. Mount its disk, or make it"
        raise FileNotFoundError(errno.ENOENT, said, str(folder))


def _require_a_reserve() -> None:
    root = Path(settings.MEDIA_ROOT)
    with suppress(FileNotFoundError):  # made by the first photograph
        total, _used, free = shutil.disk_usage(root)
        if free < min(RESERVE_BYTES, total // 50):
            raise DiskFull


def sweep(*, at: datetime) -> int:
    """Remove files older than a day that no row speaks of, and return how many.

    They are what a cut connection or a lost race left behind. Safe to repeat, and safe beside an
    upload of the same bytes: a file that turns out to be fresh, or wanted, is put back.
    """
    return sum(swept(files, Photo.objects.all(), at=at) for files in ("incoming/*", "photos/*/*"))


def swept(files: str, rows: QuerySet[Any], *, at: datetime) -> int:
    """Remove the files of this pattern that are older than a day and no row's `path`; say how many."""
    root, oldest = Path(settings.MEDIA_ROOT), (at - ABANDONED_AFTER).timestamp()
    found = [file for file in root.glob(files) if _is_abandoned(file, oldest)]
    return sum(_is_swept(file, rows.filter(path=_name(file)), oldest) for file in found)


def _is_swept(file: Path, rows: QuerySet[Any], oldest: float) -> bool:
    if rows.exists():
        return False
    with _incoming() as aside:
        file.rename(aside)
        if not _is_abandoned(aside, oldest) or rows.all().exists():
            disk.move_for_good(aside, file)
            return False
    return True


def _name(file: Path) -> str:
    return file.relative_to(settings.MEDIA_ROOT).as_posix()


def _is_abandoned(file: Path, oldest: float) -> bool:
    try:
        return file.stat().st_mtime < oldest
    except FileNotFoundError:
        return False

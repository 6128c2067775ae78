"""Bytes on disk: copied so that a power cut cannot take them back, and read back from the disk."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from shopper.disk import NO_ROOM, settle

PIECE_BYTES = 1024 * 1024
UNFINISHED = ".part"


class Stopped(Exception):
    """This cannot go on; says why, and what to do, to whoever typed the command."""


@dataclass(frozen=True)
class Content:
    """What a file holds."""

    sha256: str
    size_bytes: int


def content_of(file: Path) -> Content:
    """Read a file to its end."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return Content(digest.hexdigest(), stream.tell())


def read_back(file: Path) -> Content:
    """Read a file from the disk itself, as far as the system lets its memory of it go."""
    with file.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        digest = hashlib.file_digest(stream, "sha256")
        return Content(digest.hexdigest(), stream.tell())


def copy(source: Path, target: Path) -> Content:
    """Copy a file whole or not at all, and return what was copied.

    The bytes are on the disk when this returns; its name is, once the folder is synced.
    """
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as stream, being_written(target) as part, part.open("xb") as file:
        while piece := stream.read(PIECE_BYTES):
            digest.update(piece)
            size += file.write(piece)
        settle(file)
    return Content(digest.hexdigest(), size)


def linked(file: Path, place: Path) -> bool:
    """Give a file a second name, where the file system can."""
    try:
        os.link(file, place)
    except OSError:
        return False
    return True


@contextmanager
def being_written(target: Path) -> Iterator[Path]:
    """Lend a name beside the target; it becomes the target where nothing went wrong."""
    part = target.with_name(f".{uuid4().hex}{UNFINISHED}")
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def words_for_trouble() -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as trouble:
        where = f" ({trouble.filename})" if trouble.filename else ""
        if trouble.errno in NO_ROOM:
            raise Stopped(
                f"There is no room left on the disk{where}. Make some, then run this again."
            ) from trouble
        raise Stopped(f"The disk refused{where}: {trouble.strerror or trouble}.") from trouble


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let no other backup and no other restore be at work in a folder meanwhile."""
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise Stopped(
                f"Another backup or restore is at work in {folder}. Wait for it."
            ) from held
        yield


def require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise Stopped(
            f"There is no folder {folder}. Mount its disk, or make the folder, and run this again."
        )


def require_own_files(place: Path) -> None:
    """Refuse to be root where the product is not: what root writes, the product could not read."""
    while not place.exists():
        place = place.parent
    if os.geteuid() == 0 and (owner := place.stat().st_uid) != 0:
        raise Stopped(f"Run this as the user the product runs as (number {owner}), not as root.")

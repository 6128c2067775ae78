"""What it takes for bytes, and the names of files, to survive a power cut: the only place that syncs."""

import errno
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def move_for_good(part: Path, place: Path) -> None:
    """Rename a file whose bytes are synced, into a folder that is made where it is not there.

    The name is on disk afterwards, and so are the names of the folders above it.
    """
    try:
        part.replace(place)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.replace(place)
    _make_sure_of_those_above(place.parent)
    sync(place.parent)


def new_file(path: Path) -> BinaryIO:
    """Open a file that is not there yet, to write and to read, in a folder made where it is missing."""
    try:
        return path.open("x+b")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("x+b")


@lru_cache(maxsize=4096)
def _make_sure_of_those_above(folder: Path) -> None:
    for above in (folder, *folder.parents):
        _make_sure_of(above)
        if above == Path(settings.MEDIA_ROOT):
            break


@lru_cache(maxsize=4096)
def _make_sure_of(folder: Path) -> None:
    """Make a folder's own name survive a power cut, whoever made the folder; once a process.

    To find it there is not enough: another thread may be about to sync it, and another process
    may have been killed before it did.
    """
    if not folder.is_mount():
        with suppress(PermissionError):  # above the media folder, which somebody else made
            sync(folder.parent)


def settle(file: IO[bytes]) -> None:
    """Wait until the disk has what was written to an open file."""
    file.flush()
    os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Wait until the disk has a file's bytes, or a folder's names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

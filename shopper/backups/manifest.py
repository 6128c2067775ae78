"""What one backup holds: its database and its files, each with size and digest; written last."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from shopper.backups import disk
from shopper.backups.disk import Content, Stopped
from shopper.disk import sync

NAME = "manifest.json"
FORMAT = 1


class Database(Struct, frozen=True):
    """The copy of the database; `kind` is Django's word for its vendor."""

    kind: str
    file: str
    size_bytes: int
    sha256: str

    @property
    def content(self) -> Content:
        return Content(self.sha256, self.size_bytes)


class File(Struct, frozen=True):
    """One file; `path` is relative to the media folder."""

    path: str
    size_bytes: int
    sha256: str

    @property
    def content(self) -> Content:
        return Content(self.sha256, self.size_bytes)


class Manifest(Struct, frozen=True):
    """One backup. Without its manifest it is unfinished, and counts for nothing."""

    made_at: datetime
    database: Database
    files: list[File]
    format: int = FORMAT
    seal: str = ""  # the digest of all the rest


def write(manifest: Manifest, folder: Path) -> None:
    """Write the manifest so that it is there whole, also after a power cut, or not at all."""
    sealed = msgspec.structs.replace(manifest, seal=_seal_of(manifest))
    with disk.being_written(folder / NAME) as part, part.open("xb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(sealed), indent=1))
        file.flush()
        os.fsync(file.fileno())
    sync(folder)


def read(folder: Path) -> Manifest:
    """Return what a backup says it holds.

    Raises:
        Stopped: the manifest is not whole, or not of a kind this program knows.
    """
    try:
        manifest = msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except (msgspec.DecodeError, UnicodeError) as trouble:
        raise Stopped(_not_whole(folder)) from trouble
    if manifest.format != FORMAT:
        raise Stopped(
            f"The backup {folder.name} was made by another version of Moments. Use that one, or a newer."
        )
    if manifest.seal != _seal_of(manifest):
        raise Stopped(_not_whole(folder))
    if any(not _stays_inside(file.path) for file in manifest.files):
        raise Stopped(f"The manifest of {folder.name} names files outside of the media folder.")
    return manifest


def _not_whole(folder: Path) -> str:
    return f"The manifest of the backup {folder.name} is damaged. Choose another with --backup."


def _seal_of(manifest: Manifest) -> str:
    bare = msgspec.structs.replace(manifest, seal="")
    return hashlib.sha256(msgspec.json.encode(bare)).hexdigest()


def _stays_inside(path: str) -> bool:
    parts = Path(path).parts
    return bool(parts) and not Path(path).is_absolute() and ".." not in parts

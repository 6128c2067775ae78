"""What one backup holds: its database and its files, each with size and digest; written last."""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from shopper.backups import disk
from shopper.backups.disk import Content, Stopped
from shopper.disk import settle, sync

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
    faults: int = 0  # files that rows spoke of, missing or damaged already when this was made


def encoded(manifest: Manifest) -> bytes:
    """Return a manifest as text that notices when it is cut short or changed."""
    sealed = msgspec.structs.replace(manifest, seal=_seal_of(manifest))
    return msgspec.json.format(msgspec.json.encode(sealed), indent=1)


def decoded(text: bytes, *, of: str) -> Manifest:
    """Return what the backup of this name says it holds.

    Raises:
        Stopped: the manifest is not whole, or not of a kind this program knows.
    """
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except (msgspec.DecodeError, UnicodeError) as trouble:
        raise Stopped(_not_whole(of)) from trouble
    if manifest.format != FORMAT:
        raise Stopped(
            f"The backup {of} was made by another version of Moments. Use that one, or a newer."
        )
    if manifest.seal != _seal_of(manifest):
        raise Stopped(_not_whole(of))
    if any(not _stays_inside(file.path) for file in manifest.files):
        raise Stopped(f"The manifest of {of} names files outside of the media folder.")
    return manifest


def write(manifest: Manifest, folder: Path) -> None:
    """Write the manifest so that it is there whole, also after a power cut, or not at all."""
    with disk.being_written(folder / NAME) as part, part.open("xb") as file:
        file.write(encoded(manifest))
        settle(file)
    sync(folder)


def read(folder: Path) -> Manifest:
    return decoded((folder / NAME).read_bytes(), of=folder.name)


def _not_whole(name: str) -> str:
    return f"The manifest of the backup {name} is damaged. Choose another with --backup."


def _seal_of(manifest: Manifest) -> str:
    bare = msgspec.to_builtins(msgspec.structs.replace(manifest, seal=""))
    if not manifest.faults:
        del bare["faults"]  # as it was sealed before faults were counted
    return hashlib.sha256(msgspec.json.encode(bare)).hexdigest()


def _stays_inside(path: str) -> bool:
    parts = Path(path).parts
    return bool(parts) and not Path(path).is_absolute() and ".." not in parts

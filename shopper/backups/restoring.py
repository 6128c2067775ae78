"""The way back: everything a backup holds is looked at first, then laid beside, then put in place."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from shopper.backups import databases, disk, making, shelves
from shopper.backups.disk import Stopped
from shopper.backups.manifest import File, Manifest
from shopper.backups.shelves import Shelf
from shopper.disk import sync
from shopper.identity import new_id
from shopper.sync.models import Installation

ARRIVING = ".arriving"


class HalfWay(Stopped):
    """The database is restored, and the files are not yet."""


@dataclass(frozen=True)
class Chosen:
    """A backup to go back to, and what of it is damaged or gone, a sentence each by path."""

    name: str
    manifest: Manifest
    database: Path
    shelf: Shelf
    damaged: dict[str, str]

    @property
    def files(self) -> list[File]:
        return [file for file in self.manifest.files if file.path not in self.damaged]


def choose(shelf: Shelf, name: str | None) -> Chosen:
    """Read a backup to its end, the newest unless one is named.

    Raises:
        Stopped: there is none, its manifest or its database is damaged, or it is of another kind.
    """
    root = Path(settings.MEDIA_ROOT)
    disk.require_own_files(root)
    name = _named(shelf, name)
    with disk.words_for_trouble():
        content = shelf.manifest_of(name)
        database = _sound_database(shelf, name, content)
        faults = ((file, shelf.fetch(file.content)) for file in content.files)
        damaged = {file.path: f"{file.path}: {fault}" for file, fault in faults if fault}
    return Chosen(name, content, database, shelf, damaged)


def _named(shelf: Shelf, name: str | None) -> str:
    shelf.require_ready(media=None)
    names = shelf.names()
    if not names:
        raise Stopped(
            f"There is no finished backup in {shelf}. Name the place that `backup` was given."
        )
    if name is None:
        return names[-1]
    if name not in names:
        there = "\n".join(f"  {name}" for name in names)
        raise Stopped(f"There is no finished backup {name} in {shelf}. These are there:\n{there}")
    return name


def _sound_database(shelf: Shelf, name: str, content: Manifest) -> Path:
    here = databases.here()
    if content.database.kind != here.kind:
        raise Stopped(
            f"This backup is of {content.database.kind}, and DATABASE_URL names {here.kind}."
        )
    file, fault = shelf.database(name, content.database)
    if fault == shelves.MISSING:
        raise Stopped(f"The backup {name} has lost its database. Choose another with --backup.")
    if fault := fault or here.fault(file):
        raise Stopped(f"The database of {name} is damaged ({fault}). Choose another with --backup.")
    return file


def holds_anything() -> bool:
    """Tell whether the installation has people, or files."""
    root = Path(settings.MEDIA_ROOT)
    return not databases.here().is_empty() or next(making.paths_below(root), None) is not None


def restore(chosen: Chosen, *, at: datetime) -> list[Path]:
    """Put database and files in the place of what is here, and return where that lies now.

    The server gets another epoch, so that phones offer again all that they hold. Safe to repeat
    after any interruption.

    Raises:
        Stopped: somebody uses the database, or the disk refused; nothing was changed.
        HalfWay: the disk refused when the database was in its place already.
    """
    root, here = Path(settings.MEDIA_ROOT), databases.here()
    aside = f".before-{shelves.name_of(at)}"
    disk.require_own_files(root)
    root.mkdir(parents=True, exist_ok=True)
    with disk.words_for_trouble(), disk.alone_in(root):
        here.require_unused()
        _lay_beside(chosen, root / ARRIVING)
        left = here.put_back(chosen.database, then=[_another_epoch()], aside=aside)
        try:
            _exchange(root, root / aside)
        except OSError as trouble:
            raise HalfWay(
                f"The database is restored, the files are not yet ({trouble})."
            ) from trouble
        chosen.shelf.put_away()
    return [path for path in (root / aside, *left) if path.exists()]


def _lay_beside(chosen: Chosen, folder: Path) -> None:
    """Lay the files into a folder of the same disk, each content copied once and read back."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    _require_room(chosen, folder)
    laid: dict[str, Path] = {}
    for file in chosen.files:
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        if file.sha256 in laid and disk.linked(laid[file.sha256], place):
            continue
        laid[file.sha256] = place
        chosen.shelf.lay(file.content, place)
        if disk.read_back(place) != file.content:
            raise Stopped(f"{place} holds other bytes than were written. Do not trust this disk.")
    for where, _folders, _files in os.walk(folder):
        sync(Path(where))


def _require_room(chosen: Chosen, folder: Path) -> None:
    needed = chosen.shelf.bytes_to_lay({file.content for file in chosen.files})
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise Stopped(
            f"The files need {needed} bytes, and {folder.parent} has room for {free}. "
            "Make some room first."
        )


def _exchange(root: Path, aside: Path) -> None:
    """Move what is here aside, and what has arrived into its place."""
    here = [place for place in root.iterdir() if place.name[0] != "."]
    if here:
        aside.mkdir()
    for place in here:
        place.rename(aside / place.name)
    arriving = root / ARRIVING
    for place in list(arriving.iterdir()):
        place.rename(root / place.name)
    arriving.rmdir()
    sync(root)


def _another_epoch() -> str:
    """Return the statement that makes rows of yesterday those of today; both databases read it."""
    table = connection.ops.quote_name(Installation._meta.db_table)
    return f"UPDATE {table} SET epoch = '{new_id().hex}'"  # noqa: S608 - the name is the model's own

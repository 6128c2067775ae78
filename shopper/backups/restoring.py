"""The way back: everything a backup holds is looked at first, then laid beside, then put in place."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from shopper.backups import databases, disk, making, manifest
from shopper.backups.disk import Stopped
from shopper.backups.manifest import File, Manifest
from shopper.backups.store import Store
from shopper.disk import sync
from shopper.identity import new_id
from shopper.sync.models import Installation

ARRIVING = ".arriving"


class HalfWay(Stopped):
    """The database is restored, and the files are not yet."""


@dataclass(frozen=True)
class Chosen:
    """A backup to go back to, and what of it is damaged or gone, a sentence each by path."""

    folder: Path
    manifest: Manifest
    store: Store
    damaged: dict[str, str]

    @property
    def files(self) -> list[File]:
        return [file for file in self.manifest.files if file.path not in self.damaged]


def choose(target: Path, name: str | None) -> Chosen:
    """Read a backup to its end, the newest unless one is named.

    Raises:
        Stopped: there is none, its manifest or its database is damaged, or it is of another kind.
    """
    disk.require_folder(target)
    folder = _folder_of(target, name)
    with disk.words_for_trouble():
        content = manifest.read(folder)
        _require_sound_database(folder, content)
        store = Store(target / making.FILES)
        faults = ((file, store.fault(file.content)) for file in content.files)
        damaged = {file.path: f"{file.path}: {fault}" for file, fault in faults if fault}
    return Chosen(folder, content, store, damaged)


def _folder_of(target: Path, name: str | None) -> Path:
    backups = sorted(file.parent for file in target.glob(f"[!.]*/{manifest.NAME}"))
    if not backups:
        raise Stopped(
            f"There is no finished backup in {target}. Name the folder that `backup` was given."
        )
    if name is None:
        return backups[-1]
    for folder in backups:
        if folder.name == name:
            return folder
    there = "\n".join(f"  {folder.name}" for folder in backups)
    raise Stopped(f"There is no finished backup {name} in {target}. These are there:\n{there}")


def _require_sound_database(folder: Path, content: Manifest) -> None:
    here, said = databases.here(), content.database
    if said.kind != here.kind:
        raise Stopped(f"This backup is of {said.kind}, and DATABASE_URL names {here.kind}.")
    file = folder / said.file
    if not file.exists():
        raise Stopped(
            f"The backup {folder.name} has lost its database. Choose another with --backup."
        )
    fault = (
        here.fault(file) if disk.read_back(file) == said.content else "other bytes than were saved"
    )
    if fault:
        raise Stopped(
            f"The database of {folder.name} is damaged ({fault}). Choose another with --backup."
        )


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
    aside = f".before-{making.name_of(at)}"
    disk.require_own_files(root)
    root.mkdir(parents=True, exist_ok=True)
    with disk.words_for_trouble(), disk.alone_in(root):
        here.require_unused()
        _lay_beside(chosen, root / ARRIVING)
        rows = chosen.folder / chosen.manifest.database.file
        left = here.put_back(rows, then=[_another_epoch()], aside=aside)
        try:
            _exchange(root, root / aside)
        except OSError as trouble:
            raise HalfWay(
                f"The database is restored, the files are not yet ({trouble})."
            ) from trouble
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
        if file.sha256 in laid and _linked(laid[file.sha256], place):
            continue
        laid[file.sha256] = place
        disk.copy(chosen.store.path_of(file.sha256), place)
        if disk.read_back(place) != file.content:
            raise Stopped(f"{place} holds other bytes than were written. Do not trust this disk.")
    for where, _folders, _files in os.walk(folder):
        sync(Path(where))


def _require_room(chosen: Chosen, folder: Path) -> None:
    needed = sum({file.sha256: file.size_bytes for file in chosen.files}.values())
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise Stopped(
            f"The files need {needed} bytes, and {folder.parent} has room for {free}. "
            "Make some room first."
        )


def _linked(file: Path, place: Path) -> bool:
    """Give a file a second name, as it had before, where the file system can."""
    try:
        os.link(file, place)
    except OSError:
        return False
    return True


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

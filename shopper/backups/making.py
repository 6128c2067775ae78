"""Make a backup: the rows first and the files after them, for a file stands before its row does."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from shopper.backups import databases, disk, manifest, promises, pruning, shelves
from shopper.backups.disk import UNFINISHED, Content, Stopped
from shopper.backups.manifest import File, Manifest
from shopper.backups.promises import Promise, Promises
from shopper.backups.pruning import Policy, Pruned
from shopper.backups.shelves import Shelf

NOT_KEPT = {"incoming", "workers"}  # bytes on their way, and signs that a process lives


@dataclass
class Made:
    """What a backup came to. `faults` are those of the installation; the backup has them too."""

    shelf: Shelf
    name: str
    database: Content
    files: int = 0
    files_bytes: int = 0
    new_files: int = 0
    new_bytes: int = 0
    mended_files: int = 0
    faults: list[str] = field(default_factory=list)


def make(shelf: Shelf, *, at: datetime, promised: Promises) -> Made:
    """Lay a copy of everything on the shelf, and read all of it back.

    Files are shared with the earlier backups there. Safe beside everything that the product does,
    and safe to repeat after any interruption: without its manifest a backup counts for nothing.

    Raises:
        Stopped: it cannot be made; what was there before is as it was.
    """
    root, name = Path(settings.MEDIA_ROOT), shelves.name_of(at)
    shelf.require_ready(media=root)
    disk.require_own_files(root)
    root.mkdir(parents=True, exist_ok=True)
    with _at_work_on(shelf), shelf.being_made(name) as folder:
        database, rows = _copy_database(folder, promised)
        made = Made(shelf, name, database.content)
        files = _keep_files(shelf, rows, made)
        shelf.finish(name, folder, Manifest(at, database, files, faults=len(made.faults)))
    return made


def prune(made: Made, policy: Policy) -> Pruned:
    """Remove backups older than the one just made; see `pruning`."""
    with _at_work_on(made.shelf):
        return pruning.prune(made.shelf, policy, known_good=None if made.faults else made.name)


@contextmanager
def _at_work_on(shelf: Shelf) -> Iterator[None]:
    root = Path(settings.MEDIA_ROOT)
    with disk.words_for_trouble(), shelf.alone(), disk.alone_in(root):
        yield


def _keep_files(shelf: Shelf, rows: list[Promise], made: Made) -> list[File]:
    names = dict.fromkeys(paths_below(Path(settings.MEDIA_ROOT)))
    # What was swept aside and put back while the folders were read is looked for a second time.
    names |= {promise.path: None for promise in rows}
    kept = dict(_keep(names, shelf, made))
    made.faults = list(
        promises.broken(rows, lambda path: kept[path].sha256 if path in kept else None)
    )
    return [File(path, content.size_bytes, content.sha256) for path, content in kept.items()]


def _copy_database(folder: Path, promised: Promises) -> tuple[manifest.Database, list[Promise]]:
    here = databases.here()
    file = folder / here.file_name
    rows = here.copy_to(file, reading=lambda alias: list(promised(alias)))
    if fault := here.fault(file):
        raise Stopped(f"The copied database is damaged: {fault}. Keep your earlier backups.")
    content = disk.read_back(file)
    return manifest.Database(here.kind, file.name, content.size_bytes, content.sha256), rows


def _keep(names: dict[str, None], shelf: Shelf, made: Made) -> Iterator[tuple[str, Content]]:
    root = Path(settings.MEDIA_ROOT)
    for path in names:
        with suppress(FileNotFoundError):
            kept = shelf.put(root / path)
            made.files += 1
            made.files_bytes += kept.content.size_bytes
            made.new_files += kept.is_new
            made.new_bytes += kept.content.size_bytes if kept.is_new else 0
            made.mended_files += kept.was_damaged
            yield path, kept.content


def paths_below(root: Path) -> Iterator[str]:
    """Yield the files to keep, by their names below the root; folders that are links count too."""
    for where, folders, files in os.walk(root, followlinks=True):
        here = Path(where)
        ignored = NOT_KEPT if here == root else set()
        folders[:] = sorted(name for name in folders if name not in ignored and name[0] != ".")
        for name in sorted(files):
            if name[0] != "." and not name.endswith(UNFINISHED):
                yield (here / name).relative_to(root).as_posix()

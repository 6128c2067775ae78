"""Make a backup: the rows first and the files after them, for a file stands before its row does."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from shopper.backups import databases, disk, manifest, promises
from shopper.backups.disk import UNFINISHED, Content, Stopped
from shopper.backups.manifest import File, Manifest
from shopper.backups.promises import Promise, Promises
from shopper.backups.store import Store
from shopper.disk import sync

FILES = "files"
NOT_KEPT = {"incoming", "workers"}  # bytes on their way, and signs that a process lives


@dataclass
class Made:
    """What a backup came to. `faults` are those of the installation; the backup has them too."""

    folder: Path
    database: Content
    files: int = 0
    files_bytes: int = 0
    new_files: int = 0
    new_bytes: int = 0
    mended_files: int = 0
    faults: list[str] = field(default_factory=list)


def make(target: Path, *, at: datetime, promised: Promises) -> Made:
    """Copy everything into a new folder below the target, and read all of it back.

    Files are shared with the earlier backups there. Safe beside everything that the product does,
    and safe to repeat after any interruption: without its manifest a backup counts for nothing.

    Raises:
        Stopped: it cannot be made; what was there before is as it was.
    """
    disk.require_folder(target)
    root = Path(settings.MEDIA_ROOT)
    if target.resolve().is_relative_to(root.resolve()):
        raise Stopped(
            f"{target} lies in the media folder itself. Choose another, best on another disk."
        )
    disk.require_own_files(root)
    root.mkdir(parents=True, exist_ok=True)
    with disk.words_for_trouble(), disk.alone_in(target), disk.alone_in(root):
        with _unfinished(target) as folder:
            made = _fill(folder, Store(target / FILES), at=at, promised=promised)
            made.folder = target / name_of(at)
            folder.rename(made.folder)
        sync(target)
        return made


def name_of(at: datetime) -> str:
    """Name something for its moment, so that names sort as time does."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """Lend a folder to fill; what is still in it afterwards goes, as does what a power cut left."""
    folder = target / ".unfinished"
    shutil.rmtree(folder, ignore_errors=True)
    for part in (target / FILES).glob(f".*{UNFINISHED}"):
        part.unlink()
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(folder: Path, store: Store, *, at: datetime, promised: Promises) -> Made:
    database, rows = _copy_database(folder, promised)
    made = Made(folder, database.content)
    names = dict.fromkeys(paths_below(Path(settings.MEDIA_ROOT)))
    # What was swept aside and put back while the folders were read is looked for a second time.
    names |= {promise.path: None for promise in rows}
    kept = dict(_keep(names, store, made))
    store.settle()
    made.faults = list(
        promises.broken(rows, lambda path: kept[path].sha256 if path in kept else None)
    )
    files = [File(path, content.size_bytes, content.sha256) for path, content in kept.items()]
    manifest.write(Manifest(at, database, files), folder)
    return made


def _copy_database(folder: Path, promised: Promises) -> tuple[manifest.Database, list[Promise]]:
    here = databases.here()
    file = folder / here.file_name
    rows = here.copy_to(file, reading=lambda alias: list(promised(alias)))
    if fault := here.fault(file):
        raise Stopped(f"The copied database is damaged: {fault}. Keep your earlier backups.")
    content = disk.read_back(file)
    return manifest.Database(here.kind, file.name, content.size_bytes, content.sha256), rows


def _keep(names: dict[str, None], store: Store, made: Made) -> Iterator[tuple[str, Content]]:
    root = Path(settings.MEDIA_ROOT)
    for path in names:
        with suppress(FileNotFoundError):
            kept = store.put(root / path)
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

"""Backups in a folder, best on another disk."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from shopper.backups import disk, manifest, shelves
from shopper.backups.disk import UNFINISHED, Content, Stopped
from shopper.backups.manifest import Manifest
from shopper.backups.shelves import FILES, Kept
from shopper.backups.store import Store
from shopper.disk import sync


class Folder:
    """A shelf that is a folder of this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = Store(path / FILES)

    def __str__(self) -> str:
        return str(self.path)

    def require_ready(self, *, media: Path | None) -> None:
        disk.require_folder(self.path)
        if media and self.path.resolve().is_relative_to(media.resolve()):
            raise Stopped(
                f"{self.path} lies in the media folder itself. Choose another, best on another disk."
            )

    def alone(self) -> AbstractContextManager[None]:
        return disk.alone_in(self.path)

    def names(self) -> list[str]:
        return sorted(file.parent.name for file in self.path.glob(f"[!.]*/{manifest.NAME}"))

    def manifest_of(self, name: str) -> Manifest:
        return manifest.read(self.path / name)

    @contextmanager
    def being_made(self, name: str) -> Iterator[Path]:
        for part in (self.path / FILES).glob(f".*{UNFINISHED}"):
            part.unlink()
        self._clear()
        self._unfinished.mkdir(mode=0o700)
        try:
            yield self._unfinished
        finally:
            self._clear()

    @property
    def _unfinished(self) -> Path:
        """Where a backup lies that is none yet, or none any more."""
        return self.path / ".unfinished"

    def _clear(self) -> None:
        shutil.rmtree(self._unfinished, ignore_errors=True)

    def put(self, source: Path) -> Kept:
        return self.store.put(source)

    def finish(self, name: str, folder: Path, content: Manifest) -> None:
        self.store.settle()
        manifest.write(content, folder)
        folder.rename(self.path / name)
        sync(self.path)

    def database(self, name: str, said: manifest.Database) -> tuple[Path, str | None]:
        file = self.path / name / said.file
        if not file.exists():
            return file, shelves.MISSING
        is_same = disk.read_back(file) == said.content
        return file, None if is_same else "other bytes than were saved"

    def fault(self, content: Content) -> str | None:
        return self.store.fault(content)

    fetch = fault

    def lay(self, content: Content, place: Path) -> None:
        disk.copy(self.store.path_of(content.sha256), place)

    def bytes_to_lay(self, contents: set[Content]) -> int:
        return sum(content.size_bytes for content in contents)

    def put_away(self) -> None:
        """Nothing was taken from its place."""

    def remove(self, name: str) -> None:
        self._clear()
        (self.path / name).rename(self._unfinished)
        sync(self.path)
        self._clear()

    def digests(self) -> list[str]:
        return [file.name for file in (self.path / FILES).glob("[!.]*/[!.]*")]

    def drop(self, sha256: str) -> None:
        self.store.path_of(sha256).unlink(missing_ok=True)

"""Where the backups of one folder keep their files: once each, by the digest of what is in them."""

from pathlib import Path

from shopper.backups import disk
from shopper.backups.disk import UNFINISHED, Content, Stopped
from shopper.backups.shelves import DAMAGED, MISSING, Kept
from shopper.disk import sync


class Store:
    """Files by digest. What is there already is read, and only what differs is written again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unsettled: set[Path] = set()

    def path_of(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def put(self, source: Path) -> Kept:
        """Keep a file, and read it back.

        Its name survives a power cut only after `settle`.

        Raises:
            FileNotFoundError: the source is gone.
            Stopped: the disk gives back other bytes than it was given.
        """
        content = disk.content_of(source)
        place = self.path_of(content.sha256)
        was_there = place.exists()
        if was_there and self.fault(content) is None:
            return Kept(content)
        return Kept(self._copied(source), is_new=not was_there, was_damaged=was_there)

    def _copied(self, source: Path) -> Content:
        arriving = self.folder / f".arriving{UNFINISHED}"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        content = disk.copy(source, arriving)
        if disk.read_back(arriving) != content:
            raise Stopped(
                f"{self.folder} gives back other bytes than it was given. Do not trust this disk."
            )
        place = self.path_of(content.sha256)
        place.parent.mkdir(exist_ok=True)
        arriving.replace(place)
        self._unsettled |= {place.parent, self.folder, self.folder.parent}
        return content

    def settle(self) -> None:
        """Make the names of what was put here survive a power cut."""
        for folder in self._unsettled:
            sync(folder)
        self._unsettled.clear()

    def fault(self, content: Content) -> str | None:
        """Return what is wrong with a file of the store, read from the disk; None is well."""
        try:
            found = disk.read_back(self.path_of(content.sha256))
        except FileNotFoundError:
            return MISSING
        except OSError as trouble:
            return f"cannot be read: {trouble.strerror}"
        return None if found == content else DAMAGED

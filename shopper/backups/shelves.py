"""Where backups lie: a folder, or a bucket on an S3 server. Both are laid out alike."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from shopper.backups import manifest
from shopper.backups.disk import Content
from shopper.backups.manifest import Manifest

FILES = "files"
MISSING = "missing"
DAMAGED = "damaged"
NAMED_FOR = "%Y-%m-%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Kept:
    """A file that is on a shelf, and how it came there."""

    content: Content
    is_new: bool = False
    was_damaged: bool = False


class Shelf(Protocol):
    """A place for backups, each under its name, and for the files they share, by digest.

    A fault is a word for what is wrong with something there; None is well. Where the place itself
    cannot be used, `Stopped` says why.
    """

    def require_ready(self, *, media: Path | None) -> None:
        """Refuse a place that is not there, or, where it is given, one inside the media folder."""

    def alone(self) -> AbstractContextManager[None]:
        """Let nobody else change this place meanwhile, as far as the place can tell."""
        ...

    def names(self) -> list[str]:
        """Return the finished backups, the oldest first."""
        ...

    def manifest_of(self, name: str) -> Manifest: ...

    def being_made(self, name: str) -> AbstractContextManager[Path]:
        """Lend a folder for a backup's database; unless it is finished, nothing stays of it."""
        ...

    def put(self, source: Path) -> Kept:
        """Keep a file, and read it back."""
        ...

    def finish(self, name: str, folder: Path, content: Manifest) -> None:
        """Let a backup count, from here on also after a power cut."""

    def database(self, name: str, said: manifest.Database) -> tuple[Path, str | None]:
        """Return a backup's database as a file on this machine, and its fault."""
        ...

    def fault(self, content: Content) -> str | None:
        """Read a file to its end."""
        ...

    def fetch(self, content: Content) -> str | None:
        """Read a file to its end, and have it at hand for `lay`."""
        ...

    def lay(self, content: Content, place: Path) -> None: ...

    def bytes_to_lay(self, contents: set[Content]) -> int:
        """Return how much room laying takes."""
        ...

    def put_away(self) -> None:
        """Forget what was at hand."""

    def remove(self, name: str) -> None:
        """Remove a backup, and first of all what makes it count; its files stay."""

    def digests(self) -> list[str]:
        """Return the digests under which files lie here."""
        ...

    def drop(self, sha256: str) -> None:
        """Remove a file."""


def name_of(at: datetime) -> str:
    """Name something for its moment, so that names sort as time does."""
    return at.astimezone(UTC).strftime(NAMED_FOR)


def moment_of(name: str) -> datetime | None:
    """Return the moment that something is named for, or None where it is named otherwise."""
    try:
        return datetime.strptime(name, NAMED_FOR).replace(tzinfo=UTC)
    except ValueError:
        return None


def path_of(sha256: str) -> str:
    """Return where the file of a digest lies on a shelf."""
    return f"{FILES}/{sha256[:2]}/{sha256}"

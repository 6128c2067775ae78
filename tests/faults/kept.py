"""What a server truly keeps: its rows and files looked at from outside, without asking the product."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.backends.sqlite3._functions import register

from tests.journeys.server import Server

REVISIONS = "SELECT visit_id, number, document FROM sync_revision"
RECEIPTS = (
    "SELECT visit_id, sync_receipt.id FROM sync_receipt"
    " JOIN sync_revision ON sync_revision.id = revision_id"
)
PHOTOS = "SELECT id, visit_id, sha256, path FROM visits_photo"
NUMBERS = "SELECT number FROM sync_revision WHERE visit_id = ? ORDER BY number"
ISSUED = (
    "SELECT count(*) FROM sync_receipt"
    " JOIN sync_revision ON sync_revision.id = revision_id WHERE visit_id = ?"
)
MOVES = "SELECT visit_id, to_status FROM visits_visitevent"


class Kept:
    """A server's database and files at one moment; look when it is down, or has nothing to do."""

    def __init__(self, server: Server) -> None:
        self.media = server.folder / "media"
        with rows(server) as database:
            self.soundness = database.execute("PRAGMA integrity_check").fetchall()
            self.revisions = [
                (_text(visit), number, document)
                for visit, number, document in database.execute(REVISIONS)
            ]
            self.receipts = [tuple(map(_text, row)) for row in database.execute(RECEIPTS)]
            self.moves = [(_text(visit), to) for visit, to in database.execute(MOVES)]
            self.photos = {
                (_text(visit), _text(identity)): (sha256, self.media / path)
                for identity, visit, sha256, path in database.execute(PHOTOS)
            }

    @property
    def torn(self) -> list[Path]:
        """The files that rows stand for and whose bytes are not those of the digest."""
        return [path for sha256, path in self.photos.values() if digest_of(path) != sha256]

    @property
    def twins(self) -> list[Any]:
        """What is there more than once, of things that happen once."""
        once = Counter((visit, number) for visit, number, _document in self.revisions)
        once += Counter(visit for visit, _receipt in self.receipts)
        once += Counter(self.moves)
        return [thing for thing, times in once.items() if times > 1]

    @property
    def unspoken_of(self) -> list[Path]:
        """Whole files under `photos` that no row speaks of."""
        spoken_of = {path for _sha256, path in self.photos.values()}
        return [path for path in self.media.glob("photos/*/*") if path not in spoken_of]

    @property
    def half_written(self) -> list[Path]:
        return list(self.media.glob("incoming/*"))


@dataclass(frozen=True)
class Standing:
    """How far a visit has come: what tells one step of handing it in from the next."""

    rev: int | None = None
    status: str = "scheduled"
    photos: int = 0
    receipts: int = 0


def standing(database: sqlite3.Connection, media: Path, visit: str) -> Standing:
    """Return how far a visit has come, by its rows and the files they name, while the server runs."""
    key = [UUID(visit).hex]
    [[status]] = database.execute("SELECT status FROM visits_visit WHERE id = ?", key)
    numbers = [row[0] for row in database.execute(NUMBERS, key)]
    sizes = database.execute("SELECT path, size_bytes FROM visits_photo WHERE visit_id = ?", key)
    photos = sum((media / path).stat().st_size == size for path, size in sizes)
    [[receipts]] = database.execute(ISSUED, key)
    assert numbers in ([], [1]), numbers
    return Standing(numbers[-1] if numbers else None, status, photos, receipts)


@contextmanager
def rows(server: Server) -> Iterator[sqlite3.Connection]:
    """Open the server's database as another process would; the settings have put the sound SQLite here."""
    database = sqlite3.connect(server.folder / "moments.sqlite3", timeout=30)
    register(database)  # what the tables' own constraints call
    try:
        yield database
    finally:
        database.close()


def digest_of(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def _text(identity: str) -> str:
    """Return an identity as phones write it; SQLite keeps the bare digits."""
    return str(UUID(identity))

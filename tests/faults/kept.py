"""What a server truly keeps: its rows and files looked at from outside, without asking the product."""

import hashlib
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
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
QUEUED = "SELECT task_path FROM django_tasks_database_dbtaskresult"
MOVES = "SELECT visit_id, to_status FROM visits_visitevent"


class Kept:
    """A server's database and files at one moment; look when it is down, or has nothing to do.

    The database is read from a copy, so that whatever a killed server has left in its log is for
    the next one to find, as it was.
    """

    def __init__(self, server: Server) -> None:
        self.media = server.folder / "media"
        with tempfile.TemporaryDirectory() as folder, rows(_copied(server, folder)) as database:
            self.soundness = database.execute("PRAGMA integrity_check").fetchall()
            self.documents = [
                ((_text(visit), number), document)
                for visit, number, document in database.execute(REVISIONS)
            ]
            self.receipts = [tuple(map(_text, row)) for row in database.execute(RECEIPTS)]
            self.moves = [(_text(visit), to) for visit, to in database.execute(MOVES)]
            self.photos = {
                (_text(visit), _text(identity)): (sha256, self.media / path)
                for identity, visit, sha256, path in database.execute(PHOTOS)
            }
            self.queued = Counter(path for [path] in database.execute(QUEUED))
        self.revisions = dict(self.documents)

    @property
    def torn(self) -> list[Path]:
        """The files that rows stand for and whose bytes are not those of the digest."""
        return [path for sha256, path in self.photos.values() if digest_of(path) != sha256]

    @property
    def twins(self) -> list[Any]:
        """What is there more than once, of things that happen once."""
        once: Counter[Any] = Counter(which for which, _document in self.documents)
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


def database_of(server: Server) -> Path:
    return server.folder / "moments.sqlite3"


def _copied(server: Server, folder: str) -> Path:
    """Copy database and log; the third file is only the living processes' index of the log."""
    for suffix in ("", "-wal"):
        part = database_of(server).with_name(f"moments.sqlite3{suffix}")
        if part.exists():
            shutil.copyfile(part, Path(folder) / part.name)
    return Path(folder) / "moments.sqlite3"


@contextmanager
def rows(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database as another process would; the settings have put the sound SQLite here."""
    database = sqlite3.connect(path, timeout=30)
    register(database)  # what the tables' own constraints call
    try:
        yield database
    finally:
        database.close()


def digest_of(file: Path) -> str | None:
    """Return the digest of a file's bytes, read once as long as it is not written again."""
    if not file.is_file():
        return None
    facts = file.stat()
    return _digest(file, facts.st_size, facts.st_mtime_ns)


@cache
def _digest(file: Path, _size: int, _written_at: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _text(identity: str) -> str:
    """Return an identity as phones write it; SQLite keeps the bare digits."""
    return str(UUID(identity))

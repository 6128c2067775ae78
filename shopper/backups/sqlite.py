"""A SQLite file: copied while others write, opened to see that it is sound, and put back."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from django.db import OperationalError, connections

from shopper.backups import disk
from shopper.backups.disk import Stopped
from shopper.disk import sync

T = TypeVar("T")
COPY = "backup"
LARGEST_LOG_BYTES = 64 * 1024 * 1024  # to which SQLite cuts its log whenever it can carry it over


class Sqlite:
    """The database in one file."""

    kind = "sqlite"
    file_name = "moments.sqlite3"

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    @property
    def file(self) -> Path:
        return Path(self.connection.settings_dict["NAME"])

    def copy_to(self, target: Path, *, reading: Callable[[str], T]) -> T:
        """Copy the rows as they are at one moment, and return what `reading` finds in the copy.

        `reading` is given the alias of a connection. Others write meanwhile; the step-wise backup
        of SQLite would begin anew after each of their writes.
        """
        try:
            with self.connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(target)])
        except OperationalError as trouble:
            raise Stopped(f"The database cannot be copied: {trouble}.") from trouble
        sync(target)
        with _opened(target, self.connection.settings_dict) as alias:
            return reading(alias)

    def fault(self, file: Path) -> str | None:
        """Return what is wrong with a copy, or None."""
        return next(iter(faults(file)), None)

    def overdue(self) -> str | None:
        """Return why the log of what was written lately has outgrown its bounds, or None."""
        log = self.file.with_name(f"{self.file.name}-wal")
        size_bytes = log.stat().st_size if log.exists() else 0
        if size_bytes <= LARGEST_LOG_BYTES:
            return None
        return (
            f"its log {log.name} has {size_bytes} bytes, for something has kept the database open to "
            "read for long. Restart the web server and the worker, and whatever else reads it"
        )

    def is_empty(self) -> bool:
        return not self.file.exists() or not _holds_anything(self.file)

    def require_unused(self) -> None:
        """Refuse while others have the database open; what they wrote last is folded into the file."""
        self.connection.close()
        if not self.file.exists():
            return
        with closing(sqlite3.connect(self.file, timeout=1)) as raw:
            try:
                raw.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.OperationalError as locked:
                raise Stopped(
                    f"The database is in use ({locked}). Stop the web server and the worker first."
                ) from locked
            except sqlite3.DatabaseError:
                return  # too damaged to be opened, and so by nobody else

    def put_back(self, copy: Path, *, then: Sequence[str], aside: str) -> list[Path]:
        """Put a copy in the database's place after running some statements on it.

        The file that is there stays beside it, under its name and `aside`, which is returned.
        """
        self.connection.close()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with disk.being_written(self.file) as part:
            if disk.copy(copy, part) != disk.read_back(part):
                raise Stopped(
                    f"{part} holds other bytes than were written. Do not trust this disk."
                )
            with closing(sqlite3.connect(part)) as raw:
                for statement in then:
                    raw.execute(statement)
                raw.commit()
            if fault := self.fault(part):
                raise Stopped(f"The database put back is damaged: {fault}. Do not trust this disk.")
            # SQLite would play a journal left behind into whichever file has the name.
            for name in (self.file.name + ending for ending in ("", "-wal", "-shm", "-journal")):
                with suppress(FileNotFoundError):
                    self.file.with_name(name).rename(self.file.with_name(name + aside))
        sync(self.file.parent)
        return [self.file.with_name(self.file.name + aside)]


def faults(file: Path) -> Iterator[str]:
    """Yield what SQLite itself finds wrong with a file that nobody writes."""
    try:
        with closing(
            sqlite3.connect(f"file:{quote(str(file))}?mode=ro&immutable=1", uri=True)
        ) as raw:
            yield from faults_seen_by(raw)
    except sqlite3.DatabaseError as trouble:
        yield str(trouble)


def faults_seen_by(cursor: Any) -> Iterator[str]:
    """Yield what SQLite finds wrong, through a connection or a cursor."""
    for (line,) in cursor.execute("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield line
    for table, row, parent, _ in cursor.execute("PRAGMA foreign_key_check").fetchall():
        yield f"{table}, row {row}: speaks of a row of {parent} that is not there"


def _holds_anything(file: Path) -> bool:
    with closing(sqlite3.connect(file, timeout=5)) as raw:
        try:
            return bool(raw.execute("SELECT EXISTS (SELECT 1 FROM accounts_user)").fetchone()[0])
        except sqlite3.DatabaseError as trouble:  # never migrated, or damaged beyond asking
            return "no such table" not in str(trouble)


@contextmanager
def _opened(file: Path, settings: dict[str, Any]) -> Iterator[str]:
    """Lend a connection's alias for a copy, opened without what makes a file ready to be written."""
    connections.settings[COPY] = {**settings, "NAME": str(file), "OPTIONS": {}}
    try:
        yield COPY
    finally:
        connections[COPY].close()
        del connections[COPY]
        del connections.settings[COPY]

"""The database of this installation, whichever of the two kinds it is."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from django.db import DatabaseError, connection

from shopper.backups import postgresql, sqlite
from shopper.backups.disk import Stopped
from shopper.backups.postgresql import PostgreSQL
from shopper.backups.sqlite import Sqlite

T = TypeVar("T")
FAULTS = {Sqlite.kind: sqlite.faults_seen_by, PostgreSQL.kind: postgresql.faults_seen_by}


class Database(Protocol):
    """What a backup and the way back need of a database; said in full in `sqlite.py`."""

    kind: str
    file_name: str

    def copy_to(self, target: Path, *, reading: Callable[[str], T]) -> T: ...
    def fault(self, file: Path) -> str | None: ...
    def overdue(self) -> str | None: ...
    def is_empty(self) -> bool: ...
    def require_unused(self) -> None: ...
    def put_back(self, copy: Path, *, then: Sequence[str], aside: str) -> list[Path]: ...


def here() -> Database:
    """Return the database of this installation.

    Raises:
        Stopped: it is neither SQLite nor PostgreSQL.
    """
    if connection.vendor == Sqlite.kind:
        return Sqlite(connection)
    if connection.vendor == PostgreSQL.kind:
        return PostgreSQL(connection)
    raise Stopped("Only SQLite and PostgreSQL can be copied; DATABASE_URL names neither.")


def faults() -> Iterator[str]:
    """Yield what the database itself finds wrong with what it holds."""
    try:
        with connection.cursor() as cursor:
            yield from (f"database: {line}" for line in FAULTS[connection.vendor](cursor))
    except DatabaseError as trouble:
        yield f"database: {trouble}"
    if overdue := here().overdue():
        yield f"database: {overdue}"

"""Whether a disk that a power cut has left still holds all that the server promised."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from pysqlite3 import dbapi2 as sqlite

from tests.faults.day import Photo, Promise, Receipt, Revision
from tests.faults.disk import Left
from tests.faults.recording import DATABASE, Cut

TABLES = {Revision: "sync_revision", Photo: "visits_photo", Receipt: "sync_receipt"}
Rows = dict[tuple[Any, ...], dict[str, Any]]


@dataclass(frozen=True)
class Loss:
    """What one power cut has cost."""

    cut: Cut
    what: str

    def __str__(self) -> str:
        return f"cut at line {self.cut.line}, {self.cut.left.mood}: {self.what}"


def losses(cuts: Iterable[Cut], *, final: Path, place: Path) -> Iterator[Loss]:
    """Open what each cut has left as the product would, and yield what is not there.

    `final` is the database that no cut has touched: its rows are what must be found again.
    """
    written = rows_of(final)
    for cut in cuts:
        for what in _lost(cut, written, place):
            yield Loss(cut, what)


def _lost(cut: Cut, written: Rows, place: Path) -> Iterator[str]:
    try:
        rows = recovered(_laid_out(cut.left, place))
    except sqlite.DatabaseError as trouble:
        yield f"the database: {trouble}"
        return
    for promise in set(cut.promised):
        if rows.get(_named(promise)) != written[_named(promise)]:
            yield f"the row of {promise}"
    for (kind, *name), row in rows.items():
        if kind is Photo and not _is_whole(row, cut.left):
            yield f"the file of {name}"


def recovered(database: Path) -> Rows:
    """Return the rows that SQLite finds, after it was asked whether all is sound and can go on.

    Raises:
        sqlite.DatabaseError: it is not, or cannot.
    """
    rows = rows_of(database)  # at the end the log was carried over
    with closing(_opened(database)) as connection:
        connection.execute("UPDATE sync_installation SET epoch = epoch")
        connection.commit()
    if rows_of(database) != rows:
        raise sqlite.DatabaseError("it has other rows once the log was carried over")
    return rows


def rows_of(database: Path) -> Rows:
    """Return the rows that replies have promised, by what a promise calls them."""
    with closing(_opened(database)) as connection:
        for question in ("PRAGMA integrity_check", "PRAGMA foreign_key_check"):
            faults = [tuple(row) for row in connection.execute(question)]
            if faults not in ([], [("ok",)]):
                raise sqlite.DatabaseError(f"{question}: {faults[:3]}")
        return {
            _key(kind, row): dict(row)
            for kind, table in TABLES.items()
            for row in connection.execute(f"SELECT * FROM {table}")
        }


def _opened(database: Path) -> Any:
    connection = sqlite.connect(database)
    connection.row_factory = sqlite.Row
    connection.execute("PRAGMA synchronous=OFF")  # this power will not be cut
    # The tables' own constraints call what Django lends to SQLite.
    connection.create_function("REGEXP", 2, lambda form, text: bool(re.search(form, str(text))))
    return connection


def _key(kind: type, row: Any) -> tuple[Any, ...]:
    if kind is Revision:
        return Revision, row["visit_id"], row["number"], row["device"], row["seq"]
    if kind is Photo:
        return Photo, row["id"], row["visit_id"], row["sha256"]
    return Receipt, row["id"]


def _named(promise: Promise) -> tuple[Any, ...]:
    """Return the key of the row that must be in the database for this promise to be kept."""
    if isinstance(promise, Receipt):
        return Receipt, UUID(promise.identity).hex
    visit = UUID(promise.visit).hex
    if isinstance(promise, Photo):
        return Photo, UUID(promise.identity).hex, visit, promise.sha256
    return Revision, visit, promise.number, UUID(promise.device).hex, promise.seq


def _is_whole(row: dict[str, Any], left: Left) -> bool:
    """No row of a photograph, promised or not, may be without its file."""
    content = left.read(f"media/{row['path']}")
    return content is not None and hashlib.sha256(content).hexdigest() == row["sha256"]


def _laid_out(left: Left, place: Path) -> Path:
    """Write the database and its log down as the cut has left them.

    The index of the log, `-shm`, is no part of what was recorded; whatever the disk may have of it,
    here noise, SQLite makes it anew.
    """
    place.mkdir(exist_ok=True)
    for suffix in ("", "-wal", "-journal"):
        file, content = place / f"{DATABASE}{suffix}", left.read(f"{DATABASE}{suffix}")
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(content)
    (place / f"{DATABASE}-shm").write_bytes(Random(1).randbytes(32768))
    return place / DATABASE

"""Whether a disk that a power cut has left still holds all that the server promised."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from pysqlite3 import dbapi2 as sqlite

from shopper.visits.copies import DERIVATIVES
from tests.faults.day import Photo, Promise, Receipt, Revision
from tests.faults.disk import Left
from tests.faults.recording import DATABASE, Cut


class Copies:
    """What a row says has been made of a photograph for people to look at."""


class Report:
    """What was frozen for ever, and the photographs that it shows."""


# Background work adds to the row of a photograph, and to it alone.
ROWS = {
    Revision: "SELECT * FROM sync_revision",
    Photo: "SELECT id, visit_id, sha256, size_bytes, media_type, path FROM visits_photo",
    Receipt: "SELECT * FROM sync_receipt",
    Copies: "SELECT id, visit_id FROM visits_photo WHERE derived_at IS NOT NULL",
    Report: "SELECT id, content FROM reports_report",
}


Rows = dict[tuple[Any, ...], dict[str, Any]]


@dataclass(frozen=True)
class Loss:
    """What one power cut has cost."""

    cut: Cut
    what: str

    def __str__(self) -> str:
        return f"cut at line {self.cut.line}, {self.cut.left.mood}: {self.what}"


def losses(cuts: Iterable[Cut], *, untouched: Path, place: Path) -> Iterator[Loss]:
    """Open what each cut has left as the product would, and yield what is not there.

    `untouched` is the disk that no cut has touched: its rows and files are what must be found.
    """
    written = rows_of(untouched / DATABASE)
    for cut in cuts:
        try:
            rows = recovered(laid_out(cut.left, place))
        except sqlite.DatabaseError as trouble:
            yield Loss(cut, f"the database: {trouble}")
            continue
        for promise in set(cut.promised):
            if rows.get(_named(promise)) != written[_named(promise)]:
                yield Loss(cut, f"the row of {promise}")
        for path, sha256 in _files(rows, untouched):
            content = cut.left.read(path)
            if content is None or hashlib.sha256(content).hexdigest() != sha256:
                yield Loss(cut, f"the file {path}")


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
            for kind, question in ROWS.items()
            for row in connection.execute(question)
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
    return kind, row["id"]


def _named(promise: Promise) -> tuple[Any, ...]:
    """Return the key of the row that must be in the database for this promise to be kept."""
    if isinstance(promise, Receipt):
        return Receipt, UUID(promise.identity).hex
    visit = UUID(promise.visit).hex
    if isinstance(promise, Photo):
        return Photo, UUID(promise.identity).hex, visit, promise.sha256
    return Revision, visit, promise.number, UUID(promise.device).hex, promise.seq


def _files(rows: Rows, untouched: Path) -> Iterator[tuple[str, str]]:
    """Yield path and digest of the files of which rows speak: no row may be without them."""
    for (kind, *_name), row in rows.items():
        if kind is Photo:
            yield f"media/{row['path']}", row["sha256"]
        elif kind is Copies:
            for longest_px in DERIVATIVES:
                name = f"{UUID(row['id'])}-{longest_px}.jpg"
                path = f"media/derived/{UUID(row['visit_id'])}/{name}"
                yield path, hashlib.sha256((untouched / path).read_bytes()).hexdigest()
        elif kind is Report:
            for photo in json.loads(row["content"])["photos"]:
                for digest in (photo["small"], photo["large"]):
                    yield f"media/reports/photos/{digest[:2]}/{digest}.jpg", digest


def laid_out(left: Left, place: Path) -> Path:
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

"""Statements worded once a process, for the few paths where wording them costs more than running them.

Django words a statement anew each time it runs, and on the way of a phone's requests that was more
than half of the processor's time. What is here is worded by Django too, but once; afterwards only
the values are filled in.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.models.expressions import Expression

M = TypeVar("M", bound=models.Model)
# Fields that keep a value of exactly this type as it is, in every database.
AS_IT_IS: dict[type, type] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
}
FIELDS: dict[type, Any] = {
    UUID: models.UUIDField(),
    str: models.TextField(),
    int: models.BigIntegerField(),
    datetime: models.DateTimeField(),
}


def _connection() -> Any:
    """Return this thread's connection itself, whose proxy costs a lookup at each attribute."""
    return connections[DEFAULT_DB_ALIAS]


class Given(Expression):
    """A place in a query for the value that comes with each run, by its number and its type."""

    def __init__(self, number: int, kind: type) -> None:
        super().__init__(output_field=FIELDS[kind])
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]

    def fill(self, values: tuple[Any, ...], connection: Any) -> Any:
        return self.output_field.get_db_prep_value(values[self.number], connection)


@dataclass(frozen=True)
class _Worded:
    """What Django made of a query for one kind of database."""

    sql: str
    places: list[Any]
    model: Any
    columns: list[str]
    compiler: Any
    converters: Any


class Query(Generic[M]):
    """Rows of one model, asked for in the same words each time.

    `word` gets one `Given` for each of `kinds` and returns the queryset, which may filter, order,
    slice, lock, and take `only` some columns; it may not join other rows or annotate.
    """

    def __init__(self, word: Callable[..., models.QuerySet[M]], *kinds: type) -> None:
        self._word, self._kinds = word, kinds
        self._worded: dict[str, _Worded] = {}

    def all(self, *values: Any) -> list[M]:
        """Return the rows for these values, which come in the order of the kinds."""
        worded, rows = self._run(values)
        return [worded.model.from_db(DEFAULT_DB_ALIAS, worded.columns, row) for row in rows]

    def first(self, *values: Any) -> M | None:
        """Return the first row for these values, or None."""
        found = self.all(*values)
        return found[0] if found else None

    def columns(self, *values: Any) -> tuple[Any, ...] | None:
        """Return the first row's columns alone, in the order of the model's fields, or None."""
        _worded, rows = self._run(values)
        return next(map(tuple, rows), None)

    def _run(self, values: tuple[Any, ...]) -> tuple[_Worded, Iterable[Any]]:
        mine = _connection()
        worded = self._worded.get(mine.vendor) or self._wording()
        filled = [
            place.fill(values, mine) if isinstance(place, Given) else place
            for place in worded.places
        ]
        with mine.cursor() as cursor:
            cursor.execute(worded.sql, filled)
            rows: Iterable[Any] = cursor.fetchall()
        if worded.converters:
            rows = worded.compiler.apply_converters(rows, worded.converters)
        return worded, rows

    def _wording(self) -> _Worded:
        givens = [Given(number, kind) for number, kind in enumerate(self._kinds)]
        queryset = self._word(*givens)
        # The words outlive this thread, so they are made with what stands for every thread's.
        compiler: Any = queryset.query.get_compiler(connection=connection)
        sql, places = compiler.as_sql()
        selected = [column[0] for column in compiler.select]
        worded = _Worded(
            sql=sql,
            places=list(places),
            model=queryset.model,
            columns=[column.target.attname for column in selected],
            compiler=compiler,
            converters=compiler.get_converters(selected),
        )
        self._worded[connection.vendor] = worded
        return worded


def insert(*rows: models.Model) -> None:
    """Insert new rows of one model, without signals: `save(force_insert=True)` in fewer steps."""
    mine = _connection()
    fields, sql = _insertion(type(rows[0]), len(rows), mine.vendor)
    values = [_value(field, row, mine) for row in rows for field in fields]
    with mine.cursor() as cursor:
        cursor.execute(sql, values)
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@contextmanager
def alone() -> Iterator[None]:
    """Let one statement be a transaction of its own; a savepoint, where there is one already.

    SQLite has one writer at a time, and between two statements of a transaction a thread may wait
    for its turn in Python while all others wait for it.
    """
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
    else:
        yield


def _value(field: Any, row: models.Model, mine: Any) -> Any:
    value = field.pre_save(row, add=True)
    if type(value) is AS_IT_IS.get(type(field)):
        return value
    if type(field) is models.JSONField and mine.vendor == "sqlite":
        return msgspec.json.encode(
            value
        ).decode()  # the same words, worded in a fraction of the time
    return field.get_db_prep_save(value, mine)


@cache
def _insertion(model: type[models.Model], count: int, _vendor: str) -> tuple[list[Any], str]:
    fields: list[Any] = list(model._meta.concrete_fields)
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    row = ", ".join(["%s"] * len(fields))
    places = ", ".join([f"({row})"] * count)
    return fields, f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {places}"  # noqa: S608 - names are the models' own


def update(model: type[models.Model], where: dict[str, Any], changes: dict[str, Any]) -> int:
    """Change columns of the rows with these values, and return how many there were.

    Names are those of the model's fields; what belongs to both says them twice. None as a value to
    look for stands for none in the row.
    """
    empty = tuple(name for name, value in where.items() if value is None)
    given = {name: value for name, value in where.items() if value is not None}
    mine = _connection()
    sql = _change(model, tuple(changes), tuple(given), empty, mine.vendor)
    fields: list[Any] = [model._meta.get_field(name) for name in (*changes, *given)]
    values = [
        field.get_db_prep_save(_key(value), mine)
        for field, value in zip(fields, (*changes.values(), *given.values()), strict=True)
    ]
    with mine.cursor() as cursor:
        cursor.execute(sql, values)
        changed: int = cursor.rowcount
    return changed


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


@cache
def _change(
    model: type[models.Model],
    changes: tuple[str, ...],
    where: tuple[str, ...],
    empty: tuple[str, ...],
    _vendor: str,
) -> str:
    quote = connection.ops.quote_name

    def column(name: str) -> str:
        field: Any = model._meta.get_field(name)
        return quote(field.column)

    table, sets = model._meta.db_table, ", ".join(f"{column(name)} = %s" for name in changes)
    fits = [f"{column(name)} = %s" for name in where]
    fits += [f"{column(name)} IS NULL" for name in empty]
    return f"UPDATE {quote(table)} SET {sets} WHERE {' AND '.join(fits)}"  # noqa: S608 - names are the models' own

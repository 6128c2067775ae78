"""Statements worded once a process, for the few paths where wording them costs more than running them.

Django words a statement anew each time it runs, and on the way of a phone's requests that was more
than half of the processor's time. What is here is worded by Django too, but once; afterwards only
the values are filled in.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models.expressions import Expression

M = TypeVar("M", bound=models.Model)
FIELDS: dict[type, Any] = {
    UUID: models.UUIDField(),
    str: models.TextField(),
    int: models.BigIntegerField(),
    datetime: models.DateTimeField(),
}


class Given(Expression):
    """A place in a query for the value that comes with each run, by its number and its type."""

    def __init__(self, number: int, kind: type) -> None:
        super().__init__(output_field=FIELDS[kind])
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]

    def fill(self, values: tuple[Any, ...]) -> Any:
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
        worded = self._worded.get(connection.vendor) or self._wording()
        filled = [
            place.fill(values) if isinstance(place, Given) else place for place in worded.places
        ]
        with connection.cursor() as cursor:
            cursor.execute(worded.sql, filled)
            rows = cursor.fetchall()
        if worded.converters:
            rows = worded.compiler.apply_converters(rows, worded.converters)
        return [worded.model.from_db(connection.alias, worded.columns, row) for row in rows]

    def first(self, *values: Any) -> M | None:
        """Return the first row for these values, or None."""
        found = self.all(*values)
        return found[0] if found else None

    def _wording(self) -> _Worded:
        givens = [Given(number, kind) for number, kind in enumerate(self._kinds)]
        queryset = self._word(*givens)
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
    fields, sql = _insertion(type(rows[0]), len(rows), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [_value(field, row) for row in rows for field in fields])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


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


def _value(field: Any, row: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)


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
    sql = _change(model, tuple(changes), tuple(given), empty, connection.vendor)
    fields: list[Any] = [model._meta.get_field(name) for name in (*changes, *given)]
    values = [
        field.get_db_prep_save(_key(value), connection)
        for field, value in zip(fields, (*changes.values(), *given.values()), strict=True)
    ]
    with connection.cursor() as cursor:
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
    def column(name: str) -> str:
        field: Any = model._meta.get_field(name)
        return connection.ops.quote_name(field.column)

    table, sets = model._meta.db_table, ", ".join(f"{column(name)} = %s" for name in changes)
    fits = [f"{column(name)} = %s" for name in where]
    fits += [f"{column(name)} IS NULL" for name in empty]
    return f"UPDATE {connection.ops.quote_name(table)} SET {sets} WHERE {' AND '.join(fits)}"  # noqa: S608 - names are the models' own

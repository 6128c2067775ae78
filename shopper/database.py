"""What the database beneath must be; asked when the product starts."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.db import connections

SOUND_SQLITE = (3, 51, 3)


@register("database")
def check_sqlite_is_sound(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report a SQLite library with the WAL corruption bug (3.7.0 to 3.51.2), and lazy commits.

    Source: https://sqlite.org/wal.html, "The WAL-reset bug".
    """
    messages: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        if sqlite3.sqlite_version_info < SOUND_SQLITE:
            messages.append(_too_old())
        messages += _lazy_commits(connection)
    return messages


def _too_old() -> Error:
    return Error(
        f"SQLite {sqlite3.sqlite_version} can corrupt a database in WAL mode.",
        hint="Install the pysqlite3 wheel of requirements/app.txt: it brings 3.51.3 or newer.",
        id="moments.E001",
    )


def _lazy_commits(connection: Any) -> list[CheckMessage]:
    with connection.cursor() as cursor:
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if synchronous >= 2:
        return []
    return [
        Warning(
            "SQLite commits are not flushed: a power cut loses what was acknowledged.",
            hint="Leave PRAGMA synchronous at FULL, as the settings have it.",
            id="moments.W001",
        )
    ]

"""Run the same thing many times at once, against a database that several threads may write."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections


@contextmanager
def database_of_many(folder: Path) -> Iterator[None]:
    """Lend a database that threads can share: SQLite's tests run in memory, which they cannot.

    PostgreSQL is lent as it is.
    """
    if connection.vendor != "sqlite":
        yield
        return
    file = str(folder / "parallel.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [file])
    in_memory, settings = connections["default"], connections.settings["default"]
    name = settings["NAME"]
    on_disk = in_memory.copy()
    on_disk.settings_dict["NAME"] = settings["NAME"] = file
    connections["default"] = on_disk
    try:
        yield
    finally:
        on_disk.close()
        settings["NAME"] = name
        connections["default"] = in_memory


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Start every call behind one barrier, and return what each returned, in order."""
    barrier, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            barrier.wait(10)
            results[place] = call()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results

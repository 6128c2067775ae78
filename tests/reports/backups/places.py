"""Installations, each with a database and a media folder of its own; a test steps into one at a time."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import dj_database_url
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction

from shopper.sync.installation import epoch
from shopper.sync.models import Installation
from tests.journeys.server import ROOT

PATIENCE_SECONDS = 120


@dataclass
class Place:
    """One installation. As a context it is the one that rows, files and commands belong to."""

    folder: Path
    url: str

    @property
    def media(self) -> Path:
        return self.folder / "media"

    @property
    def database(self) -> Path:
        return self.folder / "moments.sqlite3"

    def __enter__(self) -> "Place":
        self.before = connections["default"], connections.settings["default"], settings.MEDIA_ROOT
        plain = dj_database_url.parse(self.url)
        plain["OPTIONS"] = deepcopy(SQLITE_OPTIONS) if "sqlite" in plain["ENGINE"] else {}
        connections.settings["default"] = connections.configure_settings({"default": plain})[
            "default"
        ]
        connections["default"] = connections.create_connection("default")
        settings.MEDIA_ROOT = self.media
        return self

    def __exit__(self, *_trouble: object) -> None:
        connections["default"].close()
        connections["default"], connections.settings["default"], settings.MEDIA_ROOT = self.before

    def look(self) -> dict[str, Any]:
        """Return a digest of each table and each file, and what a restore changes: the epoch."""
        with self:
            return {"rows": dict(_tables()), "files": dict(self._files()), "epoch": epoch()}

    def _files(self) -> Iterator[tuple[str, str]]:
        for folder in ("photos", "derived", "reports"):
            for path in (self.media / folder).rglob("*"):
                if path.is_file():
                    digest = hashlib.sha256(path.read_bytes()).hexdigest()
                    yield path.relative_to(self.media).as_posix(), digest


SQLITE_OPTIONS = settings.DATABASES["default"].get("OPTIONS", {})


def _tables() -> Iterator[tuple[str, str]]:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table != Installation._meta.db_table:
                cursor.execute(f'SELECT * FROM "{table}"')
                lines = "\n".join(sorted(map(repr, cursor.fetchall())))
                yield table, hashlib.sha256(lines.encode()).hexdigest()


class OnSQLite:
    """Installations whose databases begin as a copy of one that was migrated once."""

    def __init__(self, folder: Path) -> None:
        self.migrated = Place(folder, f"sqlite:///{folder / 'moments.sqlite3'}")
        with self.migrated:
            call_command("migrate", verbosity=0)

    def __call__(self, folder: Path) -> Place:
        folder.mkdir()
        place = Place(folder, f"sqlite:///{folder / 'moments.sqlite3'}")
        shutil.copyfile(self.migrated.database, place.database)
        return place


class OnPostgreSQL:
    """The same on a server."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.count = 0
        self._sql("CREATE DATABASE migrated")
        with Place(folder, self._url_of("migrated")):
            call_command("migrate", verbosity=0)

    def __call__(self, folder: Path) -> Place:
        folder.mkdir()
        self.count += 1
        name = f"place_{self.count}"
        self._sql(f"CREATE DATABASE {name} TEMPLATE migrated")
        return Place(folder, self._url_of(name))

    def _url_of(self, name: str) -> str:
        return f"{self.url.rpartition('/')[0]}/{name}"

    def _sql(self, statement: str) -> None:
        url = self.url.replace("postgres://", "postgresql://")
        subprocess.run(["psql", "--quiet", url, "--command", statement], check=True)


class Writers:
    """Processes of their own that hand in visits without end, and tell of each that was accepted."""

    def __init__(self, place: Place, count: int) -> None:
        self.place, self.count = place, count
        self.told = place.folder / "acknowledged.txt"

    def __enter__(self) -> "Writers":
        env = {"DATABASE_URL": self.place.url, "MEDIA_ROOT": str(self.place.media)}
        with self.told.open("wb") as told:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.handing_in", str(self.count)],
                cwd=ROOT,
                env={**os.environ, **env},
                stdout=told,
                start_new_session=True,
            )
        self.wait_for_each()
        return self

    def __exit__(self, *_trouble: object) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def acknowledged(self) -> set[UUID]:
        return {UUID(line.split()[1]) for line in self._lines()}

    def wait_for_each(self) -> None:
        """Return once every process has had another visit accepted."""
        before, give_up_at = len(self._lines()), time.monotonic() + PATIENCE_SECONDS
        while len({line.split()[0] for line in self._lines()[before:]}) < self.count:
            assert self.process.poll() is None, "a writer has stopped"
            assert time.monotonic() < give_up_at, "the writers do not come forward"
            time.sleep(0.05)

    def _lines(self) -> list[str]:
        lines = self.told.read_text().rpartition("\n")[0].splitlines()
        return [line for line in lines if len(line.split()) > 1]


def flip_a_bit(file: Path) -> None:
    """Change one byte in the middle of a file, and not its size."""
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(body)

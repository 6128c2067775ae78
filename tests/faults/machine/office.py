"""The server's side of the machine: one installation, which dies, is updated and is restored."""

import json
import sqlite3
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.faults import kept
from tests.journeys.server import Server

SET_UP = "from tests.faults.machine import stage; stage.set_up({count})"
# Cookies do not heed ports: each outing has a host of its own, all of them this machine.
HOSTS = "localhost,.localhost"


class Office(Server):
    """A server with so many shoppers, each with one visit that nothing has come of yet."""

    def __init__(self, folder: Path, *, outings: int, **env: str) -> None:
        super().__init__(folder, with_worker=False, ALLOWED_HOSTS=HOSTS, **env)
        self.count = outings

    def start(self) -> None:
        if not hasattr(self, "stage"):
            said = self.manage("shell", "-v0", "-c", SET_UP.format(count=self.count))
            self.stage: dict[str, Any] = json.loads(said.split("STAGE")[1])
            self.unused = list(self.stage["outings"])
        super().start()

    def is_killed(self) -> None:
        """Die at once, and be started again at once, which takes its time."""
        self.kill_web()
        self.launch_web()

    def has_a_new_version(self, name: str) -> None:
        """Serve another client from now on: the worker's text and the page differ."""
        self.env["FIELD_APP_NAME"] = name
        self.kill_web()
        self.start_web()

    def saves_a_backup(self) -> None:
        folder = self.folder.with_name(f"{self.folder.name}-backups")
        folder.mkdir(exist_ok=True)
        self.manage("backup", str(folder))

    def is_restored(self) -> None:
        """Go back to the newest backup, as another server in the eyes of every phone."""
        self.kill_web()
        folder = self.folder.with_name(f"{self.folder.name}-backups")
        self.manage("restore", str(folder), "--replace", "--no-input")
        self.start_web()

    def forgets(self, session: str) -> None:
        """End a session, as its expiry does."""
        with kept.rows(kept.database_of(self)) as database, database:
            database.execute("DELETE FROM django_session WHERE session_key = ?", [session])

    def rows(self, question: str, visit: str) -> list[tuple[Any, ...]]:
        """Ask the database about a visit from outside, without the product."""
        with closing(sqlite3.connect(kept.database_of(self), timeout=30)) as database:
            return database.execute(question, [UUID(visit).hex]).fetchall()

    def quarantine_page(self) -> str:
        """Return what an operator is shown of the quarantine."""
        cookie = f"{self.stage['cookie']}={self.stage['operator']}"
        asked = urllib.request.Request(
            f"{self.address}/console/quarantine/", headers={"Cookie": cookie}
        )
        with urllib.request.urlopen(asked, timeout=60) as page:
            return str(page.read().decode())

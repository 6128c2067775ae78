"""An installation with one thing to do in the background, copied as often as its worker is killed."""

import hashlib
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults import kept
from tests.journeys.server import ROOT, empty_database, environment, manage

TASKS = "SELECT task_path, status, worker_ids FROM django_tasks_database_dbtaskresult"
# What many runs of the same work agree upon; moments and fresh identities differ.
SAYS = {
    "visit": "SELECT status, prepared_at IS NULL FROM visits_visit",
    "answers": "SELECT question_id, state, value, note FROM visits_answer ORDER BY 1",
    "flags": "SELECT code, question_id, detail FROM visits_flag ORDER BY 1, 2, 3",
    "photos": "SELECT id, width_px, derived_at IS NULL, is_unreadable FROM visits_photo ORDER BY 1",
    "reports": "SELECT id, version, status, failure, pdf, pdf_sha256, page_count FROM reports_report",
    "letters": "SELECT to_id, sent_at IS NULL FROM reports_delivery",
}


@dataclass(frozen=True)
class Outcome:
    """What rows and files say when there is nothing left to do."""

    rows: dict[str, list[Any]]
    files: dict[str, str]


class Installation:
    """A folder with a database and files, and no process but those a test starts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = environment(folder)
        self.media = folder / "media"

    @classmethod
    def staged(cls, folder: Path, what: str) -> "Installation":
        folder.mkdir(parents=True)
        shutil.copyfile(empty_database(), folder / "moments.sqlite3")
        installation = cls(folder)
        installation.manage("shell", "-c", f"from tests.faults import stage; stage.{what}()")
        return installation

    def copy(self, folder: Path) -> "Installation":
        shutil.copytree(self.folder, folder)
        return Installation(folder)

    def manage(self, *arguments: str) -> str:
        return manage(*arguments, env=self.env)

    def work(self) -> None:
        """Let a worker begin, do what there is to do, and end."""
        self.manage("db_worker", "--batch", "--no-startup-delay")

    def work_until_killed(self, task: str, moment: int) -> list[str]:
        """Let a worker be killed at a moment of a task; return what led there. Moment 0 kills nobody."""
        log = self.folder / "moments.log"
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.dying_worker", task, str(moment), str(log)],
            cwd=ROOT,
            env=self.env,
            start_new_session=True,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == (-signal.SIGKILL if moment else 0), done.stderr
        return log.read_text().splitlines()

    def tasks(self) -> list[tuple[str, str, int]]:
        """Return each task's last name, its status, and how many workers it has had."""
        with kept.rows(self.folder / "moments.sqlite3") as database:
            return sorted(
                (path.rpartition(".")[2], status, workers.count('"') // 2)
                for path, status, workers in database.execute(TASKS)
            )

    def outcome(self) -> Outcome:
        with kept.rows(self.folder / "moments.sqlite3") as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            rows = {name: database.execute(sql).fetchall() for name, sql in SAYS.items()}
        return Outcome(rows, {str(path): digest for path, digest in self._files()})

    def _files(self) -> list[tuple[Path, str]]:
        files = sorted(path for path in self.media.rglob("*") if path.is_file())
        return [
            (path.relative_to(self.media), hashlib.sha256(path.read_bytes()).hexdigest())
            for path in files
        ]

    def letters(self) -> int:
        return len(list((self.folder / "mail").glob("*")))

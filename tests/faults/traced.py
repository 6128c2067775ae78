"""The product's processes under strace, and a recording of what they did."""

import json
import os
import shutil
import signal
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.bench import processes
from tests.faults import day, trace
from tests.faults.day import Ledger, Plan
from tests.faults.recording import DATABASE, Recording
from tests.journeys.server import Server, empty_database, environment, manage

# All that changes files, whether the reader of traces knows it or must refuse it; and replies.
CALLS = (
    "openat,creat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,"
    "fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,"
    "symlink,symlinkat,copy_file_range,sendfile,mmap,sendto"
)
LONGEST_CALL_BYTES = 1024 * 1024
STOCK = """
import json
from tests.bench import seed
print(json.dumps(seed.scheduled(60)))
"""
PUBLISH = """
from reports import publishing
from shopper.review import decisions
from shopper.visits.models import Visit
from tests import factories

operator = factories.make_operator()
for visit in Visit.objects.filter(status="submitted"):
    decisions.review(visit, by=operator)
    decisions.approve(visit, by=operator)
    publishing.publish(visit, by=operator)
"""


class TracedServer(Server):
    """The product's processes under strace; every start writes a trace of its own."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.disk, self.before, self.traces = folder / "disk", folder / "before", []
        own = {
            "DATABASE_URL": f"sqlite:///{self.disk / DATABASE}",
            "MEDIA_ROOT": str(self.disk / "media"),
        }
        super().__init__(folder, threads=6, with_worker=False, **own, **env)

    def static_files(self) -> Path:
        """No page is looked at."""
        return self.folder / "static"

    def start_web(self) -> None:
        gunicorn = [sys.executable, "-m", "gunicorn", "tests.faults.served", *self.shape]
        bind = ["--bind", f"127.0.0.1:{self.port}"]
        self.web = self._spawn("web", [*self._strace(), *gunicorn, *bind])
        self.wait_until_it_answers()

    def _strace(self) -> list[str]:
        file = self.folder / f"trace-{len(self.traces)}"
        self.traces.append(file)
        strace = ["strace", "--follow-forks", "--seccomp-bpf", "--decode-fds=path", "-xx"]
        return [*strace, "-s", str(LONGEST_CALL_BYTES), "-e", f"trace={CALLS}", "-o", str(file)]

    def stop_web(self) -> None:
        """Stop the server in order, and wait until strace has written its last line."""
        _strace, gunicorn, *_workers = processes.family(self.web.pid)
        os.kill(gunicorn, signal.SIGTERM)
        self.web.wait(timeout=30)
        self.web = None

    def manage(self, *arguments: str) -> None:
        """Run a management command to its end."""
        command = [*self._strace(), sys.executable, "manage.py", *arguments]
        self.worker = self._spawn("worker", command)
        assert self.worker.wait(timeout=60) == 0, self.log("worker")
        self.worker = None


@cache
def stocked() -> tuple[Path, Plan]:
    """Make a database with visits to hand in, once for all recordings of this test run."""
    folder = Path(tempfile.mkdtemp(prefix="moments-visits-"))
    shutil.copyfile(empty_database(), folder / DATABASE)
    printed = manage("shell", "-v0", "-c", STOCK, env=environment(folder))
    return folder / DATABASE, Plan(**json.loads(printed))


def record(folder: Path, *, visits: int, seed: object, **env: str) -> Recording:
    """Let phones hand in so many visits at a server of their own in this folder."""
    server = TracedServer(folder, **env)
    return _recording(server, _handed_in(server, visits, seed))


def record_until_published(folder: Path, *, visits: int, seed: object) -> Recording:
    """Let the worker make ready what was handed in, and an operator publish all of it."""
    server = TracedServer(folder)
    ledger = _handed_in(server, visits, seed)
    try:
        server.manage("db_worker", "--batch", "--no-startup-delay")
        server.manage("shell", "-v0", "-c", PUBLISH)
    finally:
        server.kill()
    return _recording(server, ledger)


def _handed_in(server: TracedServer, visits: int, seed: object) -> Ledger:
    (database, plan), ledger = stocked(), Ledger()
    server.disk.mkdir(parents=True)
    shutil.copyfile(database, server.disk / DATABASE)
    shutil.copytree(server.disk, server.before)
    try:
        server.start_web()
        plan = replace(plan, visits=plan.visits[:visits])
        day.hand_in_all(server.port, plan, ledger, seed=seed)
        server.stop_web()
    finally:
        server.kill()
    return ledger


def _recording(server: TracedServer, ledger: Ledger) -> Recording:
    calls = trace.read(server.traces, server.disk)
    recording = Recording(server.disk, server.before, calls, ledger)
    recording.require_that_nothing_is_untold()
    return recording

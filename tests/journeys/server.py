"""The product as real processes: gunicorn and the background worker, which can be killed and started."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60
# What the caller's shell says about another installation must not reach this one.
FOREIGN = (
    "SECRET_KEY",
    "DEBUG",
    "EMAIL_URL",
    "TASKS_BACKEND",
    "TRUST_PROXY",
    "SECURE_SSL_REDIRECT",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_URL",
    "MEDIA_ROOT",
    "DJANGO_SETTINGS_MODULE",
    "VAR_DIR",
)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def environment(folder: Path, port: int = 8000, **more: str) -> dict[str, str]:
    """Everything this installation keeps lies in `folder`; nothing of the caller's reaches it."""
    own = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return own | {
        "MOMENTS_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "shopper.settings",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'moments.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "MAIL_ROOT": str(folder / "mail"),
        "PUBLIC_URL": f"http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def manage(*arguments: str, env: dict[str, str]) -> str:
    """Run a management command to its end and return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _until_the_end(prefix: str) -> Path:
    """Return a folder that is removed when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def collected_static() -> Path:
    """Collect the pages' files once for all servers of this test run."""
    folder = _until_the_end("moments-static-")
    env = environment(folder, STATIC_ROOT=str(folder / "static"))
    manage("collectstatic", "--no-input", "--verbosity", "0", env=env)
    return folder / "static"


@cache
def empty_database() -> Path:
    """Migrate once; every server of this test run begins with a copy."""
    folder = _until_the_end("moments-database-")
    manage("migrate", "--verbosity", "0", env=environment(folder))
    return folder / "moments.sqlite3"


class Server:
    """One installation in a folder of its own. Use as a context: it leaves no process behind."""

    def __init__(
        self,
        folder: Path,
        *,
        workers: int = 1,
        threads: int = 4,
        with_worker: bool = True,
        worker: tuple[str, ...] = ("manage.py", "db_worker"),
        **env: str,
    ) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.shape = ["--workers", str(workers), "--threads", str(threads)]
        self.with_worker = with_worker
        self.work = worker
        self.env = environment(folder, self.port, STATIC_ROOT=str(self.static_files()), **env)
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / "moments.sqlite3").exists():
            shutil.copyfile(empty_database(), self.folder / "moments.sqlite3")
        self.start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.kill()

    def static_files(self) -> Path:
        """Return where the pages' files lie."""
        return collected_static()

    def manage(self, *arguments: str) -> str:
        return manage(*arguments, env=self.env)

    def start(self) -> None:
        """Start what does not run, and return once the web server answers."""
        self.start_web()
        if self.with_worker:
            self.start_worker()

    def start_worker(self) -> None:
        if self.worker is None:
            self.worker = self._spawn("worker", [sys.executable, *self.work])

    def start_web(self) -> None:
        self.launch_web()
        self.wait_until_it_answers()

    def launch_web(self) -> None:
        """Start the web server, which answers only after a while."""
        if self.web is None:
            gunicorn = [sys.executable, "-m", "gunicorn", "shopper.wsgi", *self.shape]
            self.web = self._spawn("web", [*gunicorn, "--bind", f"127.0.0.1:{self.port}"])

    def kill(self) -> None:
        """Kill web and worker as a power cut would: at once, in the middle of whatever they do."""
        self.kill_web()
        self.kill_worker()

    def kill_web(self) -> None:
        self.web = _kill(self.web)

    def kill_worker(self) -> None:
        self.worker = _kill(self.worker)

    def restart(self) -> None:
        self.kill()
        self.start()

    def wait_until_it_answers(self) -> None:
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up_at:
            died = self.web is None or self.web.poll() is not None
            assert not died, f"the web server died:\n{self.log('web')}"
            try:
                urllib.request.urlopen(f"{self.address}/api/v1/session", timeout=5).close()
            except urllib.error.HTTPError:
                return  # An answer is an answer: nobody has signed in yet.
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"the web server does not answer:\n{self.log('web')}")

    def log(self, name: str) -> str:
        """Return what `web` or `worker` has said since the beginning, over all restarts."""
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def _spawn(self, name: str, command: list[str]) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )


class ServerWithoutPages(Server):
    """The phone's API alone: no page is looked at, and so no file is collected for one."""

    def static_files(self) -> Path:
        return self.folder / "static"


def _kill(process: "subprocess.Popen[bytes] | None") -> None:
    """Kill a process and all it has started: each was given a session of its own."""
    if process is not None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)

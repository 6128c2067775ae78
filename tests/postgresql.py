"""A real PostgreSQL for tests: started in a folder of its own, reached by a socket, then gone."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# What need not survive a power cut is not flushed.
IN_HASTE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


def binaries() -> Path | None:
    """Return the folder with the newest server's programs, or None where there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _version(initdb: Path) -> int:
    return int(initdb.parent.parent.name.partition(".")[0])


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Start a server, and return the DATABASE_URL of an empty database on it.

    A durable one flushes what it commits, as in production; tests are faster without.
    """
    programs = binaries()
    if programs is None:
        raise LookupError("no PostgreSQL server is installed")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    run = _runner(folder)
    try:
        run(
            *(str(programs / "initdb"), "--pgdata", f"{folder}/data", "--auth", "trust"),
            *("--username", "moments", "--encoding", "UTF8", "--no-sync"),
        )
        options = ["-k", str(folder), "-c", "listen_addresses="]
        for setting in [] if durable else IN_HASTE:
            options += ["-c", setting]
        control = [str(programs / "pg_ctl"), "--pgdata", f"{folder}/data", "--wait"]
        run(*control, "--options", " ".join(options), "--log", f"{folder}/log", "start")
        try:
            yield f"postgres://moments@{quote(str(folder), safe='')}/postgres"
        finally:
            run(*control, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _runner(folder: Path):
    """Return how to run the server's programs: they refuse to be root."""
    who: dict[str, str | int] = {}
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        who = {"user": account.pw_uid, "group": account.pw_gid}

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **who)

    return run

"""What the database beneath must be; asked when the product starts."""

import os
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.db import connections

SOUND_SQLITE = (3, 51, 3)
MOUNTS = Path("/proc/self/mounts")
SHARED = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "gfs2", "ocfs2"),
    *("fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "davfs", "fuse.davfs"),
}


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
        messages += _shared(connection.settings_dict["NAME"])
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


def _shared(database: Any) -> list[CheckMessage]:
    """Report a database file that several machines can open: the index of its log is memory of one."""
    kind = _file_system_of(Path(database)) if Path(database).is_absolute() else ""
    if kind not in SHARED:
        return []
    return [
        Error(
            f"The database lies on a network share ({kind}), where SQLite can corrupt it.",
            hint="Keep it on a disk of this machine, or use PostgreSQL.",
            id="moments.E002",
        )
    ]


def _file_system_of(path: Path) -> str:
    """Return the kind of file system beneath a path, as the kernel names it; blank if unknown."""
    try:
        lines = os.fsdecode(MOUNTS.read_bytes()).splitlines()
    except OSError:
        return ""
    mounts = [line.split()[1:3] for line in lines]
    beneath = [(place, kind) for place, kind in mounts if path.is_relative_to(_spelt_out(place))]
    return max(beneath, key=lambda mount: len(mount[0]), default=("", ""))[1]


def _spelt_out(place: str) -> str:
    """Return a place without the octal signs that stand for blanks in the kernel's list."""
    return re.sub(r"\\([0-7]{3})", lambda sign: chr(int(sign[1], base=8)), place)

"""A PostgreSQL database: copied by its own programs, and put back in one transaction."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.db import Error, transaction

from shopper.backups.disk import Stopped
from shopper.disk import sync

T = TypeVar("T")
OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND backend_type = 'client backend'
"""
# What is here goes before what was there comes, whichever version of the product made either.
CLEAR = """
    DO $$ DECLARE command text; BEGIN
        FOR command IN
            SELECT format('DROP TABLE %I.%I CASCADE', schemaname, tablename)
            FROM pg_tables WHERE schemaname = current_schema()
            UNION ALL
            SELECT format('DROP FUNCTION %s CASCADE', oid::regprocedure)
            FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f'
              AND oid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'e')
        LOOP EXECUTE command; END LOOP;
    END $$;
"""


class PostgreSQL:
    """The database on a server."""

    kind = "postgresql"
    file_name = "moments.dump"

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def copy_to(self, target: Path, *, reading: Callable[[str], T]) -> T:
        """Copy the rows as they are at one moment, and return what `reading` finds in the copy.

        `reading` is given the alias of a connection that sees that very moment.
        """
        with transaction.atomic(), self.connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            moment = cursor.fetchone()[0]
            options = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments"]
            self._run("pg_dump", *options, f"--snapshot={moment}", f"--file={target}")
            sync(target)
            return reading(self.connection.alias)

    def fault(self, file: Path) -> str | None:
        """Return what is wrong with a copy, or None: it is unpacked to its end."""
        unpacked = subprocess.run(
            [_program("pg_restore"), "--file=/dev/null", str(file)],
            check=False,
            capture_output=True,
            text=True,
        )
        return _last_line(unpacked.stderr) if unpacked.returncode else None

    def overdue(self) -> str | None:
        """Return None: the server looks after its log itself."""
        return None

    def is_empty(self) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('accounts_user')")
            if cursor.fetchone()[0] is None:
                return True
            cursor.execute("SELECT EXISTS (SELECT 1 FROM accounts_user)")
            return not cursor.fetchone()[0]

    def require_unused(self) -> None:
        """Refuse while others are connected to the database."""
        with self.connection.cursor() as cursor:
            cursor.execute(OTHERS)
            others = cursor.fetchone()[0]
        if others:
            raise Stopped(
                f"The database is in use ({others} connections). Stop the web server and the worker first."
            )

    def put_back(self, copy: Path, *, then: Sequence[str], aside: str) -> list[Path]:
        """Put the rows of a copy in the place of those here, run some statements, and only then commit.

        Nothing of what was here stays.
        """
        self.connection.close()
        options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        command, environment = self._command("psql", *options)
        with tempfile.TemporaryFile("w+") as complaints:
            with subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stderr=complaints, text=True
            ) as psql:
                is_sent = _send(psql.stdin, copy, then)
            complaints.seek(0)
            said = _last_line(complaints.read())
        if not is_sent or psql.returncode:
            raise Stopped(
                f"The database was left as it was: {said or 'the copy cannot be unpacked'}"
            )
        return []

    def _run(self, program: str, *options: str) -> None:
        command, environment = self._command(program, *options)
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        if done.returncode:
            raise Stopped(f"{program} failed: {_last_line(done.stderr)}")

    def _command(self, program: str, *options: str) -> tuple[list[str], dict[str, str]]:
        """Return a command that reaches this database; its password stays out of the list of processes."""
        path = _program(program)
        where, secrets = self.connection.client.settings_to_cmd_args_env(
            self.connection.settings_dict, []
        )
        return [path, *options, *where[1:]], {**os.environ, **(secrets or {})}


def faults_seen_by(cursor: Any) -> Iterator[str]:
    """Yield the tables that cannot be read to their end; the server notices torn pages while reading."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    for (table,) in cursor.fetchall():
        try:
            with cursor.db.wrap_database_errors, cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
                for _ in rows:
                    pass
        except Error as trouble:
            yield f"{table}: {trouble}".strip()


def _send(psql: Any, copy: Path, then: Sequence[str]) -> bool:
    """Send psql the copy's rows and what follows them, and say whether all of it was sent.

    COMMIT is the last word, and without it the server forgets the rest.
    """
    options = ["--no-owner", "--no-privileges", "--no-comments", "--exit-on-error", "--file=-"]
    unpack = [_program("pg_restore"), *options, str(copy)]
    try:
        psql.write(f"BEGIN;\n{CLEAR}\n")
        psql.flush()
        if subprocess.run(unpack, check=False, stdout=psql, stderr=subprocess.DEVNULL).returncode:
            return False
        # The copy's own statements look for every table under its full name.
        psql.write("".join(f"{line};\n" for line in ["RESET search_path", *then, "COMMIT"]))
        psql.flush()
    except BrokenPipeError:  # psql has stopped, and said why
        return False
    return True


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise Stopped(
            f"{name} is not here. Install PostgreSQL's client programs (Debian: postgresql-client)."
        )
    return path


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1]

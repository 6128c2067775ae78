"""The protocol holds on PostgreSQL as it does on SQLite: the same tests, run again."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests import postgresql
from tests.architecture.tree import ROOT

SAME_TESTS = ["tests/api", "tests/shopper/sync", "tests/shopper/visits"]
IS_THE_SECOND_RUN = "MOMENTS_TESTS_ON_POSTGRESQL"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(IS_THE_SECOND_RUN in os.environ, reason="this is that run")
@pytest.mark.skipif(postgresql.binaries() is None, reason="no PostgreSQL server is installed")
def test_the_protocol_holds_on_postgresql_too():
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    with postgresql.server() as url:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *SAME_TESTS],
            check=False,
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, IS_THE_SECOND_RUN: "1"},
            capture_output=True,
            text=True,
        )

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert " passed" in run.stdout


@pytest.mark.skipif(IS_THE_SECOND_RUN not in os.environ, reason="only that run has a server")
def test_that_run_is_not_on_sqlite(db):
    assert connection.vendor == "postgresql"

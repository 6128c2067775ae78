"""Fifty phones sync for minutes at an ordinary pace: nothing is lost, nothing fails, nothing is locked."""

import os

import pytest

from tests import postgresql
from tests.journeys.server import Server, environment, manage
from tests.soak.measured import Soak, soak, wal_of_postgresql, wal_of_sqlite
from tests.soak.phones import Ledger

PHONES = int(os.environ.get("SOAK_PHONES", "50"))
SECONDS = int(os.environ.get("SOAK_SECONDS", "180"))
SECONDS_ON_POSTGRESQL = max(SECONDS // 4, 30)
# Beyond it the log of the database grows because something never lets go of it.
MOST_WAL_BYTES = 64 * 2**20
SHAPE = {"workers": 2, "threads": 4}
SET_UP_SECONDS = 900


@pytest.mark.slow
@pytest.mark.timeout(SECONDS + SET_UP_SECONDS)
def test_what_fifty_phones_send_for_minutes_is_all_there(tmp_path):
    with Server(tmp_path / "server", **SHAPE) as server:
        done = soak(server, phones=PHONES, seconds=SECONDS, wal=wal_of_sqlite(server))

    require_nothing_amiss(done)
    assert done.wal_bytes < MOST_WAL_BYTES


@pytest.mark.slow
@pytest.mark.timeout(SECONDS_ON_POSTGRESQL + SET_UP_SECONDS)
@pytest.mark.skipif(postgresql.binaries() is None, reason="no PostgreSQL server is installed")
def test_what_fifty_phones_send_for_minutes_is_all_there_on_postgresql(tmp_path):
    folder = tmp_path / "server"
    with postgresql.server(durable=True) as url:
        manage("migrate", "--verbosity", "0", env=environment(folder, DATABASE_URL=url))
        with Server(folder, **SHAPE, DATABASE_URL=url) as server:
            wal = wal_of_postgresql(url)
            done = soak(server, phones=PHONES, seconds=SECONDS_ON_POSTGRESQL, wal=wal)

    require_nothing_amiss(done)


def require_nothing_amiss(done: Soak) -> None:
    print(f"{PHONES} phones: {done.figures}")
    print(*done.ledger.lost[:10], sep="\n")
    assert done.ledger.refusals == []
    assert done.ledger.missing(done.kept) == []
    assert len(done.ledger.receipts) >= PHONES
    assert "locked" not in done.log.lower()
    assert (done.kept["unprepared"], done.kept["underived"]) == (0, 0)


WHOLE = {
    "documents": [["visit", 1, "its digest"]],
    "photos": [["visit", "photo", "its digest"]],
    "receipts": [["visit", "receipt"]],
}


@pytest.mark.parametrize("part", WHOLE)
def test_what_was_promised_and_is_not_there_is_named(part):
    promised = {name: {tuple(row) for row in rows} for name, rows in WHOLE.items()}
    ledger = Ledger(**promised)

    assert ledger.missing(WHOLE) == []
    assert ledger.missing({**WHOLE, part: []}) == [(part, *WHOLE[part][0])]

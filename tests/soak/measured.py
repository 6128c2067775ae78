"""One soak: phones at a server for a stretch of time, and what there was to measure meanwhile."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import psycopg

from tests.faults.kept import database_of
from tests.faults.phone import sign_in
from tests.journeys.server import Server
from tests.soak.phones import PATIENCE_SECONDS, THINKS_SECONDS, Ledger, Soaker

WAL_ON_POSTGRESQL = "SELECT coalesce(sum(size), 0)::bigint FROM pg_ls_waldir()"
LOOKS_EVERY_SECONDS = 0.25


class Peak(threading.Thread):
    """The largest value seen of something that grows and shrinks. Use as a context."""

    def __init__(self, look: Callable[[], int]) -> None:
        super().__init__(daemon=True)
        self.look, self.largest = look, 0
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(LOOKS_EVERY_SECONDS):
            self.largest = max(self.largest, self.look())

    def __enter__(self) -> "Peak":
        self.start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.is_over.set()
        self.join()


def wal_of_sqlite(server: Server) -> Callable[[], int]:
    log = database_of(server).with_name("moments.sqlite3-wal")
    return lambda: log.stat().st_size if log.exists() else 0


def wal_of_postgresql(url: str) -> Callable[[], int]:
    connection = psycopg.connect(url.replace("postgres://", "postgresql://", 1), autocommit=True)
    return lambda: connection.execute(WAL_ON_POSTGRESQL).fetchone()[0]


@dataclass(frozen=True)
class Soak:
    """What the phones were promised, what is there, and what was measured."""

    ledger: Ledger
    kept: dict
    wal_bytes: int
    log: str

    @property
    def figures(self) -> str:
        p50, p99 = self.ledger.percentiles_ms()
        return (
            f"{len(self.ledger.receipts)} visits, {len(self.ledger.photos)} photographs,"
            f" {len(self.ledger.waits)} writes: p50 {p50:.0f} ms, p99 {p99:.0f} ms;"
            f" largest WAL {self.wal_bytes / 2**20:.1f} MB; {len(self.ledger.lost)} answers lost"
        )


def soak(server: Server, *, phones: int, seconds: float, wal: Callable[[], int]) -> Soak:
    """Let so many phones sync for a while; then wait until the worker has done its part."""
    visits = int(seconds / sum(THINKS_SECONDS)) + 2
    setting = f"from tests.soak import stage; stage.set_up({phones}, {visits})"
    stage = json.loads(server.manage("shell", "-c", setting).splitlines()[-1])
    ledger = Ledger()
    soakers = [
        Soaker(sign_in(server, stage, email), own, server.port, ledger)
        for email, own in stage["shoppers"].items()
    ]
    with Peak(wal) as peak:
        for soaker in soakers:
            soaker.start()
        time.sleep(seconds)
        for soaker in soakers:
            soaker.is_over.set()
        for soaker in soakers:
            soaker.join(PATIENCE_SECONDS)
            assert not soaker.is_alive(), "a phone does not come to an end"
    kept = _once_prepared(server)
    return Soak(ledger, kept, peak.largest, server.log("web") + server.log("worker"))


def _once_prepared(server: Server) -> dict:
    """Return what is kept once nothing waits for the worker any more, or patience has ended."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while True:
        told = server.manage("shell", "-c", "from tests.soak import stage; stage.tell()")
        kept = json.loads(told.splitlines()[-1])
        waits = kept["unprepared"] + kept["underived"]
        if not waits or time.monotonic() > give_up_at:
            return kept
        time.sleep(2)

"""A database that somebody holds for long: phones wait, are told to come again, and lose nothing."""

import http.client
import time
from contextlib import closing

import pytest

from tests.faults import phone
from tests.faults.kept import database_of, rows
from tests.faults.phone import Ask
from tests.journeys.server import Server, ServerWithoutPages

pytestmark = pytest.mark.timeout(300)
WAITS_SECONDS, PATIENCE_SECONDS = 15, 90


@pytest.fixture
def server(tmp_path):
    with ServerWithoutPages(tmp_path / "server", with_worker=False) as server:
        yield server


def answered(ask: Ask, server: Server) -> tuple[int, str | None]:
    """Return status and `Retry-After`, with more patience than a phone has."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
    with closing(line):
        line.request(ask.method, ask.path, ask.body, ask.headers)
        answer = line.getresponse()
        answer.read()
        return answer.status, answer.getheader("Retry-After")


def test_a_phone_waits_for_a_long_writer_is_told_to_come_again_and_then_succeeds(server):
    sami = phone.signed_in(server, visits=2)
    first, second = sami.visits
    with rows(database_of(server)) as somebody:
        somebody.isolation_level = None
        somebody.execute("BEGIN IMMEDIATE")
        began = time.monotonic()

        refused = answered(sami.document(first), server)
        waited = time.monotonic() - began
        looked_up = answered(sami.status(second), server)
        somebody.execute("ROLLBACK")

    assert refused == (503, "5")
    assert waited > WAITS_SECONDS
    assert looked_up == (200, None)
    assert answered(sami.document(first), server) == (201, None)

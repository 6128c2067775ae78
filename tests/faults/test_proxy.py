"""The proxy that fails as networks do: what it lets through, byte by byte, in either direction."""

import http.client
import socket
import threading
import time

import pytest

from tests.faults import proxy
from tests.faults.proxy import Proxy

BODY = b"sixteen bytes ok"
LOST = (OSError, http.client.HTTPException)


class Recorder:
    """A server that keeps the raw bytes of each connection, and answers what is whole."""

    REPLY = b"HTTP/1.1 201 Created\r\nContent-Length: 4\r\nConnection: close\r\n\r\nkept"

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.done = threading.Semaphore(0)
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                end, _address = self.listener.accept()
            except OSError:
                return
            with end:
                self.received.append(self._read(end))
            self.done.release()

    def _read(self, end: socket.socket) -> bytes:
        got = b""
        try:
            while not got.endswith(BODY):
                piece = end.recv(4096)
                if not piece:
                    return got
                got += piece
            end.sendall(self.REPLY)
        except ConnectionResetError:
            got += b"<reset>"
        return got

    def heard(self) -> bytes:
        """Return what the next connection brought, once it is over."""
        assert self.done.acquire(timeout=10)
        return self.received[-1]


@pytest.fixture
def server():
    recorder = Recorder()
    yield recorder
    recorder.listener.close()


@pytest.fixture
def between(server):
    with Proxy(server.port) as between:
        yield between


def put(between: Proxy, path: str = "/thing") -> tuple[int, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", between.port, timeout=10)
    try:
        line.request("PUT", path, BODY)
        reply = line.getresponse()
        return reply.status, reply.read()
    finally:
        line.close()


def whole_request(between: Proxy, server: Recorder) -> bytes:
    assert put(between) == (201, b"kept")
    return server.heard()


def test_without_a_rule_everything_passes_through(between, server):
    assert put(between) == (201, b"kept")

    heard = server.heard()
    assert heard.startswith(b"PUT /thing HTTP/1.1\r\n")
    assert heard.endswith(BODY)
    assert between.passages[0].request_bytes == len(heard)
    assert between.passages[0].response == Recorder.REPLY


def test_of_a_cut_request_the_server_hears_exactly_so_many_bytes(between, server):
    whole = whole_request(between, server)

    for after in (0, 1, 20, len(whole) - len(BODY), len(whole) - 1):
        with between.failing(proxy.cut_request(after)), pytest.raises(LOST):
            put(between)
        assert server.heard() == whole[:after]


def test_a_request_may_be_cut_after_its_last_byte(between, server):
    whole = whole_request(between, server)

    with between.failing(proxy.cut_request(len(whole))), pytest.raises(LOST):
        put(between)

    assert server.heard() == whole


def test_a_reset_reaches_both_ends_as_one(between, server):
    with (
        between.failing(proxy.cut_request(40, by_reset=True)),
        pytest.raises(ConnectionResetError),
    ):
        put(between)

    assert server.heard().endswith(b"<reset>")


@pytest.mark.parametrize("after", [1, 30, len(Recorder.REPLY) - 1])
def test_of_a_cut_answer_the_phone_hears_exactly_so_many_bytes(between, server, after):
    with (
        between.failing(proxy.cut_response(after)),
        socket.create_connection(("127.0.0.1", between.port), timeout=10) as phone,
    ):
        phone.sendall(b"PUT / HTTP/1.1\r\nContent-Length: 16\r\n\r\n" + BODY)
        heard = b"".join(iter(lambda: phone.recv(4096), b""))

    assert heard == Recorder.REPLY[:after]
    assert server.heard().endswith(BODY)


def test_a_dropped_reply_was_given_and_is_never_heard(between, server):
    with between.failing(proxy.drop_reply()), pytest.raises(http.client.RemoteDisconnected):
        put(between)

    assert server.heard().endswith(BODY)
    assert between.passages[0].response == Recorder.REPLY


def test_a_delay_costs_its_time_and_nothing_else(between):
    begun_at = time.monotonic()

    with between.failing(proxy.delay(0.3)):
        assert put(between) == (201, b"kept")

    assert time.monotonic() - begun_at >= 0.3


@pytest.mark.parametrize(
    "status", ["413 Content Too Large", "500 Oh", "502 Bad Gateway", "507 Insufficient Storage"]
)
def test_the_proxy_answers_in_the_place_of_a_server_that_never_hears_of_it(between, server, status):
    with between.failing(proxy.answer(status, b"<h1>no</h1>", "text/html")):
        assert put(between) == (int(status[:3]), b"<h1>no</h1>")

    assert server.received == []


def test_a_captive_portal_says_yes_to_everything_in_html(between, server):
    with between.failing(proxy.captive_portal()):
        status, page = put(between)

    assert (status, page) == (200, proxy.CAPTIVE_PORTAL)
    assert server.received == []


def test_a_rule_chooses_by_number_method_and_path(between, server):
    between.rule = lambda request: (
        proxy.answer("503 Busy") if request.path == "/b" and request.number == 2 else proxy.PASS
    )

    statuses = [put(between, path)[0] for path in ("/a", "/b", "/b")]

    assert statuses == [201, 503, 201]
    assert [passage.request.method for passage in between.passages] == ["PUT"] * 3

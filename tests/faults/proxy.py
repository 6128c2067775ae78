"""A proxy of ours between a phone and the real server, which fails as networks do, when it is told to."""

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PIECE_BYTES = 64 * 1024
PATIENCE_SECONDS = 30
RESET = struct.pack("ii", 1, 0)  # a socket closed with this sends RST instead of FIN
END_OF_HEAD = b"\r\n\r\n"
CAPTIVE_PORTAL = b"<!doctype html><title>Welcome</title><p>Accept our terms to go online.</p>"


@dataclass(frozen=True)
class Fault:
    """What happens to one exchange; without anything said, nothing: it passes through.

    Bytes are counted from the first of the request line or the status line. `by_reset` ends the
    connection as a router that forgets it does, instead of as a peer that hangs up.
    """

    cut_request_after: int | None = None
    cut_response_after: int | None = None
    by_reset: bool = False
    wait_seconds: float = 0
    answer: bytes | None = None


PASS = Fault()


def cut_request(after: int, *, by_reset: bool = False) -> Fault:
    """Let only so many bytes of the request reach the server."""
    return Fault(cut_request_after=after, by_reset=by_reset)


def cut_response(after: int, *, by_reset: bool = False) -> Fault:
    """Let the server answer in full, and only so many bytes of the answer reach the phone."""
    return Fault(cut_response_after=after, by_reset=by_reset)


def drop_reply() -> Fault:
    """Let the server do all its work and answer, and the phone never hear of it."""
    return cut_response(0)


def delay(seconds: float) -> Fault:
    return Fault(wait_seconds=seconds)


def answer(status: str, body: bytes = b"", kind: str = "text/plain", **headers: str) -> Fault:
    """Answer in the server's place, which never hears of the request: `answer("502 Bad Gateway")`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named |= {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items())]
    return Fault(answer="\r\n".join(lines).encode() + END_OF_HEAD + body)


def captive_portal() -> Fault:
    """Answer with the page of a hotel's network, and with success, as those do."""
    return answer("200 OK", CAPTIVE_PORTAL, kind="text/html; charset=utf-8")


@dataclass(frozen=True)
class Request:
    """What a rule may look at: the how-manieth request through this proxy it is, from 1."""

    number: int
    method: str
    path: str


Rule = Callable[[Request], Fault]


@dataclass
class Passage:
    """What became of one exchange, for a test to look at.

    `ended_at` is when the phone could first know how it ended; None: it cannot know yet. Both times
    are of this machine's monotonic clock.
    """

    request: Request
    request_bytes: int = 0
    response: bytes = b""
    begun_at: float = field(default_factory=time.monotonic)
    ended_at: float | None = None


@dataclass
class Proxy:
    """A proxy in front of one port. Use as a context; `rule` may be changed at any time."""

    server_port: int
    rule: Rule = field(default=lambda _request: PASS)

    def __enter__(self) -> "Proxy":
        self.passages: list[Passage] = []
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    @contextlib.contextmanager
    def failing(self, fault: Fault) -> Iterator[None]:
        """Let every exchange fail in this one way for a while."""
        before, self.rule = self.rule, lambda _request: fault
        try:
            yield
        finally:
            self.rule = before

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                phone, _address = self._listener.accept()
                threading.Thread(target=self._serve, args=(phone,), daemon=True).start()

    def _serve(self, phone: socket.socket) -> None:
        """Carry one exchange; the phone connects anew for the next."""
        phone.settimeout(PATIENCE_SECONDS)
        with phone, contextlib.suppress(OSError):
            head = _read_head(phone)
            if head is None:
                return
            passage = self._passage(head)
            fault = self.rule(passage.request)
            try:
                answer = self._answer(phone, head, passage, fault)
            finally:
                passage.ended_at = time.monotonic()
            phone.sendall(answer)
            if fault.by_reset:
                _reset_when_closed(phone)

    def _answer(self, phone: socket.socket, head: bytes, passage: Passage, fault: Fault) -> bytes:
        """Return what the phone is to hear; nothing, where its own request is cut."""
        time.sleep(fault.wait_seconds)
        if fault.answer is not None:
            _drain(phone, head)
            return fault.answer
        self._carry(phone, head, passage, fault)
        return passage.response[: fault.cut_response_after]

    def _passage(self, head: bytes) -> Passage:
        method, path = head.split(b" ", 2)[:2]
        with self._lock:
            number = len(self.passages) + 1
            passage = Passage(Request(number, method.decode(), path.decode()))
            self.passages.append(passage)
        return passage

    def _carry(self, phone: socket.socket, head: bytes, passage: Passage, fault: Fault) -> None:
        address = ("127.0.0.1", self.server_port)
        with socket.create_connection(address, timeout=PATIENCE_SECONDS) as server:
            for piece in _request_pieces(phone, head):
                left = _left(fault.cut_request_after, passage.request_bytes)
                server.sendall(piece[:left])
                passage.request_bytes += len(piece[:left])
                if left is not None and left <= len(piece):
                    if fault.by_reset:
                        _reset_when_closed(server)
                    return
            passage.response = _read_to_the_end(server)


def _left(limit: int | None, sent: int) -> int | None:
    return None if limit is None else limit - sent


def _read_head(phone: socket.socket) -> bytes | None:
    """Return the request's head, with `Connection: close` in it, and what came along with it."""
    received = b""
    while END_OF_HEAD not in received:
        piece = phone.recv(PIECE_BYTES)
        if not piece:
            return None
        received += piece
    head, _, rest = received.partition(END_OF_HEAD)
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"]) + END_OF_HEAD + rest


def _request_pieces(phone: socket.socket, received: bytes) -> Iterator[bytes]:
    yield received
    missing = _bytes_missing(received)
    while missing > 0:
        piece = phone.recv(min(PIECE_BYTES, missing))
        if not piece:
            raise ConnectionAbortedError
        missing -= len(piece)
        yield piece


def _bytes_missing(received: bytes) -> int:
    """Return how much of the body has not come yet; phones always say how long it is."""
    head, _, body = received.partition(END_OF_HEAD)
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value) - len(body)
    return 0


def _drain(phone: socket.socket, head: bytes) -> None:
    for _piece in _request_pieces(phone, head):
        pass


def _read_to_the_end(server: socket.socket) -> bytes:
    pieces = []
    while piece := server.recv(PIECE_BYTES):
        pieces.append(piece)
    return b"".join(pieces)


def _reset_when_closed(end: socket.socket) -> None:
    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)

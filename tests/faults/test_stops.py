"""A server is stopped for a new release while a phone uploads: the photograph is whole, or sent again."""

import signal
import socket
import time

import pytest

from tests.faults import phone
from tests.faults.kept import Kept
from tests.faults.phone import Photo
from tests.journeys.server import Server
from tests.samples import photographs

GRACE_SECONDS = 3
PATIENCE_SECONDS = 60

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "server", with_worker=False)
    server.shape += ["--graceful-timeout", str(GRACE_SECONDS)]
    with server:
        yield server


class Upload:
    """A photograph of which half is on its way."""

    def __init__(self, server, sami, photo):
        self.visit, self.photo = sami.visits[0], photo
        self.sami, self.server = sami, server
        sami.document(self.visit, photo).by(server.port)
        ask = sami.photo(self.visit, photo)
        headers = {**ask.headers, "Content-Length": str(len(ask.body))}
        lines = [f"{ask.method} {ask.path} HTTP/1.1", *(f"{n}: {v}" for n, v in headers.items())]
        self.half = len(ask.body) // 2
        self.line = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_SECONDS)
        self.line.sendall("\r\n".join([*lines, "", ""]).encode() + ask.body[: self.half])
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while not list(server.folder.glob("media/incoming/*")):
            assert time.monotonic() < give_up_at, "the upload does not begin"
            time.sleep(0.05)

    def send_the_rest(self) -> bytes:
        """Return how the server answers the whole of it."""
        self.line.sendall(self.photo.body[self.half :])
        return self.line.recv(12)

    def again(self) -> int:
        return self.sami.photo(self.visit, self.photo).by(self.server.port).status

    def is_kept(self) -> bool:
        kept = Kept(self.server)
        return kept.torn == [] and set(kept.photos) == {(self.visit, self.photo.id)}


@pytest.fixture
def upload(server):
    photo = Photo(photographs.jpeg(800, 600), "image/jpeg")
    upload = Upload(server, phone.signed_in(server, visits=1), photo)
    yield upload
    upload.line.close()


def stop(server):
    server.web.send_signal(signal.SIGTERM)


def start_anew(server):
    server.web.wait(PATIENCE_SECONDS)
    server.web = None
    server.start_web()


def test_a_stopped_server_takes_the_photograph_in_that_is_on_its_way(server, upload):
    stop(server)
    time.sleep(0.5)

    answer = upload.send_the_rest()
    start_anew(server)

    assert answer == b"HTTP/1.1 201"
    assert upload.is_kept()
    assert upload.again() == 200


def test_a_photograph_that_the_stop_has_cut_leaves_nothing_and_is_sent_again(server, upload):
    stop(server)
    start_anew(server)

    kept = Kept(server)
    assert (kept.photos, kept.unspoken_of) == ({}, [])
    assert upload.again() == 201
    assert upload.is_kept()

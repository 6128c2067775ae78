"""A push service as RFC 8030 has it, on this machine, and a browser that is subscribed to it."""

import base64
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02


def base64url(given: bytes) -> str:
    return base64.urlsafe_b64encode(given).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@dataclass
class Browser:
    """A phone's browser: it alone can read what is sent to its address."""

    endpoint: str
    secret: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    def subscription(self) -> dict[str, Any]:
        keys = {
            "p256dh": base64url(point_of(self.secret.public_key())),
            "auth": base64url(self.auth),
        }
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def read(self, body: bytes) -> dict[str, Any]:
        plain = http_ece.decrypt(body, private_key=self.secret, auth_secret=self.auth)
        return json.loads(plain)


@dataclass
class Delivery:
    path: str
    headers: Message
    body: bytes

    def is_signed_by(self, key: str, audience: str) -> bool:
        """Whether the request carries a token of the holder of the key, for this service (RFC 8292)."""
        scheme, _, rest = self.headers["Authorization"].partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        claims = json.loads(from_base64url(parts["t"].split(".")[1]))
        return (
            scheme == "vapid"
            and parts["k"] == key
            and claims["aud"] == audience
            and Vapid02.verify(self.headers["Authorization"])
        )


@dataclass
class PushService:
    origin: str = ""
    answers: list[int] = field(default_factory=list)
    delivered: list[Delivery] = field(default_factory=list)

    def browser(self) -> Browser:
        return Browser(f"{self.origin}/send/{base64url(os.urandom(12))}")


@contextmanager
def push_service():
    """Yield a service that takes everything with 201 until `answers` say otherwise, one a request."""
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.delivered.append(Delivery(self.path, self.headers, body))
            status = service.answers.pop(0) if service.answers else 201
            self.send_response(status)
            if status in {301, 307}:
                self.send_header("Location", f"{service.origin}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.origin = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()

"""A phone without a browser: it knows what to send for a visit, and sends it, byte for byte the same again."""

import base64
import hashlib
import http.client
import json
from dataclasses import dataclass, field
from typing import Any

from shopper.identity import new_id
from tests.factories import PASSWORD
from tests.faults.stage import SHOPPER
from tests.journeys.server import Server
from tests.samples import photographs

PATIENCE_SECONDS = 20
AT = "2026-11-21T14:40:00Z"
SMALL_PHOTO = photographs.png(1, 1)


class Lost(Exception):
    """No answer, or not a whole one: the phone cannot know what the server has done."""


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Ask:
    """One request, to be sent as often as it takes."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def by(self, port: int) -> Reply:
        """Send it to a port of this machine and return the whole answer.

        Raises:
            Lost: the connection ended before that.
        """
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        try:
            line.request(self.method, self.path, self.body, self.headers)
            answer = line.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as trouble:
            raise Lost(repr(trouble)) from trouble
        finally:
            line.close()
        if answer.getheader("Content-Length") != str(len(body)):
            raise Lost(f"{answer.status} without its end: {body!r}")
        return Reply(answer.status, body)


@dataclass(frozen=True)
class Photo:
    body: bytes
    kind: str = "image/png"
    id: str = field(default_factory=lambda: str(new_id()))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass
class Phone:
    """A shopper's phone, signed in at a server; `stage` is what the stage has printed."""

    stage: dict[str, Any]
    cookies: dict[str, str]
    device: str = field(default_factory=lambda: str(new_id()))

    @property
    def visits(self) -> list[str]:
        return self.stage["visits"]

    def document(self, visit: str, *photos: Photo, seq: int = 1, note: str = "") -> Ask:
        """Send what was found: the `seq`-th document, on top of the one before."""
        answer = {"state": "answered", "value": "yes", "note": note, "at": AT}
        document = {
            "checklist_version": self.stage["checklist"],
            "seq": seq,
            "device": self.device,
            "started_at": AT,
            "ended_at": AT,
            "answers": {self.stage["question"]: answer},
            "photos": [self._listing(photo) for photo in photos],
        }
        base = {"If-None-Match": "*"} if seq == 1 else {"If-Match": f'"{seq - 1}"'}
        body = json.dumps(document, separators=(",", ":")).encode()
        return self._ask("PUT", visit, body, **base, **{"Content-Type": "application/json"})

    def _listing(self, photo: Photo) -> dict[str, Any]:
        return {
            "id": photo.id,
            "question": self.stage["question"],
            "sha256": photo.sha256,
            "bytes": len(photo.body),
            "type": photo.kind,
        }

    def photo(self, visit: str, photo: Photo) -> Ask:
        digest = base64.b64encode(hashlib.sha256(photo.body).digest()).decode()
        headers = {"Content-Type": photo.kind, "Repr-Digest": f"sha-256=:{digest}:"}
        return self._ask("PUT", f"{visit}/photos/{photo.id}", photo.body, **headers)

    def submit(self, visit: str, rev: int = 1) -> Ask:
        return self._ask("POST", f"{visit}/submit", **{"If-Match": f'"{rev}"'})

    def status(self, visit: str) -> Ask:
        return self._ask("GET", f"{visit}/status")

    def _ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Ask:
        return Ask(method, f"/api/v1/visits/{path}", body, {**self.cookies, **headers})


def signed_in(server: Server, *, visits: int) -> Phone:
    """Set the stage at a server, and sign its shopper in."""
    printed = server.manage(
        "shell", "-c", f"from tests.faults import stage; stage.set_up({visits})"
    )
    return sign_in(server, json.loads(printed.splitlines()[-1]), SHOPPER)


def sign_in(server: Server, stage: dict[str, Any], email: str) -> Phone:
    """Return a phone that one of the stage's people has signed in with."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
    host = {"Host": f"localhost:{server.port}"}
    headers = {**host, "Origin": server.address, "Content-Type": "application/json"}
    who = json.dumps({"email": email, "password": PASSWORD})
    line.request("POST", "/api/v1/session", who, headers)
    answer = line.getresponse()
    csrf = json.loads(answer.read())["csrf"]
    cookies = [value.split(";")[0] for name, value in answer.getheaders() if name == "Set-Cookie"]
    line.close()
    return Phone(stage, {**host, "Cookie": "; ".join(cookies), "X-CSRFToken": csrf})

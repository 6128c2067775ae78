"""A phone as the server sees it: it signs in, sends documents and photographs, and submits."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.test import Client

from shopper.identity import new_id
from tests import factories
from tests.samples import photographs

ENDED_AT = "2026-11-21T15:02:00.000+01:00"


@dataclass
class Phone:
    """One browser with its cookies; `seq` grows by one with each document it makes."""

    user: Any
    device: str = field(default_factory=lambda: str(new_id()))
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    seq: int = 0
    csrf: str = ""

    def sign_in(self, password: str = factories.PASSWORD):
        answer = self.client.post(
            "/api/v1/session",
            {"email": self.user.email, "password": password},
            content_type="application/json",
            headers={"X-Device": self.device},
        )
        self.csrf = answer.json().get("csrf", "")
        return answer

    def get(self, path: str, **headers: str):
        return self.client.get(f"/api/v1/{path}", headers={"X-Device": self.device, **headers})

    def send(self, method: str, path: str, body: Any = b"", kind: str = "", **headers: str):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            f"/api/v1/{path}",
            body,
            content_type=kind or "application/json",
            headers={"X-CSRFToken": self.csrf, "X-Device": self.device, **named},
        )

    def document(self, visit, answers: dict[str, Any] | None = None, **fields: Any):
        """The next document of this phone, with these values by question text."""
        self.seq += 1
        return make_document(visit, answers, **{"seq": self.seq, "device": self.device, **fields})

    def put(self, visit, document: Any, *, base: int | None = None):
        condition = {"If_None_Match": "*"} if base is None else {"If_Match": f'"{base}"'}
        return self.put_raw(visit.pk, json.dumps(document).encode(), **condition)

    def put_raw(self, visit_id: Any, body: bytes, **headers: str):
        return self.send("PUT", f"visits/{visit_id}", body, **headers)

    def put_photo(self, visit, photo_id: Any, body: bytes, kind: str = "image/jpeg", **headers):
        headers = {"Repr_Digest": repr_digest(body), **headers}
        path = f"visits/{visit.pk}/photos/{photo_id}"
        return self.send("PUT", path, body, kind, **headers)

    def submit(self, visit, base: int):
        return self.send("POST", f"visits/{visit.pk}/submit", If_Match=f'"{base}"')

    def status(self, visit):
        return self.get(f"visits/{visit.pk}/status")


def repr_digest(body: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def make_document(
    visit, answers: dict[str, Any] | None = None, *, photos: list[Any] | None = None, **fields: Any
) -> dict[str, Any]:
    """A VisitDocument as a phone writes it; a value that is a dict replaces the whole answer."""
    identities = factories.question_ids(visit)
    given = factories.GOOD_ANSWERS if answers is None else answers
    return {
        "checklist_version": str(visit.checklist_id),
        "seq": 1,
        "device": str(UUID(int=7)),
        "client": "tests",
        "started_at": "2026-11-21T14:40:00.000+01:00",
        "ended_at": ENDED_AT,
        "skew_ms": 120,
        "answers": {identities[text]: _answer(value) for text, value in given.items()},
        "feelings": {},
        "photos": photos or [],
        **fields,
    }


def _answer(value: Any) -> dict[str, Any]:
    plain = {
        "state": "answered",
        "value": value,
        "note": "",
        "reason": "",
        "at": "2026-11-21T14:41:00.000+01:00",
        "monotonic_ms": 1234,
    }
    return {**plain, **value} if isinstance(value, dict) and "state" in value else plain


def make_listing(body: bytes = b"", *, question: str | None = None, **fields: Any):
    """What a document says of one photograph, and the photograph's bytes."""
    body = body or photographs.jpeg(seed=new_id().int % 2**32)
    listing = {
        "id": str(new_id()),
        "question": question,
        "sha256": hashlib.sha256(body).hexdigest(),
        "bytes": len(body),
        "type": "image/jpeg",
        "width": 64,
        "height": 48,
        "taken_at": "2026-11-21T14:42:00.000+01:00",
        "caption": "",
        "missing": "",
    }
    return {**listing, **fields}, body

"""Phones that follow the protocol: what each has made, sent and learned of every visit."""

import hashlib
import io
from copy import deepcopy
from typing import Any

from shopper.identity import new_id
from tests.faults import server_model
from tests.phone import Phone, make_document, repr_digest
from tests.samples import photographs

GOOD = {"clean": "yes", "belts": "yes", "smell": 4, "thanks": "yes"}
# A few pictures for many photographs: two equal ones are two photographs.
PICTURES = [photographs.jpeg(seed=seed) for seed in range(5)]


class Handset:
    """One device in somebody's hands; `sent` keeps every document it ever sent, and upon what."""

    def __init__(self, user: str, phone: Phone, questions: dict[str, str]) -> None:
        self.user, self.phone, self.questions = user, phone, questions
        self.drafts: dict[str, dict] = {}
        self.known: dict[str, tuple[int | None, dict | None]] = {}
        self.sent: dict[str, list[tuple[dict, int | None]]] = {}
        self.pictures: dict[str, bytes] = {}

    def draft(self, name: str, visit: Any) -> dict:
        """The document as it stands on this phone; a new one is filled in already."""
        if name not in self.drafts:
            _rev, document = self.known.get(name, (None, None))
            blank = {**make_document(visit, {}), "answers": self._answers(GOOD)}
            self.drafts[name] = deepcopy(document or blank)
        return self.drafts[name]

    def base(self, name: str) -> int | None:
        return self.known.get(name, (None, None))[0]

    def change(self, document: dict, answers: dict[str, Any], photo: str, *, at: int) -> None:
        """Change answers by name, None clearing; and take, remove or lose a photograph."""
        for question, answer in self._answers(answers).items():
            document["answers"].pop(question, None)
            if answer["value"] is not None:
                document["answers"][question] = answer
        if photo == "take" and len(document["photos"]) < 6:
            document["photos"].append(self._taken(at))
        elif photo == "remove":
            document["photos"] = document["photos"][1:]
        elif photo == "lose" and document["photos"]:
            document["photos"][-1]["missing"] = "The phone fell into the harbour."

    def _answers(self, answers: dict[str, Any]) -> dict[str, dict]:
        plain = {"state": "answered", "note": "", "reason": "", "at": None, "monotonic_ms": 1}
        return {self.questions[name]: {**plain, "value": value} for name, value in answers.items()}

    def _taken(self, at: int) -> dict:
        identity, body = str(new_id()), PICTURES[at % len(PICTURES)]
        self.pictures[identity] = body
        return {
            "id": identity,
            "question": self.questions["clean"],
            "sha256": digest(body),
            "bytes": len(body),
            "type": "image/jpeg",
            "width": 64,
            "height": 48,
            "taken_at": None,
            "caption": "",
            "missing": "",
        }

    def next(self, document: dict) -> dict:
        """Number the document as the next of this phone."""
        self.phone.seq += 1
        own = {"device": self.phone.device, "seq": self.phone.seq}
        return deepcopy({**document, **own})

    def merge(self, name: str, rev: int | None, theirs: dict | None) -> dict:
        """Bring the draft together with what stands on the server, and build upon that."""
        _rev, base = self.known.get(name, (None, None))
        mine = self.drafts[name]
        self.known[name] = (rev, theirs)
        self.drafts[name] = server_model.merged(base, mine, theirs) if theirs else mine
        return self.drafts[name]

    def learn(self, name: str, rev: int | None, document: dict | None) -> None:
        """Take over what stands, and forget what was not sent."""
        self.known[name] = (rev, document)
        self.drafts.pop(name, None)

    def put_photo(self, visit: Any, identity: str, body: bytes, arrives: str) -> Any:
        """Send a photograph whole, or cut, or under another digest."""
        if arrives == "other digest":
            return self.phone.put_photo(visit, identity, body, Repr_Digest=repr_digest(b"other"))
        if arrives == "too short":
            return self.phone.put_photo(
                visit, identity, body[: len(body) // 2], Repr_Digest=repr_digest(body)
            )
        if arrives == "cut off":
            return self._cut_off(visit, identity, body)
        return self.phone.put_photo(visit, identity, body)

    def _cut_off(self, visit: Any, identity: str, body: bytes) -> Any:
        """Announce every byte, and lose the connection half-way."""
        return self.phone.client.generic(
            "PUT",
            f"/api/v1/visits/{visit.pk}/photos/{identity}",
            body,
            content_type="image/jpeg",
            headers={"X-CSRFToken": self.phone.csrf, "Repr-Digest": repr_digest(body)},
            **{"wsgi.input": io.BytesIO(body[: len(body) // 2])},
        )


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()

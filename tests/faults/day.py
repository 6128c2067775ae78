"""Phones that hand in a day's visits, and a ledger of all that the server promised them."""

import http.client
import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Any

from shopper.identity import new_id
from tests.phone import make_listing, repr_digest
from tests.samples import photographs

PHONES, PHOTOS_AT_ONCE = 3, 2
# The last is larger than the pieces in which the server writes a photograph down.
PICTURES_PX = ((64, 48), (320, 240), (800, 600))


@dataclass(frozen=True)
class Plan:
    """Who signs in, and what there is to hand in."""

    email: str
    password: str
    location: str
    checklist: str
    questions: list[str]
    visits: list[str]


@dataclass(frozen=True)
class Revision:
    """A document that was called taken."""

    visit: str
    number: int
    device: str
    seq: int


@dataclass(frozen=True)
class Photo:
    """A photograph that was called stored."""

    visit: str
    identity: str
    sha256: str


@dataclass(frozen=True)
class Receipt:
    """The proof that a visit arrived whole."""

    visit: str
    identity: str


Promise = Revision | Photo | Receipt


@dataclass
class Ledger:
    """What each reply promised, by the number of the request that it answered."""

    promises: dict[int, list[Promise]] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def note(self, number: int, *promises: Promise) -> None:
        self.promises[number] = list(promises)

    def of(self, number: int | None) -> list[Promise]:
        """Return what this reply promised; nothing, where it was no more than a sign-in."""
        return self.promises.get(number, []) if number else []


class Phone:
    """One phone of the shopper's, at one server."""

    def __init__(self, port: int, plan: Plan, ledger: Ledger) -> None:
        self.port, self.plan, self.ledger = port, plan, ledger
        self.device, self.seq = str(new_id()), 0
        self.headers = {
            "Origin": f"http://localhost:{port}",
            "Host": f"localhost:{port}",
            "X-Device": self.device,
            "Content-Type": "application/json",
        }

    def sign_in(self) -> None:
        who = {"email": self.plan.email, "password": self.plan.password}
        answer, _number = self._ask("POST", "session", json.dumps(who).encode())
        self.headers["X-CSRFToken"] = answer["csrf"]

    def hand_in(self, visit: str, rng: Random) -> None:
        """Draft, photographs two at a time, the whole document, the last word; some of it twice."""
        question = self.plan.questions[0]
        pairs = [
            make_listing(photographs.jpeg(*size, seed=rng.randrange(2**32)), question=question)
            for size in PICTURES_PX
        ]
        listings = [listing for listing, _body in pairs]
        self._put_document(visit, listings[:1], base=None)
        pairs.append(rng.choice(pairs))
        with ThreadPoolExecutor(PHOTOS_AT_ONCE) as lines:
            list(lines.map(lambda pair: self._put_photo(visit, *pair), pairs))
        self._reconcile(visit)
        self._put_document(visit, listings, base=1)
        for _ in range(rng.choice([1, 2])):
            self._submit(visit, base=2)

    def _put_document(self, visit: str, listings: list[Any], *, base: int | None) -> None:
        self.seq += 1
        condition = {"If-Match": f'"{base}"'} if base else {"If-None-Match": "*"}
        body = json.dumps(self._document(listings)).encode()
        answer, number = self._ask("PUT", f"visits/{visit}", body, condition)
        self.ledger.note(number, Revision(visit, answer["rev"], self.device, self.seq))

    def _put_photo(self, visit: str, listing: Any, body: bytes) -> None:
        headers = {"Repr-Digest": repr_digest(body), "Content-Type": "image/jpeg"}
        path = f"visits/{visit}/photos/{listing['id']}"
        answer, number = self._ask("PUT", path, body, headers)
        self.ledger.note(number, Photo(visit, answer["id"], listing["sha256"]))

    def _submit(self, visit: str, *, base: int) -> None:
        path, condition = f"visits/{visit}/submit", {"If-Match": f'"{base}"'}
        answer, number = self._ask("POST", path, b"{}", condition)
        receipt = Receipt(visit, answer["receipt"]["id"])
        self.ledger.note(number, receipt, *_photos(visit, answer["receipt"]))

    def _reconcile(self, visit: str) -> None:
        """Ask what has arrived: a phone deletes the photographs that the answer lists."""
        answer, number = self._ask("GET", f"visits/{visit}/status")
        self.ledger.note(number, *_photos(visit, answer))

    def _document(self, listings: list[Any]) -> dict[str, Any]:
        at = "2026-11-21T14:41:00.000+01:00"
        answer = {
            "state": "answered",
            "value": "yes",
            "note": "",
            "reason": "",
            "at": at,
            "monotonic_ms": 1234,
        }
        return {
            "checklist_version": self.plan.checklist,
            "seq": self.seq,
            "device": self.device,
            "client": "tests",
            "started_at": at,
            "ended_at": at,
            "skew_ms": 0,
            "answers": dict.fromkeys(self.plan.questions, answer),
            "feelings": {},
            "photos": listings,
        }

    def _ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[Any, int]:
        """Send one numbered request, insist on a 2xx answer, and return it with its number."""
        number = next(self.ledger.numbers)
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        numbered = {**self.headers, **(headers or {}), "X-Number": str(number)}
        line.request(method, f"/api/v1/{path}", body=body, headers=numbered)
        answer = line.getresponse()
        content = answer.read()
        line.close()
        assert 200 <= answer.status < 300, f"{method} {path}: {answer.status} {content[:400]!r}"
        cookies = [value.split(";")[0] for value in answer.headers.get_all("Set-Cookie") or []]
        if cookies:
            self.headers["Cookie"] = "; ".join(cookies)
        return json.loads(content), number


def _photos(visit: str, answer: dict[str, Any]) -> list[Promise]:
    return [Photo(visit, photo["id"], photo["sha256"]) for photo in answer["photos"]]


def hand_in_all(port: int, plan: Plan, ledger: Ledger, *, seed: int) -> None:
    """Let several phones hand in the visits of the plan, each on its own."""

    def one_phone(number: int) -> None:
        phone, rng = Phone(port, plan, ledger), Random(f"{seed} {number}")
        phone.sign_in()
        for visit in plan.visits[number::PHONES]:
            phone.hand_in(visit, rng)

    with ThreadPoolExecutor(PHONES) as phones:
        list(phones.map(one_phone, range(PHONES)))

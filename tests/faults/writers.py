"""Phones that hand in one visit after another, repeat what was lost, and remember what they were promised."""

import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from shopper.identity import new_id
from tests.faults.kept import Kept, digest_of
from tests.faults.phone import SMALL_PHOTO, Ask, Lost, Phone, Photo, Reply

PHOTO_BYTES = 100_000
PAUSE_SECONDS = 0.05
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Revision:
    visit: str
    number: int
    note: str

    def is_told(self, status: dict[str, Any]) -> bool:
        return status["rev"] >= self.number

    def is_kept(self, by: Kept) -> bool:
        document = by.revisions.get((self.visit, self.number), "{}")
        answers = json.loads(document).get("answers", {})
        return [answer["note"] for answer in answers.values()] == [self.note]


@dataclass(frozen=True)
class Picture:
    visit: str
    id: str
    sha256: str

    def is_told(self, status: dict[str, Any]) -> bool:
        return {"id": self.id, "sha256": self.sha256} in status["photos"]

    def is_kept(self, by: Kept) -> bool:
        sha256, file = by.photos.get((self.visit, self.id), ("", Path()))
        return sha256 == self.sha256 == digest_of(file)


@dataclass(frozen=True)
class Receipt:
    visit: str
    id: str

    def is_told(self, status: dict[str, Any]) -> bool:
        return status["status"] == "submitted" and status["receipt"]["id"] == self.id

    def is_kept(self, by: Kept) -> bool:
        return (self.visit, self.id) in by.receipts


Promise = Revision | Picture | Receipt


@dataclass
class Memory:
    """What all writers together were promised by an answer, and how often they had to repeat."""

    promises: list[Promise] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    repeats: int = 0

    def broken(self, by: Kept) -> list[Promise]:
        return [promise for promise in list(self.promises) if not promise.is_kept(by)]

    def untold(self, statuses: dict[str, Any]) -> list[Promise]:
        """Return what a server that was asked about each visit has not told of."""
        return [
            promise for promise in self.promises if not promise.is_told(statuses[promise.visit])
        ]


class Writer(threading.Thread):
    """One phone; it ends its visit before it stops, however often that must be tried."""

    def __init__(self, sami: Phone, port: int, visits: Iterator[str], memory: Memory) -> None:
        super().__init__(daemon=True)
        self.sami, self.port, self.visits, self.memory = sami, port, visits, memory
        self.is_over = threading.Event()
        self.trouble: Exception | None = None

    def run(self) -> None:
        try:
            while not self.is_over.is_set():
                self._hand_in(next(self.visits))
        except Exception as trouble:  # noqa: BLE001 - told to the test by `stop`
            self.trouble = trouble

    def _hand_in(self, visit: str) -> None:
        """Send two documents, a photograph after each, and the last word."""
        photos = [Photo(SMALL_PHOTO + os.urandom(PHOTO_BYTES)) for _ in range(2)]
        for number, photo in enumerate(photos, 1):
            note = os.urandom(8).hex()
            ask = self.sami.document(visit, *photos[:number], seq=number, note=note)
            assert self._send(ask).json()["rev"] == number
            self.memory.promises.append(Revision(visit, number, note))
            kept = self._send(self.sami.photo(visit, photo)).json()
            assert kept == {"id": photo.id, "sha256": photo.sha256}
            self.memory.promises.append(Picture(visit, photo.id, photo.sha256))
        receipt = self._send(self.sami.submit(visit, rev=2)).json()["receipt"]
        self.memory.promises.append(Receipt(visit, receipt["id"]))
        self.memory.finished.append(visit)

    def _send(self, ask: Ask) -> Reply:
        """Send it until it is answered with success; no other answer but trouble is in order."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up_at:
            try:
                reply = ask.by(self.port)
            except Lost:
                reply = None
            if reply is not None and reply.status < 300:
                return reply
            assert reply is None or reply.status >= 500, f"{ask.method} {ask.path}: {reply}"
            self.memory.repeats += 1
            time.sleep(PAUSE_SECONDS)
        raise AssertionError(f"{ask.method} {ask.path} was never answered")


class Writers:
    """So many phones at once, each with an identity of its own. Use as a context."""

    def __init__(self, sami: Phone, port: int, count: int) -> None:
        self.memory = Memory()
        phones = [replace(sami, device=str(new_id())) for _ in range(count)]
        visits = iter(sami.visits)
        self.threads = [Writer(phone, port, visits, self.memory) for phone in phones]

    def __enter__(self) -> "Writers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        for thread in self.threads:
            thread.is_over.set()

    def wait_for(self, answers: int) -> None:
        """Wait until the server has answered so many requests more with success."""
        enough = len(self.memory.promises) + answers
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while len(self.memory.promises) < enough:
            self.require_well()
            assert time.monotonic() < give_up_at, "the writers do not get on"
            time.sleep(0.002)

    def require_well(self) -> None:
        for thread in self.threads:
            if thread.trouble is not None:
                raise thread.trouble

    def stop(self) -> None:
        """Let every phone end its visit, and insist that each could."""
        self.__exit__()
        for thread in self.threads:
            thread.join(PATIENCE_SECONDS)
            assert not thread.is_alive(), "a writer does not come to an end"
        self.require_well()

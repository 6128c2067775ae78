"""Phones at an ordinary pace: something to send every few seconds, and a ledger of what was promised."""

import os
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from random import Random
from statistics import quantiles
from typing import Any

from shopper.sync import documents
from tests.faults.phone import Ask, Lost, Phone, Photo, Reply
from tests.samples import photographs

THINKS_SECONDS = (1.0, 7.0)  # between two requests of one phone
SENT_TWICE = 0.1  # of the requests: the phone did not hear the answer
PHOTOS_A_VISIT = 2
PATIENCE_SECONDS = 120


@cache
def picture(number: int) -> bytes:
    return photographs.jpeg(1024, 768, seed=number)


def photograph(chance: Random) -> Photo:
    """Return a picture that is like no other, though there are but few."""
    return Photo(picture(chance.randrange(6)) + os.urandom(16), "image/jpeg")


@dataclass
class Ledger:
    """What all phones together were promised, how long they waited, and what went wrong."""

    documents: set[tuple[str, int, str]] = field(default_factory=set)
    photos: set[tuple[str, str, str]] = field(default_factory=set)
    receipts: set[tuple[str, str]] = field(default_factory=set)
    waits: list[float] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def missing(self, kept: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Return what was promised and is not among what is kept."""
        parts = ("documents", "photos", "receipts")
        return [
            (part, *promise)
            for part in parts
            for promise in sorted(getattr(self, part) - {tuple(row) for row in kept[part]})
        ]

    def percentiles_ms(self) -> tuple[float, float]:
        """Return the median and the 99th percentile of what a write took."""
        cuts = quantiles(self.waits, n=100)
        return cuts[49] * 1000, cuts[98] * 1000


class Soaker(threading.Thread):
    """One phone with visits of its own; it ends the visit it is at before it stops."""

    def __init__(self, phone: Phone, visits: list[str], port: int, ledger: Ledger) -> None:
        super().__init__(daemon=True)
        self.phone, self.visits, self.port, self.ledger = phone, visits, port, ledger
        self.chance = Random(phone.device)
        self.is_over = threading.Event()

    def run(self) -> None:
        self._think()
        for visit in self.visits:
            if self.is_over.is_set():
                return
            self._hand_in(visit)

    def _hand_in(self, visit: str) -> None:
        """Send each photograph after a document that lists it, and then the last word."""
        photos = [photograph(self.chance) for _ in range(PHOTOS_A_VISIT)]
        for number, photo in enumerate(photos, 1):
            note = f"{self.chance.getrandbits(64):x}"
            ask = self.phone.document(visit, *photos[:number], seq=number, note=note)
            if answer := self._write(ask):
                digest = documents.digest_of(documents.read(ask.body))
                self.ledger.documents.add((visit, answer["rev"], digest))
            if answer := self._write(self.phone.photo(visit, photo)):
                self.ledger.photos.add((visit, answer["id"], answer["sha256"]))
        if answer := self._write(self.phone.submit(visit, rev=len(photos))):
            self.ledger.receipts.add((visit, answer["receipt"]["id"]))
        self._send(self.phone.status(visit))

    def _write(self, ask: Ask) -> Any:
        """Send it, now and then once more, and return the answer; None where it was refused."""
        began = time.monotonic()
        reply = self._send(ask)
        self.ledger.waits.append(time.monotonic() - began)
        if reply and self.chance.random() < SENT_TWICE:
            again = self._send(ask)
            if again and again.json() != reply.json():
                self.ledger.refusals.append(f"{ask.path}: {reply.body!r}, then {again.body!r}")
        self._think()
        return reply.json() if reply else None

    def _send(self, ask: Ask) -> Reply | None:
        """Send until there is an answer; whatever is no success is written down."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up_at:
            try:
                reply = ask.by(self.port)
            except Lost as why:
                self.ledger.lost.append(f"{ask.method} {ask.path}: {why}")
                self._think()
                continue
            if reply.status < 300:
                return reply
            self.ledger.refusals.append(f"{ask.method} {ask.path}: {reply.status} {reply.body!r}")
            return None
        self.ledger.refusals.append(f"{ask.method} {ask.path} was never answered")
        return None

    def _think(self) -> None:
        """Do nothing for as long as a person looks around, unless the day is over."""
        self.is_over.wait(self.chance.uniform(*THINKS_SECONDS))

"""Every call of a server that reached its disk or a phone, and the power cut at any of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults.day import Ledger, Promise
from tests.faults.disk import Disk, Left
from tests.faults.trace import Call, Kind

DATABASE = "moments.sqlite3"


@dataclass(frozen=True)
class Cut:
    """A moment at which the power went, what the disk kept, and what phones had been told."""

    line: int
    left: Left
    promised: list[Promise]


@dataclass(frozen=True)
class Recording:
    """The disk as it was before, every call since, and what each reply promised."""

    disk: Path
    before: Path
    calls: list[Call]
    ledger: Ledger

    def require_that_nothing_is_untold(self) -> None:
        """Every file is what the calls make of it: the trace tells all that was written."""
        told = Disk(self.disk, before=self.before)
        for call in self.calls:
            if call.kind not in {Kind.REPLY, Kind.SYNC}:
                told.begin(call)
        assert told.files() == {
            path.relative_to(self.disk).as_posix(): path.read_bytes()
            for path in self.disk.rglob("*")
            if path.is_file() and not path.name.endswith("-shm")
        }

    def cuts(self, number: int, *, seed: object) -> Iterator[Cut]:
        """Cut the power so many times: right after a reply, right after a sync, or anywhere."""
        rng, disk, promised = Random(str(seed)), Disk(self.disk, before=self.before), []
        steps = sorted((_counts_at(call), number, call) for number, call in enumerate(self.calls))
        for moment in self._moments(number, rng):
            while steps and steps[0][0] <= moment:
                _line, _number, call = steps.pop(0)
                if call.kind is Kind.REPLY:
                    promised += self.ledger.of(call.offset)
                elif call.kind is Kind.SYNC:
                    disk.synced(call)
                else:
                    disk.begin(call)
            yield Cut(moment, disk.after_a_cut(rng), list(promised))

    def _moments(self, number: int, rng: Random) -> list[int]:
        replies = [call.begun for call in self.calls if call.kind is Kind.REPLY]
        syncs = [call.ended for call in self.calls if call.kind is Kind.SYNC]
        anywhere = range(replies[0], max(call.ended for call in self.calls))
        return sorted(rng.choice(rng.choice((replies, syncs, anywhere))) for _ in range(number))


def _counts_at(call: Call) -> int:
    """A sync is worth something when it has returned; all else may have happened from its start."""
    return call.ended if call.kind is Kind.SYNC else call.begun

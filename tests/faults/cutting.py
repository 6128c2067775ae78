"""Cut one step of a visit in many ways, and look at the server after each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

from tests.faults import kept
from tests.faults.kept import Standing
from tests.faults.phone import PATIENCE_SECONDS, Ask, Lost, Phone, Photo, Reply
from tests.faults.proxy import Fault, Proxy, cut_request
from tests.faults.waiting import wait_until
from tests.journeys.server import Server

LANES = 4  # so many phones at a time


@dataclass(frozen=True)
class Step:
    """One request of a visit, the statuses of its first answer and of a repeat, and what it changes."""

    name: str
    ask: Callable[[Phone, str, Photo], Ask]
    first_time: int
    again: int
    before: Standing
    after: Standing

    def fresh(self, sami: Phone, visit: str, photo: Photo, port: int) -> Ask:
        """Bring a fresh visit to where this step begins, and return the step's request."""
        if self.before.rev is not None:
            assert sami.document(visit).by(port).status == 201
        return self.ask(sami, visit, photo)


DOCUMENT = Step(
    *("document", Phone.document, 201, 201),
    before=Standing(),
    after=Standing(rev=1, status="in_progress"),
)
PHOTO = Step(
    *("photo", Phone.photo, 201, 200),
    before=Standing(),
    after=Standing(photos=1),
)
SUBMIT = Step(
    *("submit", lambda sami, visit, _photo: sami.submit(visit), 200, 200),
    before=Standing(rev=1, status="in_progress"),
    after=Standing(rev=1, status="submitted", receipts=1),
)
STEPS = [DOCUMENT, PHOTO, SUBMIT]


@dataclass
class Cutter:
    """Cuts steps at one server, each with visits that nothing has come of yet."""

    server: Server
    sami: Phone
    photo_bytes: bytes

    def __post_init__(self) -> None:
        self.visits = iter(self.sami.visits)
        self.count = 0

    def lengths(self, step: Step) -> tuple[int, int, int]:
        """Return how many bytes the request, its first answer and that of a repeat have on the line."""
        with Proxy(self.server.port) as between:
            ask = self.fresh(step, next(self.visits))
            ask.by(between.port)
            ask.by(between.port)
            first, again = between.passages
            return first.request_bytes, len(first.response), len(again.response)

    def cut(self, step: Step, faults: list[Fault], *, tries: int = 16) -> None:
        """Let the step fail in each of these ways, so many times in a row before the last repeat.

        Raises:
            AssertionError: after one of them the server is not what it must be.
        """
        works = [
            (next(self.visits), faults[begin : begin + tries])
            for begin in range(0, len(faults), tries)
        ]
        with ThreadPoolExecutor(LANES) as lanes:
            list(lanes.map(lambda lane: self._lane(step, works[lane::LANES]), range(LANES)))
        self.count += len(faults)

    def hang_up(self, step: Step, times: int) -> None:
        """Let the phone leave so many times when its whole request is on the line."""
        length, *_answers = self.lengths(step)
        with (
            Proxy(self.server.port) as between,
            kept.rows(kept.database_of(self.server)) as database,
        ):
            for visit in islice(self.visits, times):
                cutting = Cutting(self, step, visit, between, database)
                cutting.hang_up_after_the_last_byte(length)

    def _lane(self, step: Step, works: list[tuple[str, list[Fault]]]) -> None:
        with (
            Proxy(self.server.port) as between,
            kept.rows(kept.database_of(self.server)) as database,
        ):
            for visit, faults in works:
                Cutting(self, step, visit, between, database).go_through(faults)

    def fresh(self, step: Step, visit: str) -> Ask:
        return step.fresh(self.sami, visit, Photo(self.photo_bytes), self.server.port)


class Cutting:
    """One visit whose step fails so many times in a row, and then succeeds."""

    def __init__(
        self, by: Cutter, step: Step, visit: str, between: Proxy, database: Connection
    ) -> None:
        self.by, self.step, self.visit = by, step, visit
        self.between, self.database = between, database
        self.ask = by.fresh(step, visit)
        self.answers: list[bytes] = []

    def go_through(self, faults: list[Fault]) -> None:
        for fault in faults:
            self._fail(fault)
        assert self.told() == self.kept()

        again = self.ask.by(self.by.server.port)

        assert again.status == (self.step.again if self.answers else self.step.first_time), again
        assert {*self.answers, again.body} == {again.body}
        assert self.told() == self.kept() == self.step.after

    def hang_up_after_the_last_byte(self, length: int) -> None:
        """Send the whole request and leave; nobody hears the answer, which the server finds out."""
        with self.between.failing(cut_request(length)):
            require_lost(self.ask, self.between.port)
        wait_until(lambda: self.kept() != self.step.before, PATIENCE_SECONDS)
        assert self.told() == self.kept() == self.step.after
        assert self.ask.by(self.by.server.port).status == self.step.again
        assert self.told() == self.kept() == self.step.after

    def _fail(self, fault: Fault) -> None:
        with self.between.failing(fault):
            require_lost(self.ask, self.between.port)
        if lost := self.between.passages[-1].response:
            self.answers.append(body_of(lost))
        expected = self.step.after if self.answers else self.step.before
        assert self.kept() == expected, f"{self.step.name} after {fault}"

    def kept(self) -> Standing:
        return kept.standing(self.database, self.by.server.folder / "media", self.visit)

    def told(self) -> Standing:
        said = self.by.sami.status(self.visit).by(self.by.server.port).json()
        receipts = int(said["receipt"] is not None)
        return Standing(said["rev"], said["status"], len(said["photos"]), receipts)


def require_lost(ask: Ask, port: int) -> None:
    """Send it, and insist that the phone cannot take what it hears for an answer."""
    try:
        reply: Reply = ask.by(port)
    except Lost:
        return
    raise AssertionError(f"the phone was answered: {reply}")


def body_of(response: bytes) -> bytes:
    return response.partition(b"\r\n\r\n")[2]

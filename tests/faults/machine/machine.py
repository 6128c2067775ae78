"""Plays schedules: in one browser before one server, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error

from tests.faults.machine import (
    acts,
    acts_on_the_phone,
    acts_on_the_server,
    excuses,
    schedules,
    settling,
    verdict,
)
from tests.faults.machine.handset import Handset
from tests.faults.machine.office import Office
from tests.faults.machine.outing import Outing
from tests.faults.machine.schedules import Step

ACTS = (acts, acts_on_the_phone, acts_on_the_server)


class Found(AssertionError):
    """A schedule after which something is lost, doubled, or stuck; the message replays it."""


@dataclass
class Machine:
    """A server and a phone that outlast many schedules. Use as a context."""

    folder: Path
    browser: Browser
    outings: int
    server: dict[str, str] = field(default_factory=dict)  # what its environment says besides

    def __enter__(self) -> "Machine":
        self.office = Office(self.folder / "server", outings=self.outings, **self.server)
        self.office.__enter__()
        self.handset = Handset(self.browser, self.folder / "phone")
        return self

    def __exit__(self, *trouble: object) -> None:
        self.office.__exit__(*trouble)
        if self.handset.context is not None:
            self.handset.context.close()

    def play_seed(self, seed: int) -> None:
        self.play(schedules.drawn(seed), seed=seed)

    def play(
        self,
        steps: list[Step],
        *,
        seed: int | None = None,
        broken: Callable[[Outing], None] | None = None,
    ) -> None:
        """Play a schedule to its end, perhaps with a safeguard taken away first.

        Raises:
            Found: what is not as it must be, with the steps that led there.
        """
        with Outing(self.office, self.handset, self.browser, broken) as outing:
            outing.begin()
            told = [(step, _done(step, outing)) for step in steps]
            try:
                settling.settle(outing)
                found = verdict.findings(outing)
            except (settling.Stuck, Error) as trouble:
                found = [str(trouble)]
            found += excuses.not_excused(self.handset.complaints, steps)
            if found:
                told_in_words = "\n".join(f"    {step}: {said}" for step, said in told)
                raise Found("\n".join([schedules.story(seed, steps), told_in_words, *found]))


def _done(step: Step, outing: Outing) -> Any:
    """Do what a step says, and return what came of it, in a word."""
    [function] = {getattr(place, step.act) for place in ACTS if hasattr(place, step.act)}
    return function(outing, **step.of)

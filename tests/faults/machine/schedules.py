"""Schedules: what a shopper does and what goes wrong meanwhile, drawn from a seed. Data only."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

SHORTEST, LONGEST = 6, 12
YES_NO, PHOTOGRAPHED = ("clean", "belts", "thanks"), ("clean", "thanks")
BEHIND = ("", "clean", "thanks")
WIPED = ("folder", "under the app", "and opened again")
WORDS = ("He knew the way.", "Quiet, and friendly", "Grüß Gott! 🚕", "«Thank you»", "<b>fast</b>")


@dataclass(frozen=True)
class Step:
    """One thing that happens; `of` says how."""

    act: str
    of: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.act}({', '.join(f'{name}={value!r}' for name, value in self.of.items())})"


def step(act: str, **of: Any) -> Step:
    return Step(act, of)


def story(seed: int | None, steps: list[Step]) -> str:
    """Say a schedule in lines, so that it can be played again."""
    lines = [f"{number:2}. {one}" for number, one in enumerate(steps, 1)]
    again = [] if seed is None else [f"To play it again: make faults SEED={seed}"]
    return "\n".join([f"schedule {seed}", *lines, *again])


Draw = Callable[[Random], dict[str, Any]]


def _answer(chance: Random) -> dict[str, Any]:
    question = chance.choice([*YES_NO, *YES_NO, "smell", "words"])
    value: Any = chance.choice(["yes", "no"])
    if question == "smell":
        value = chance.randint(1, 5)
    elif question == "words":
        value = chance.choice(WORDS)
    return {"question": question, "value": value, "waits": chance.random() < 0.8}


def _photograph(chance: Random) -> dict[str, Any]:
    size = chance.choice([(64, 48), (320, 240), (800, 600)])
    return {"question": chance.choice(PHOTOGRAPHED), "size": size, "look": chance.randrange(10**6)}


def _navigate(chance: Random) -> dict[str, Any]:
    return {"to": chance.choice(["moment", "visit", "back", "reload", "outbox"])}


def _tap(chance: Random) -> dict[str, Any]:
    return {"question": chance.choice(YES_NO), "value": chance.choice(["yes", "no"])}


def _coin(chance: Random) -> bool:
    return chance.random() < 0.5


def _version(chance: Random) -> dict[str, Any]:
    return {"name": f"Notes {chance.randrange(10**6)}", "is_taken": _coin(chance)}


def _byte(chance: Random) -> dict[str, Any]:
    return {
        "side": chance.choice(["request", "answer"]),
        "after": chance.choice([0, 1, chance.randrange(600), chance.randrange(4000)]),
        "by_reset": chance.random() < 0.5,
        "times": chance.randint(1, 3),
    }


def _nothing(_chance: Random) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Kind:
    """A kind of step: how often it is drawn, how often at most in one schedule, and its details."""

    weight: int
    most: int = 12
    draw: Draw = _nothing


KINDS: dict[str, Kind] = {
    "answer": Kind(26, draw=_answer),
    "photograph": Kind(14, most=4, draw=_photograph),
    "navigate": Kind(8, draw=_navigate),
    "send": Kind(8, draw=lambda chance: {"everywhere": _coin(chance)}),
    "go_offline": Kind(4),
    "go_online": Kind(4),
    "slow": Kind(3, draw=lambda chance: {"seconds": chance.choice([0.2, 0.6, 1.2])}),
    "cut": Kind(6, draw=_byte),
    "drop_reply": Kind(6, draw=lambda chance: {"times": chance.randint(1, 3)}),
    "refuse": Kind(
        5, draw=lambda chance: {"status": chance.choice([413, 500, 502, 503, 504, 507, 507])}
    ),
    "portal": Kind(3),
    "second_tab": Kind(5, most=2, draw=lambda chance: _tap(chance) | {"stays": _coin(chance)}),
    "tablet": Kind(3, most=2, draw=_tap),
    "tablet_photographs": Kind(3, most=2, draw=_photograph),
    "tablet_offline": Kind(2, most=1),
    "page_killed": Kind(4, most=2, draw=lambda chance: {"behind_camera": chance.choice(BEHIND)}),
    "browser_killed": Kind(4, most=2),
    "log_torn": Kind(4, most=2, draw=lambda chance: {"by": chance.randint(1, 120)}),
    "store_wiped": Kind(4, most=2, draw=lambda chance: {"how": chance.choice(WIPED)}),
    "clock_moved": Kind(3, most=2, draw=lambda chance: {"hours": chance.choice([-26, -2, 0.5, 2])}),
    "quota_cut": Kind(
        3, most=1, draw=lambda chance: {"spare": chance.choice([0, 20_000, 300_000])}
    ),
    "worker_stopped": Kind(3),
    "server_killed": Kind(4, most=2),
    "session_expired": Kind(3, most=2),
    "new_version": Kind(2, most=1, draw=_version),
    "restore": Kind(2, most=1),
    "hand_in": Kind(4, most=1),
}


def drawn(seed: int) -> list[Step]:
    """Return the schedule of this seed: always the same."""
    chance = Random(f"schedule {seed}")
    length = chance.randint(SHORTEST, LONGEST)
    names, weights = list(KINDS), [kind.weight for kind in KINDS.values()]
    steps = [_one("answer", chance), _one("photograph", chance)]
    count = Counter(one.act for one in steps)
    while len(steps) < length:
        [name] = chance.choices(names, weights)
        if count[name] < KINDS[name].most:
            steps.append(_one(name, chance))
            count[name] += 1
    return _with_backup(steps, chance)


def _with_backup(steps: list[Step], chance: Random) -> list[Step]:
    """Make a backup somewhere before the step that restores it.

    What was sent after it, confirmed, and then removed for want of room is in neither place: no
    promise covers it, so room is never short in such a schedule.
    """
    for place, one in enumerate(steps):
        if one.act == "restore":
            steps.insert(chance.randint(0, place), Step("backup"))
            return [one for one in steps if one.act != "quota_cut"]
    return steps


def _one(name: str, chance: Random) -> Step:
    return Step(name, KINDS[name].draw(chance))

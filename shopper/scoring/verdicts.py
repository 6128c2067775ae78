"""Misery, mediocrity or magic, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MISERY = "misery"
MEDIOCRITY = "mediocrity"
MAGIC = "magic"


@dataclass(frozen=True)
class Verdict:
    """A verdict and the code of its reason.

    `name` is None when nothing was observed by which to judge.
    """

    name: str | None
    code: str


def verdict(
    percent: Decimal | None,
    *,
    floor: Decimal,
    magic_line: Decimal,
    knock_outs: Sequence[str],
    extras: Sequence[str],
) -> Verdict:
    """Judge one touchpoint.

    `percent` is the touchpoint's percent as it is printed, rounded half up to one decimal, so that
    what a reader sees never contradicts its verdict: 60.0 is not below a floor of 60.
    `knock_outs` are those that failed; `extras` those observed with their evidence.
    """
    if knock_outs:
        return Verdict(MISERY, "knock_out")
    if percent is None:
        return Verdict(MAGIC, "only_extras") if extras else Verdict(None, "nothing")
    if percent < floor:
        return Verdict(MISERY, "below_floor")
    if percent < magic_line:
        return Verdict(MEDIOCRITY, "below_magic_line")
    if not extras:
        return Verdict(MEDIOCRITY, "no_extra")
    return Verdict(MAGIC, "magic")

"""Misery, mediocrity or magic, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

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
    percent: Fraction | None,
    *,
    floor: Fraction,
    magic_line: Fraction,
    knock_outs: Sequence[str],
    extras: Sequence[str],
) -> Verdict:
    """Judge one touchpoint.

    `percent` is exact, never rounded: 59.95 prints as 60.0 and yet is below a floor of 60. On
    the line is not below it. `knock_outs` are those that failed; `extras` those that were
    observed with their evidence. None for `percent` means that no standard earned anything,
    for whatever reason; then an extra alone is magic.
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

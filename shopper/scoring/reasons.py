"""Why a moment is worth what it is: the sum behind its percent, and what would lift it.

Everything here reads one touchpoint of a score's content, as `Sheet.as_document` writes it, so
that a stored score is explained as well as one that was just worked out. Values come out, not
sentences: the pages put them into words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from shopper.scoring import marks, shares, verdicts

Touchpoint = Mapping[str, Any]

LARGEST_DENOMINATOR = 100
MOST_PLACES = 12
LINES = {"below_floor": "floor", "below_magic_line": "magic", "no_extra": "magic", "magic": "magic"}


@dataclass(frozen=True)
class Term:
    """One standard in the sum: its weight times its share."""

    question: str
    weight: str
    share: str


@dataclass(frozen=True)
class Working:
    """The sum behind a percent: "(3 × 0 + 2 × 1 + 1 × 0.25) ÷ 6 = 37.5 %", and its line, 60.

    `percent` has as many decimals as it takes to see on which side of the line it lies, so
    that 59.95 is not shown as 60.0 and called less than 60. `line` is the floor or the magic
    line by which the verdict went; None when a knock-out decided.
    """

    terms: tuple[Term, ...]
    divisor: str
    percent: str
    line: str | None

    @property
    def arithmetic(self) -> str:
        total = " + ".join(f"{term.weight} × {term.share}" for term in self.terms)
        return f"({total}) ÷ {self.divisor} = {self.percent} %"


@dataclass(frozen=True)
class Lift:
    """What the moment would be if one standard had been met and nothing else were different."""

    question: str
    percent: str
    gain: str
    verdict: str
    code: str


def working(touchpoint: Touchpoint) -> Working | None:
    """Return the sum behind the touchpoint's percent; None when it has none."""
    earned = _earned(touchpoint)
    exact = marks.percent(earned.values())
    if exact is None:
        return None
    why = touchpoint["why"]
    line = why[LINES[why["code"]]] if why["code"] in LINES else None
    return Working(
        terms=tuple(
            Term(mark["question"], mark["weight"], mark["share"])
            for mark in touchpoint["marks"]
            if mark["question"] in earned
        ),
        divisor=marks.plain(sum((mark.weight for mark in earned.values()), Fraction(0))),
        percent=_told_apart(exact, line),
        line=line,
    )


def lifts(touchpoint: Touchpoint) -> tuple[Lift, ...]:
    """Return, for each standard that fell short, what meeting it alone would make of the moment.

    The largest gain comes first. Empty when nothing fell short. Where two knock-outs failed,
    no single lift ends the misery, and each says so.
    """
    earned = _earned(touchpoint)
    found = [
        (mark.weight * (1 - mark.share), _lift(touchpoint, earned, question))
        for question, mark in earned.items()
        if mark.share < 1
    ]
    return tuple(lift for _, lift in sorted(found, key=lambda pair: -pair[0]))


def _earned(touchpoint: Touchpoint) -> dict[str, marks.Mark]:
    return {
        mark["question"]: marks.Mark(_exact_share(mark["share"]), shares.exact(mark["weight"]))
        for mark in touchpoint["marks"]
        if mark["role"] == "standard" and mark["share"] is not None
    }


def _exact_share(printed: str) -> Fraction:
    """Return the share that was printed in four places: 0.3333 was a third.

    No two fractions with denominators up to a hundred are nearer to each other than that, so
    the one that prints the same is the one that was meant. Others are taken as printed.
    """
    likely = shares.exact(printed).limit_denominator(LARGEST_DENOMINATOR)
    return likely if marks.plain(likely) == printed else shares.exact(printed)


def _told_apart(percent: Fraction, line: str | None) -> str:
    texts = [f"{marks.rounded(percent, places=places):f}" for places in range(1, MOST_PLACES)]
    if line is None or percent == shares.exact(line):
        return texts[0]
    return next((text for text in texts if shares.exact(text) != shares.exact(line)), texts[-1])


def _lift(touchpoint: Touchpoint, earned: Mapping[str, marks.Mark], question: str) -> Lift:
    before = marks.percent(earned.values()) or Fraction(0)
    met = marks.Mark(Fraction(1), earned[question].weight)
    after = marks.percent({**earned, question: met}.values()) or Fraction(0)
    why = touchpoint["why"]
    judged = verdicts.verdict(
        after,
        floor=shares.exact(why["floor"]),
        magic_line=shares.exact(why["magic"]),
        knock_outs=[failed for failed in why["knock_outs"] if failed != question],
        extras=why["extras"],
    )
    return Lift(
        question=question,
        percent=f"{marks.rounded(after):f}",
        gain=f"{marks.rounded(after - before):f}",
        verdict=str(judged.name),
        code=judged.code,
    )

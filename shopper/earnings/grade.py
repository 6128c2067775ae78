"""What a shopper's work on a visit was worth, out of 100, and from what. Pure.

It is about the work, never about the business: no answer's own worth enters it.
"""

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Any

ON_TIME, COMPLETE, FIRST_TIME, WELL_TOLD, BY_HAND = (
    *("on_time", "complete", "first_time", "well_told", "by_hand"),
)
WEIGHTS = {ON_TIME: 25, COMPLETE: 25, FIRST_TIME: 20, WELL_TOLD: 15, BY_HAND: 15}
MARKS = range(1, 6)
HALF, A_DAY, A_MINUTE = Fraction(1, 2), timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Work:
    """What is known of the work on one visit.

    How long after its window it ended (none: within), how many questions were asked, at how many of
    them something could not be checked or evidence is missing, how often the visit was sent back,
    and how many of the coach's remarks were passed over and still hold.
    """

    late: timedelta = timedelta(0)
    asked: int = 0
    lacking: int = 0
    times_back: int = 0
    passed_over: int = 0


@dataclass(frozen=True)
class Part:
    """One part of a grade: its share from 0 to 1, its weight, and the count that says why.

    Minutes late, questions that lack something of all that were asked, times sent back, remarks
    passed over, or the mark of the most there is.
    """

    code: str
    share: Fraction
    count: int
    of: int = 0

    @property
    def weight(self) -> int:
        return WEIGHTS[self.code]

    def as_document(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "weight": self.weight,
            "percent": half_up(self.share * 100),
            "count": self.count,
            "of": self.of,
        }


@dataclass(frozen=True)
class Grade:
    """The whole, and its parts in the order in which they are told."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """Out of 100, rounded half up; a part that nobody judged takes nothing away."""
        whole = sum(part.weight for part in self.parts)
        earned = sum((part.share * part.weight for part in self.parts), Fraction(0))
        return half_up(earned * 100 / whole)

    def as_documents(self) -> list[dict[str, Any]]:
        return [part.as_document() for part in self.parts]


def grade(work: Work, *, mark: int | None = None) -> Grade:
    """Return the grade of the work; `mark`, from 1 to 5, is what the reviewer adds by hand.

    Raises:
        ValueError: there is no such mark.
    """
    if mark is not None and mark not in MARKS:
        raise ValueError(mark)
    parts = [
        Part(ON_TIME, _on_time(work.late), -(-work.late // A_MINUTE)),
        Part(COMPLETE, _complete(work), work.lacking, work.asked),
        Part(FIRST_TIME, Fraction(max(0, 2 - work.times_back), 2), work.times_back),
        Part(WELL_TOLD, Fraction(max(0, 4 - work.passed_over), 4), work.passed_over),
    ]
    if mark is not None:
        parts.append(Part(BY_HAND, Fraction(mark - MARKS[0], len(MARKS) - 1), mark, MARKS[-1]))
    return Grade(tuple(parts))


def _on_time(late: timedelta) -> Fraction:
    """All within the window, half up to a day after it, nothing later."""
    if late <= timedelta(0):
        return Fraction(1)
    return HALF if late <= A_DAY else Fraction(0)


def _complete(work: Work) -> Fraction:
    return Fraction(work.asked - work.lacking, work.asked) if work.asked else Fraction(1)


def half_up(number: Fraction) -> int:
    """Return the nearest whole number, of two the greater."""
    return (number + HALF).__floor__()

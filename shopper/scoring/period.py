"""Many sheets to counts, means, n, and what one odd visit could explain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt
from typing import Any

from shopper.scoring import marks

FEWEST_TO_RANK = 3
TOLD_BY_MAGIC = 10
TOLD_BY_MISERY = 20

# Half the width of the 95 % interval in standard errors, by degrees of freedom: Student's t at
# 0.975, as in the NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.2.
STUDENT_T = (
    *("12.706", "4.303", "3.182", "2.776", "2.571", "2.447", "2.365", "2.306", "2.262", "2.228"),
    *("2.201", "2.179", "2.160", "2.145", "2.131", "2.120", "2.110", "2.101", "2.093", "2.086"),
    *("2.080", "2.074", "2.069", "2.064", "2.060", "2.056", "2.052", "2.048", "2.045", "2.042"),
)

# Points of percent. Three visits that agree to the decimal do not prove that a fourth would: two
# honest shoppers differ by an answer, and one answer in forty is worth this much.
LEAST_SPREAD = Fraction(5, 2)


@dataclass(frozen=True)
class Result:
    """What one visit, or one touchpoint on one visit, was worth.

    `percent` is as printed, with one decimal; None when no standard applied.
    """

    percent: Decimal | None
    misery: int
    mediocrity: int
    magic: int

    @property
    def is_observed(self) -> bool:
        return self.percent is not None or self.misery + self.mediocrity + self.magic > 0


@dataclass(frozen=True)
class WordOfMouth:
    """How many people are told of magic more than of misery, with the counts behind it."""

    balance: int
    magics: int
    miseries: int
    told_by_magic: int
    told_by_misery: int


@dataclass(frozen=True)
class Summary:
    """A set of visits in numbers, each with the number of visits it stands on.

    `n` visits were observed, `scored` of them have a percent. `percent` is the mean of those
    percents; `odd_visit_percent` is how much of it one odd visit could explain: 100, 50, 33.
    Both are None when there is nothing to take a mean of.
    """

    n: int
    scored: int
    percent: Decimal | None
    odd_visit_percent: Decimal | None
    misery: int
    mediocrity: int
    magic: int
    word_of_mouth: WordOfMouth

    @property
    def is_rankable(self) -> bool:
        return is_rankable(self.scored)


@dataclass(frozen=True)
class Trend:
    """The change of a mean from one set of visits to a later one, and whether it is more than noise.

    `code`: `too_few` (fewer than three visits on a side), `noise` (the change could be chance),
    `up` or `down`. `change` and `margin` are points of percent; the interval is change ± margin.
    Both are None when there are too few.
    """

    code: str
    change: Decimal | None = None
    margin: Decimal | None = None


def of_visit(content: Mapping[str, Any]) -> Result:
    """Read a whole visit from a score's content."""
    return Result(_percent(content), **content["verdicts"])


def of_touchpoint(touchpoint: Mapping[str, Any]) -> Result:
    """Read one touchpoint from a score's content, controlled or not."""
    verdict = touchpoint["verdict"]
    counts = {name: int(verdict == name) for name in ("misery", "mediocrity", "magic")}
    return Result(_percent(touchpoint), **counts)


def _percent(part: Mapping[str, Any]) -> Decimal | None:
    return None if part["percent"] is None else Decimal(part["percent"])


def summary(
    results: Iterable[Result],
    *,
    told_by_magic: int = TOLD_BY_MAGIC,
    told_by_misery: int = TOLD_BY_MISERY,
) -> Summary:
    """Put many results together. Those of which nothing was observed are left out.

    The mean is one of the printed percents, so that a reader can do it again with a pencil.
    """
    observed = [result for result in results if result.is_observed]
    percents = [result.percent for result in observed if result.percent is not None]
    misery = sum(result.misery for result in observed)
    magic = sum(result.magic for result in observed)
    return Summary(
        n=len(observed),
        scored=len(percents),
        percent=marks.rounded(_mean(percents)) if percents else None,
        odd_visit_percent=odd_visit_percent(len(percents)),
        misery=misery,
        mediocrity=sum(result.mediocrity for result in observed),
        magic=magic,
        word_of_mouth=word_of_mouth(
            magics=magic,
            miseries=misery,
            told_by_magic=told_by_magic,
            told_by_misery=told_by_misery,
        ),
    )


def word_of_mouth(
    *,
    magics: int,
    miseries: int,
    told_by_magic: int = TOLD_BY_MAGIC,
    told_by_misery: int = TOLD_BY_MISERY,
) -> WordOfMouth:
    """Return the balance: people told of magic less people told of misery.

    The multipliers are no measurement of ours. Ten people told of a magic and twenty of a misery
    are the figures handed on with Jan Carlzon's moments of truth; another source says at least
    ten for a misery. Wherever the balance is shown, they are shown too.
    """
    balance = magics * told_by_magic - miseries * told_by_misery
    return WordOfMouth(balance, magics, miseries, told_by_magic, told_by_misery)


def is_rankable(visits: int) -> bool:
    """Say whether this many visits may be compared with others. Fewer than three may not."""
    return visits >= FEWEST_TO_RANK


def odd_visit_percent(visits: int) -> Decimal | None:
    """Return how much of a mean one odd visit could explain, in whole percent: 100, 50, 33."""
    return marks.rounded(Fraction(100, visits), places=0) if visits else None


def trend(before: Sequence[Decimal], after: Sequence[Decimal]) -> Trend:
    """Compare the percents of two sets of visits, the earlier and the later one.

    A change is called one only when the 95 % interval of the difference of the two means does
    not hold zero: Welch's interval, which does not suppose that both sets scatter alike, with
    degrees of freedom after Satterthwaite rounded down (NIST/SEMATECH e-Handbook, section 7.3.1).
    Each set is taken to scatter by at least `LEAST_SPREAD`. Of twenty comparisons in which
    nothing has changed, about one will still be called a change.
    """
    if not (is_rankable(len(before)) and is_rankable(len(after))):
        return Trend("too_few")
    change = _mean(after) - _mean(before)
    one, other = _squared_error(before), _squared_error(after)
    squared_error = one + other
    freedom = squared_error**2 / (one**2 / (len(before) - 1) + other**2 / (len(after) - 1))
    squared_margin = _student_t(int(freedom)) ** 2 * squared_error
    code = "noise" if change**2 <= squared_margin else "up" if change > 0 else "down"
    return Trend(code, _points(change), _points(_square_root(squared_margin)))


def _mean(percents: Sequence[Decimal]) -> Fraction:
    return sum(map(Fraction, percents), Fraction(0)) / len(percents)


def _squared_error(percents: Sequence[Decimal]) -> Fraction:
    """Return the squared standard error of the mean of these percents."""
    mean = _mean(percents)
    squares = sum(((Fraction(percent) - mean) ** 2 for percent in percents), Fraction(0))
    return max(squares / (len(percents) - 1), LEAST_SPREAD**2) / len(percents)


def _student_t(freedom: int) -> Fraction:
    """Return the quantile; beyond the table its last entry, which is on the careful side."""
    return Fraction(STUDENT_T[min(freedom, len(STUDENT_T)) - 1])


def _square_root(number: Fraction) -> Fraction:
    """Return the root, right to six decimals."""
    return Fraction(isqrt(int(number * 10**12)), 10**6)


def _points(number: Fraction) -> Decimal:
    """Round half away from zero, so that a fall prints as a rise of the same size does."""
    size = marks.rounded(abs(number))
    return -size if number < 0 and size else size

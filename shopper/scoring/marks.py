"""The weighted mean of many shares, in percent, and how numbers are rounded and printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Mark:
    """What one applicable standard, or one touchpoint, earned, and how much it weighs."""

    share: Fraction
    weight: Fraction


def percent(marks: Iterable[Mark]) -> Fraction | None:
    """Return the weighted mean of the applicable marks, in percent, exactly.

    None when nothing applied: a question not asked is not a zero.

    Raises:
        ValueError: a mark earned less than 0 or more than 1, or weighs nothing.
    """
    earned = total = Fraction(0)
    for mark in marks:
        if not 0 <= mark.share <= 1 or mark.weight <= 0:
            raise ValueError(f"not a mark: {mark}")
        earned += mark.share * mark.weight
        total += mark.weight
    return earned * 100 / total if total else None


def rounded(exact: Fraction, *, places: int = 1) -> Decimal:
    """Round half up, so that 66.65 prints as 66.7 everywhere."""
    scale = 10**places
    whole = (exact * scale * 2 + 1) // 2
    return Decimal(whole).scaleb(-places)


def plain(exact: Fraction) -> str:
    """Return a number for reading: at most four decimals, rounded half up, no idle zeros."""
    return f"{rounded(exact, places=4):f}".rstrip("0").rstrip(".")

"""One answer to the share of its question earned, from 0 to 1."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

Question = Mapping[str, Any]

DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
BANDED = frozenset({"number", "duration"})
BY_OPTION = frozenset({"choice", "several"})

# What the phone's String.trim() takes for blank, so that both sides agree on an empty note.
BLANKS = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
)


def exact(number: str | int) -> Fraction:
    """Return a decimal such as "0.25" as a fraction, losing nothing.

    Raises:
        ValueError: not written as a plain decimal: no exponent, no other alphabet's digits.
    """
    if isinstance(number, bool) or not DECIMAL.fullmatch(str(number)):
        raise ValueError(f"not a decimal: {number!r}")
    return Fraction(str(number))


def trimmed(text: str | None) -> str:
    """Return a text without the blanks around it; a missing text is an empty one."""
    return (text or "").strip(BLANKS)


def is_scored(question: Question) -> bool:
    """Say whether an answer to this question can earn or cost anything.

    Text, photo, time and signature cannot, nor a note of any kind, a number without bands, or
    options among which none is worth more than nothing.
    """
    kind = question["kind"]
    if question["role"] == "note" or kind not in _RULES:
        return False
    if kind in BANDED:
        return bool(question["bands"])
    if kind in BY_OPTION:
        return any(points > 0 for points in _points(question).values())
    return kind != "rating" or bool(question["steps"] > 1)


def has_value(value: Any) -> bool:
    """Say whether there is a value at all.

    Several choices with none ticked are a value. A stopwatch that was started and not stopped
    has none yet: its seconds stand at 0, and would earn what the fastest service earns.
    """
    if isinstance(value, str):
        return bool(trimmed(value))
    if isinstance(value, Mapping):
        is_running = value.get("from") is not None and value.get("to") is None
        return value.get("seconds") is not None and not is_running
    return value is not None


def share(question: Question, value: Any) -> Fraction:
    """Return what share of the question this value earns, exactly.

    yes/no: 1 for the good answer, else 0. Choice: the option's points over the best option's.
    Several: ticked points over all positive points, held between 0 and 1. Rating 1..n:
    (value - 1) / (n - 1). Number and duration: the share of the first band that holds the
    value, its upper edge included; beyond the last band nothing.

    Raises:
        ValueError: the question is not scored, or the value is not one of its answers.
    """
    if not is_scored(question):
        raise ValueError(f"a question of kind {question['kind']} earns nothing here")
    return _RULES[question["kind"]](question, value)


def _yes_no(question: Question, value: Any) -> Fraction:
    if value not in ("yes", "no"):
        raise ValueError(f"neither yes nor no: {value!r}")
    return Fraction(value == question["good"])


def _choice(question: Question, value: Any) -> Fraction:
    points = _points(question)
    if value not in points:
        raise ValueError(f"not an option: {value!r}")
    return _held(points[value] / max(points.values()))


def _several(question: Question, value: Sequence[str]) -> Fraction:
    points = _points(question)
    if not isinstance(value, list) or any(key not in points for key in value):
        raise ValueError(f"not all are options: {value!r}")
    all_positive = sum((p for p in points.values() if p > 0), Fraction(0))
    return _held(sum((points[key] for key in set(value)), Fraction(0)) / all_positive)


def _rating(question: Question, value: Any) -> Fraction:
    steps = question["steps"]
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= steps:
        raise ValueError(f"not between 1 and {steps}: {value!r}")
    return Fraction(value - 1, steps - 1)


def _number(question: Question, value: str) -> Fraction:
    return _banded(question["bands"], exact(value))


def _duration(question: Question, value: Mapping[str, Any]) -> Fraction:
    return _banded(question["bands"], exact(value["seconds"]))


def _banded(bands: Sequence[Mapping[str, Any]], amount: Fraction) -> Fraction:
    for band in bands:
        if band["up_to"] is None or amount <= exact(band["up_to"]):
            return _held(exact(band["share"]))
    return Fraction(0)


def _points(question: Question) -> dict[str, Fraction]:
    return {option["key"]: exact(option["points"]) for option in question["options"]}


def _held(amount: Fraction) -> Fraction:
    return min(max(amount, Fraction(0)), Fraction(1))


_RULES = {
    "yes_no": _yes_no,
    "choice": _choice,
    "several": _several,
    "rating": _rating,
    "number": _number,
    "duration": _duration,
}

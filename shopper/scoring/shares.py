"""One answer to the share of its question earned, from 0 to 1."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

Question = Mapping[str, Any]

UNSCORED = frozenset({"text", "photo", "time", "signature"})


def is_scored(question: Question) -> bool:
    """Say whether an answer to this question can earn or cost anything."""
    if question["role"] == "note" or question["kind"] in UNSCORED:
        return False
    return question["kind"] not in {"number", "duration"} or bool(question["bands"])


def share(question: Question, value: Any) -> Fraction:
    """Return what share of the question this value earns, exactly.

    yes/no: 1 for the good answer, else 0. Choice: the option's points over the best option's.
    Several: ticked points over all positive points, held between 0 and 1. Rating 1..n:
    (value - 1) / (n - 1). Number and duration: the share of the first band that holds the value.

    Raises:
        ValueError: the question is not scored, or the value is not one of its answers.
    """
    rule = _RULES.get(question["kind"])
    if rule is None or not is_scored(question):
        raise ValueError(f"a question of kind {question['kind']} earns nothing")
    return rule(question, value)


def _yes_no(question: Question, value: Any) -> Fraction:
    if value not in {"yes", "no"}:
        raise ValueError(f"neither yes nor no: {value!r}")
    return Fraction(1 if value == question["good"] else 0)


def _choice(question: Question, value: Any) -> Fraction:
    points = _points(question)
    best = max(points.values())
    if value not in points:
        raise ValueError(f"not an option: {value!r}")
    if best <= 0:
        return Fraction(0)
    return _held(points[value] / best)


def _several(question: Question, value: Sequence[str]) -> Fraction:
    points = _points(question)
    if any(key not in points for key in value):
        raise ValueError(f"not all are options: {value!r}")
    all_positive = sum((p for p in points.values() if p > 0), Fraction(0))
    if not all_positive:
        return Fraction(0)
    return _held(sum((points[key] for key in set(value)), Fraction(0)) / all_positive)


def _rating(question: Question, value: int) -> Fraction:
    steps = question["steps"]
    if not 1 <= value <= steps:
        raise ValueError(f"not between 1 and {steps}: {value!r}")
    return Fraction(value - 1, steps - 1)


def _number(question: Question, value: str) -> Fraction:
    return _banded(question["bands"], Fraction(value))


def _duration(question: Question, value: Mapping[str, Any]) -> Fraction:
    return _banded(question["bands"], Fraction(str(value["seconds"])))


def _banded(bands: Sequence[Mapping[str, Any]], amount: Fraction) -> Fraction:
    for band in bands:
        if band["up_to"] is None or amount <= Fraction(band["up_to"]):
            return _held(Fraction(band["share"]))
    return Fraction(0)


def _points(question: Question) -> dict[str, Fraction]:
    return {option["key"]: Fraction(option["points"]) for option in question["options"]}


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

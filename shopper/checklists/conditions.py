"""When a question is asked; pure, and the same rule as on the phone (model/conditions.js)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

Answers = Mapping[str, Mapping[str, Any]]


def asked(touchpoints: Sequence[Mapping[str, Any]], answers: Answers) -> set[str]:
    """Return the identities of the questions that are asked, given these answers.

    Questions are looked at in their order, so that one hidden question hides what depends on
    it. Every comparison with a question that is not asked, unanswered or set aside is false.
    """
    found: set[str] = set()
    for touchpoint in touchpoints:
        for question in touchpoint["questions"]:
            if holds(question["condition"], answers, found):
                found.add(question["id"])
    return found


def holds(condition: Mapping[str, Any] | None, answers: Answers, asked_so_far: set[str]) -> bool:
    """Say whether a condition is met; no condition always is."""
    if condition is None:
        return True
    if "all" in condition:
        return all(holds(part, answers, asked_so_far) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, answers, asked_so_far) for part in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], answers, asked_so_far)
    answer = answers.get(condition["question"])
    if condition["question"] not in asked_so_far or not answer or answer["state"] != "answered":
        return False
    return _compares(condition["op"], answer["value"], condition.get("value"))


def _compares(op: str, given: Any, wanted: Any) -> bool:
    if op == "answered":
        return True
    if op == "is":
        return wanted in given if isinstance(given, list) else bool(given == wanted)
    if op == "is_not":
        return wanted not in given if isinstance(given, list) else bool(given != wanted)
    if op == "any_of":
        ticked = given if isinstance(given, list) else [given]
        return any(value in wanted for value in ticked)
    return _ordered(op, _number(given), _number(wanted))


def _ordered(op: str, given: Fraction | None, wanted: Fraction | None) -> bool:
    if given is None or wanted is None:
        return False
    return given >= wanted if op == "at_least" else given <= wanted


def _number(value: Any) -> Fraction | None:
    """Return a rating, number or duration as a number; None when it is none."""
    if isinstance(value, Mapping):
        value = value.get("seconds")
    try:
        return Fraction(str(value))
    except ValueError:
        return None

"""When a question is asked; pure, and the same rule as on the phone (model/conditions.js).

A condition is None, a comparison `{"question", "op", "value"}` with an earlier question, or
`{"all": […]}`, `{"any": […]}`, `{"not": …}` of conditions. Every comparison with a question that
is not asked, not answered or set aside is false; `not` turns that round.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from shopper.scoring import shares

Answers = Mapping[str, Mapping[str, Any]]
Condition = Mapping[str, Any]
Question = Mapping[str, Any]

NUMERIC = frozenset({"rating", "number", "duration"})
ORDERED = frozenset({"at_least", "at_most"})
EQUAL = frozenset({"is", "is_not", "any_of"})
WITHOUT_VALUE = frozenset({"photo", "signature"})


def asked(touchpoints: Sequence[Mapping[str, Any]], answers: Answers) -> set[str]:
    """Return the identities of the questions that are asked, given these answers.

    Questions are looked at in their order, so that one hidden question hides what depends on
    it, and a condition on a later question is never met.
    """
    found: dict[str, Question] = {}
    for touchpoint in touchpoints:
        for question in touchpoint["questions"]:
            if holds(question["condition"], answers, found):
                found[question["id"]] = question
    return set(found)


def holds(
    condition: Condition | None, answers: Answers, asked_so_far: Mapping[str, Question]
) -> bool:
    """Say whether a condition is met; no condition always is."""
    if condition is None:
        return True
    if "all" in condition:
        return all(holds(part, answers, asked_so_far) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, answers, asked_so_far) for part in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], answers, asked_so_far)
    question, answer = asked_so_far.get(condition["question"]), answers.get(condition["question"])
    if question is None or not _is_answered(question, answer):
        return False
    value = None if answer is None else answer["value"]
    return _compares(question, condition["op"], value, condition.get("value"))


def _is_answered(question: Question, answer: Mapping[str, Any] | None) -> bool:
    """Of a photo or signature the pictures are the answer, and its state says that they exist."""
    if answer is None or answer["state"] != "answered":
        return False
    return question["kind"] in WITHOUT_VALUE or shares.has_value(answer["value"])


def _compares(question: Question, op: str, given: Any, wanted: Any) -> bool:
    if op == "answered":
        return True
    if op in ORDERED:
        return _ordered(question, op, given, wanted)
    among = wanted if op == "any_of" else [wanted]
    is_among = any(_equal(question, one, other) for one in _each(given) for other in among)
    return not is_among if op == "is_not" else is_among


def _each(given: Any) -> Sequence[Any]:
    return given if isinstance(given, list) else [given]


def _equal(question: Question, given: Any, wanted: Any) -> bool:
    """Compare as numbers where the question gives numbers, so that 4, "4" and "4.0" are equal."""
    if question["kind"] in NUMERIC:
        number = _number(question, given)
        return number is not None and number == _decimal(wanted)
    return isinstance(given, str) and isinstance(wanted, str) and given == wanted


def _ordered(question: Question, op: str, given: Any, wanted: Any) -> bool:
    number, line = _number(question, given), _decimal(wanted)
    if number is None or line is None:
        return False
    return number >= line if op == "at_least" else number <= line


def _number(question: Question, value: Any) -> Fraction | None:
    """Return a rating, number or duration as a number; None for every other kind."""
    if question["kind"] not in NUMERIC:
        return None
    return _decimal(value["seconds"] if question["kind"] == "duration" else value)


def _decimal(value: Any) -> Fraction | None:
    try:
        return shares.exact(value)
    except ValueError:
        return None


def faults(condition: Condition | None, earlier: Mapping[str, Question]) -> list[str]:
    """Return what is wrong with a condition as codes, given the questions that come before it.

    `malformed`, `unknown_question`, `unknown_operator`, `not_a_number` (of a comparison or of the
    question it looks at), `unknown_answer` (one that the question cannot have).
    """
    return [] if condition is None else list(_faults(condition, earlier))


def _faults(condition: Any, earlier: Mapping[str, Question]) -> Iterator[str]:
    parts = _parts(condition)
    if parts is None:
        yield "malformed"
        return
    for part in parts:
        yield from _faults(part, earlier)
    if "question" in condition:
        question = earlier.get(condition["question"])
        if question is None:
            yield "unknown_question"
        else:
            yield from _comparison_faults(question, condition["op"], condition.get("value"))


def _parts(condition: Any) -> list[Any] | None:
    """Return the conditions within a condition; None when it is none."""
    match condition:
        case {"all": [*parts]} | {"any": [*parts]} if len(condition) == 1:
            return parts
        case {"not": part} if len(condition) == 1:
            return [part]
        case {"question": str(), "op": str()} if set(condition) <= {"question", "op", "value"}:
            return []
    return None


def _comparison_faults(question: Question, op: str, value: Any) -> Iterator[str]:
    if op in ORDERED:
        if question["kind"] not in NUMERIC or _decimal(value) is None:
            yield "not_a_number"
    elif op in EQUAL:
        among = value if op == "any_of" else [value]
        if not isinstance(among, list):
            yield "malformed"
        elif not all(_is_possible(question, one) for one in among):
            yield "unknown_answer"
    elif op != "answered":
        yield "unknown_operator"


def _is_possible(question: Question, value: Any) -> bool:
    kind = question["kind"]
    if kind in NUMERIC:
        return _decimal(value) is not None
    if kind == "yes_no":
        return value in ("yes", "no")
    if kind in shares.BY_OPTION:
        return value in [option["key"] for option in question["options"]]
    return kind not in WITHOUT_VALUE and isinstance(value, str)

"""The kinds of question, and what a valid answer to each looks like."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

Question = Mapping[str, Any]

CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
PLAIN_DECIMAL = re.compile(r"-?\d{1,14}(?:\.\d{1,4})?")
LONGEST_WAIT_SECONDS = 7 * 24 * 60 * 60
LONGEST_TEXT = 10_000


def faults(question: Question, value: Any) -> list[str]:
    """Return what is wrong with a value as an answer to the question; nothing, if it is one.

    Shapes: yes_no "yes" or "no"; choice an option's key; several a list of keys, each once;
    rating a whole number from 1 to `steps`; number a decimal as text; duration
    {"seconds", "from", "to"}; time "HH:MM"; text a text; photo and signature None.
    """
    return _FAULTS[question["kind"]](question, value)


def _yes_no(question: Question, value: Any) -> list[str]:
    return [] if value in ("yes", "no") else [_("Answer yes or no.")]


def _choice(question: Question, value: Any) -> list[str]:
    return [] if isinstance(value, str) and value in _keys(question) else [_("Choose an option.")]


def _several(question: Question, value: Any) -> list[str]:
    is_list = isinstance(value, list) and all(isinstance(key, str) for key in value)
    if not is_list or not set(value) <= _keys(question):
        return [_("Choose from the options.")]
    return [] if len(set(value)) == len(value) else [_("Tick each option once.")]


def _rating(question: Question, value: Any) -> list[str]:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= question["steps"]:
        return []
    return [_("Rate from 1 to %(steps)s.") % {"steps": question["steps"]}]


def _number(question: Question, value: Any) -> list[str]:
    if not isinstance(value, str) or not PLAIN_DECIMAL.fullmatch(value):
        return [_("Enter a number.")]
    try:
        number = Decimal(value)
    except InvalidOperation:
        return [_("Enter a number.")]
    least, most = question["minimum"], question["maximum"]
    if least is not None and number < Decimal(least):
        return [_("At least %(least)s.") % {"least": least}]
    if most is not None and number > Decimal(most):
        return [_("At most %(most)s.") % {"most": most}]
    return []


def _duration(question: Question, value: Any) -> list[str]:
    if not isinstance(value, dict) or not set(value) <= {"seconds", "from", "to"}:
        return [_("Enter a duration.")]
    seconds = value.get("seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return [_("Enter a duration.")]
    if not 0 <= seconds <= LONGEST_WAIT_SECONDS:
        return [_("A duration is between nothing and a week.")]
    if not all(_is_moment(value.get(end)) for end in ("from", "to")):
        return [_("The duration's beginning or end is not a time.")]
    return []


def _time(question: Question, value: Any) -> list[str]:
    fits = isinstance(value, str) and CLOCK.fullmatch(value)
    return [] if fits else [_("Enter a time such as 14:05.")]


def _text(question: Question, value: Any) -> list[str]:
    if not isinstance(value, str):
        return [_("Enter a text.")]
    return [] if len(value) <= LONGEST_TEXT else [_("This text is too long.")]


def _photographed(question: Question, value: Any) -> list[str]:
    return [] if value is None else [_("The photographs are the answer.")]


def _keys(question: Question) -> set[str]:
    return {option["key"] for option in question["options"]}


def _is_moment(text: Any) -> bool:
    if text is None:
        return True
    try:
        return isinstance(text, str) and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


_FAULTS: dict[str, Callable[[Question, Any], list[str]]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "several": _several,
    "rating": _rating,
    "number": _number,
    "duration": _duration,
    "time": _time,
    "text": _text,
    "photo": _photographed,
    "signature": _photographed,
}

"""The kinds of question: what a valid answer to each looks like, and what each must say of itself."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from shopper.scoring import shares

Question = Mapping[str, Any]

# [0-9] and not \d: the phone and the arithmetic read no other alphabet's digits.
CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
PLAIN_DECIMAL = re.compile(r"-?[0-9]{1,14}(?:\.[0-9]{1,4})?")
LONGEST_WAIT_SECONDS = 7 * 24 * 60 * 60
LONGEST_TEXT = 10_000
MOST_STEPS = 11


def faults(question: Question, value: Any) -> list[str]:
    """Return what is wrong with a value as an answer to the question; nothing, if it is one.

    Shapes: yes_no "yes" or "no"; choice an option's key; several a list of keys, each once;
    rating a whole number from 1 to `steps`; number a decimal as text; duration
    {"seconds", "from", "to"}, whole seconds; time "HH:MM"; text a text; photo and signature None.
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
    if _is_whole(value) and 1 <= value <= question["steps"]:
        return []
    return [_("Rate from 1 to %(steps)s.") % {"steps": question["steps"]}]


def _number(question: Question, value: Any) -> list[str]:
    if not isinstance(value, str) or not PLAIN_DECIMAL.fullmatch(value):
        return [_("Enter a number.")]
    least, most = question["minimum"], question["maximum"]
    if least is not None and Decimal(value) < Decimal(least):
        return [_("At least %(least)s.") % {"least": least}]
    if most is not None and Decimal(value) > Decimal(most):
        return [_("At most %(most)s.") % {"most": most}]
    return []


def _duration(question: Question, value: Any) -> list[str]:
    if not isinstance(value, dict) or not set(value) <= {"seconds", "from", "to"}:
        return [_("Enter a duration.")]
    if not _is_whole(value.get("seconds")):
        return [_("Enter a duration.")]
    if not 0 <= value["seconds"] <= LONGEST_WAIT_SECONDS:
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


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


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
KINDS = tuple(_FAULTS)


def question_faults(question: Question) -> list[str]:
    """Return why a question cannot be asked as it stands; nothing, if it can be published."""
    shape = list(_shape_faults(question))
    return shape or list(_role_faults(question))


def _shape_faults(question: Question) -> Iterator[str]:
    kind = question["kind"]
    if kind == "yes_no" and question["good"] not in ("yes", "no"):
        yield _("Say whether yes or no is the good answer.")
    if kind in shares.BY_OPTION:
        yield from _option_faults(question)
    if kind == "rating":
        yield from _step_faults(question)
    if kind in shares.BANDED and question["bands"]:
        yield from _band_faults(question["bands"])


def _option_faults(question: Question) -> Iterator[str]:
    options = question["options"]
    if len(options) < 2 or len(_keys(question)) != len(options):
        yield _("Give at least two different options.")
    if not all(PLAIN_DECIMAL.fullmatch(str(option["points"])) for option in options):
        yield _("Points are numbers.")


def _step_faults(question: Question) -> Iterator[str]:
    steps = question["steps"]
    if not _is_whole(steps) or not 2 <= steps <= MOST_STEPS:
        yield _("A rating has from 2 to %(most)s steps.") % {"most": MOST_STEPS}
    elif len(question["step_labels"]) not in (0, steps):
        yield _("Name all steps or none.")


def _band_faults(bands: list[Mapping[str, Any]]) -> Iterator[str]:
    edges = [band["up_to"] for band in bands]
    numbers = edges[:-1] + [band["share"] for band in bands]
    if edges[-1] is not None:
        yield _("The last band must be open, or some answers are worth nothing at all.")
    if not all(isinstance(n, str) and PLAIN_DECIMAL.fullmatch(n) for n in numbers):
        yield _("The edges and shares of bands are numbers.")
        return
    closed = [Decimal(edge) for edge in edges[:-1]]
    if any(one >= other for one, other in pairwise(closed)):
        yield _("Each band must end above the one before it.")
    if not all(0 <= Decimal(band["share"]) <= 1 for band in bands):
        yield _("A band earns from 0 to 1.")


def _role_faults(question: Question) -> Iterator[str]:
    role, is_scored = question["role"], shares.is_scored(question)
    if question["knock_out"] and not (role == "standard" and is_scored):
        yield _("Only a standard that is scored can be a knock-out.")
    if role != "note" and question["kind"] in shares.BY_OPTION and not is_scored:
        yield _("At least one option must earn something.")
    elif role == "extra" and not is_scored:
        yield _("An extra needs an answer that can be scored; make this a note.")
    if role == "extra" and question["photo"]["rule"] == question["note"]["rule"] == "none":
        yield _("An extra counts only with a note or a photo: allow one of them.")

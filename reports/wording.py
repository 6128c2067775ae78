"""Answers and reasons as a person says them: values in, words out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Question = Mapping[str, Any]

CAPTION_WORDS = 14


def answer_in_words(question: Question, value: Any, *, photos: int = 0) -> str:
    """Return what was answered, such as “2 of 5” or “9 seconds”; blank when there is no value.

    A time of day is only said to be noted: it would tell the minute of the visit.
    """
    kind = question["kind"]
    if kind in {"photo", "signature"}:
        return ngettext("%(n)d photo", "%(n)d photos", photos) % {"n": photos} if photos else ""
    if value is None or value == "" or kind not in _WORDS:
        return ""
    return _WORDS[kind](question, value)


def _yes_no(question: Question, value: Any) -> str:
    return _("Yes") if value == "yes" else _("No")


def _labels(question: Question) -> dict[str, str]:
    return {option["key"]: option["label"] for option in question["options"]}


def _choice(question: Question, value: Any) -> str:
    return _labels(question).get(value, str(value))


def _several(question: Question, value: Any) -> str:
    labels = _labels(question)
    return ", ".join(labels.get(key, key) for key in value) or _("None of these")


def _rating(question: Question, value: Any) -> str:
    steps, labels = question["steps"], question["step_labels"]
    words = _("%(value)s of %(steps)s") % {"value": value, "steps": steps}
    label = labels[value - 1] if 0 < value <= len(labels) else ""
    return f"{words}, {label}" if label else words


def _number(question: Question, value: Any) -> str:
    return f"{number_format(Decimal(str(value)))} {question['unit']}".strip()


def _duration(question: Question, value: Any) -> str:
    seconds = int(value["seconds"])
    if seconds < 60:
        return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    minutes, rest = divmod(seconds, 60)
    return _("%(minutes)d:%(seconds)02d minutes") % {"minutes": minutes, "seconds": rest}


def _time(question: Question, value: Any) -> str:
    return _("noted")


def _text(question: Question, value: Any) -> str:
    return str(value).strip()


_WORDS = {
    "yes_no": _yes_no,
    "choice": _choice,
    "several": _several,
    "rating": _rating,
    "number": _number,
    "duration": _duration,
    "time": _time,
    "text": _text,
}


def at_most(text: str, words: int) -> str:
    """Return the text on one line, cut after so many words."""
    parts = text.split()
    return " ".join(parts) if len(parts) <= words else " ".join(parts[:words]) + " …"


def finding(text: str, answer: str, note: str) -> str:
    """Say in at most fourteen words what was found: the shopper's own words, else the answer."""
    if note.strip():
        return at_most(note, CAPTION_WORDS)
    return at_most(f"{text} {answer}".strip(), CAPTION_WORDS)


def address_of(parts: Mapping[str, str]) -> str:
    """Return an address on one line, without what is not known."""
    town = " ".join(part for part in (parts["postal_code"], parts["city"]) if part)
    return ", ".join(part for part in (parts["address"], town) if part)

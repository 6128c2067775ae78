"""Answers as a person says them: values in, words out."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Question = dict[str, Any]


def answer_in_words(question: Question, value: Any, *, photos: int) -> str:
    """Return what was answered, such as “2 of 5” or “0:42”; blank when there is no value."""
    kind = question["kind"]
    if kind in {"photo", "signature"}:
        return _pictures(kind, photos)
    if value is None or value == "":
        return ""
    return WORDS[kind](question, value)


def _pictures(kind: str, photos: int) -> str:
    if kind == "signature":
        return _("Signed") if photos else ""
    if not photos:
        return ""
    return ngettext("%(n)d photo", "%(n)d photos", photos) % {"n": photos}


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
    return f"{words} · {label}" if label else words


def _number(question: Question, value: Any) -> str:
    return f"{number_format(Decimal(str(value)))} {question['unit']}".strip()


def _duration(question: Question, value: Any) -> str:
    return minutes_and_seconds(int(value["seconds"]))


def _as_it_is(question: Question, value: Any) -> str:
    return str(value)


def minutes_and_seconds(seconds: int) -> str:
    """Return a duration as “0:42” or “1:02:03”."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


WORDS = {
    "yes_no": _yes_no,
    "choice": _choice,
    "several": _several,
    "rating": _rating,
    "number": _number,
    "duration": _duration,
    "time": _as_it_is,
    "text": _as_it_is,
}

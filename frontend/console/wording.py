"""Answers as a person says them, photographs and times among them: values in, words out."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import wording

Question = dict[str, Any]


def answer_in_words(question: Question, value: Any, *, photos: int) -> str:
    """Return what was answered, such as “2 of 5”; blank when there is no value."""
    match question["kind"]:
        case "signature":
            return _("Signed") if photos else ""
        case "photo":
            return ngettext("%(n)d photo", "%(n)d photos", photos) % {"n": photos} if photos else ""
        case "time":
            return str(value or "")
    return wording.answer_in_words(question, value)

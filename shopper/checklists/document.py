"""A checklist as data: what the phone, the scoring and the report all read."""

from decimal import Decimal
from typing import Any

from django.conf import settings

from shopper.checklists.models import Checklist, Question, Touchpoint

Document = dict[str, Any]


def document_of(checklist: Checklist) -> Document:
    """Return the ChecklistDocument of one version.

    A published version answers with what was frozen when it was published; a draft is put
    together from its rows, in two queries.
    """
    if checklist.content is not None:
        content: Document = checklist.content
        return content
    return assemble(checklist)


def assemble(checklist: Checklist) -> Document:
    """Put the document together from the rows."""
    touchpoints = checklist.touchpoints.prefetch_related("questions")
    return {
        "id": str(checklist.pk),
        "name": checklist.name,
        "version": checklist.version,
        "language": checklist.language,
        "briefing": checklist.briefing,
        "staff_names": checklist.staff_names,
        "quiz": checklist.quiz or [],
        "pictures": checklist.pictures or [],
        "touchpoints": [_touchpoint(touchpoint) for touchpoint in touchpoints],
        "translations": checklist.translations or {},
    }


def plain(number: Decimal | None) -> str | None:
    """Return a decimal as the shortest string that means the same, without an exponent."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _touchpoint(touchpoint: Touchpoint) -> Document:
    return {
        "id": str(touchpoint.pk),
        "name": touchpoint.name,
        "channel": touchpoint.channel,
        "kind": touchpoint.kind,
        "controlled": touchpoint.is_controlled,
        "weight": plain(touchpoint.weight),
        "floor": plain(touchpoint.floor_percent),
        "magic": plain(touchpoint.magic_percent),
        "looks_like": {
            "misery": touchpoint.misery,
            "mediocrity": touchpoint.mediocrity,
            "magic": touchpoint.magic,
        },
        "follow_through": _follow_through(touchpoint),
        "questions": [_question(question) for question in touchpoint.questions.all()],
    }


def _follow_through(touchpoint: Touchpoint) -> Document | None:
    """Return the window after the visit in which the moment is asked; None where it is asked there."""
    if touchpoint.opens_after_hours is None and touchpoint.open_for_hours is None:
        return None
    return {
        "opens_after_hours": touchpoint.opens_after_hours,
        "open_for_hours": touchpoint.open_for_hours,
    }


def _question(question: Question) -> Document:
    return {
        "id": str(question.pk),
        "text": question.text,
        "help": question.help,
        "kind": question.kind,
        "role": question.role,
        "weight": plain(question.weight),
        "knock_out": question.is_knock_out,
        "required": question.is_required,
        "not_applicable": question.may_not_apply,
        "could_not_check": question.may_be_unchecked,
        "good": question.good_answer or None,
        "options": question.options,
        "steps": question.steps,
        "step_labels": question.step_labels,
        "bands": question.bands,
        "unit": question.unit,
        "minimum": plain(question.minimum),
        "maximum": plain(question.maximum),
        "condition": question.condition,
        "example": question.example,
        "photo": {
            "rule": question.photo_rule,
            "min": question.photos_min,
            "max": question.photos_max,
        },
        "note": {"rule": question.note_rule, "min": question.note_min, "max": question.note_max},
        "text_min": _text_min(question),
        "expense": question.expense,
    }


def _text_min(question: Question) -> int | None:
    """Return how many characters a text should have, so that a later setting changes nothing."""
    if question.kind != Question.Kind.TEXT:
        return None
    return settings.TEXT_MIN if question.text_min is None else question.text_min

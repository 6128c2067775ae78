"""Make rows of what a phone wrote down: answers, impressions, and what each photo belongs to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from shopper import prepared
from shopper.visits.models import Answer, Impression, Photo, Visit

WITHDRAWN = {"is_withdrawn": True}


def record(visit: Visit, document: Mapping[str, Any]) -> None:
    """Make the visit's rows say what the VisitDocument says, and nothing else.

    Safe to repeat: rows that stay keep their identity. Photos that the document no longer lists
    are marked withdrawn; their bytes stay.
    """
    with transaction.atomic():
        Visit.objects.select_for_update(no_key=True).get(pk=visit.pk)
        _record_answers(visit, document.get("answers", {}))
        _record_impressions(visit, document.get("feelings", {}))
        _record_photos(visit, document.get("photos", []))


def _record_answers(visit: Visit, answers: Mapping[str, Any]) -> None:
    visit.answers.exclude(question_id__in=list(answers)).delete()
    Answer.objects.bulk_create(
        [_answer(visit, question, given) for question, given in answers.items()],
        update_conflicts=True,
        unique_fields=["visit", "question"],
        update_fields=["state", "value", "note", "reason", "answered_at"],
    )


def _answer(visit: Visit, question: str, given: Mapping[str, Any]) -> Answer:
    is_answered = given["state"] == Answer.State.ANSWERED
    return Answer(
        visit=visit,
        question_id=question,
        state=given["state"],
        value=given.get("value") if is_answered else None,
        note=given.get("note", ""),
        reason=given.get("reason", ""),
        answered_at=_moment(given.get("at")),
    )


def _record_impressions(visit: Visit, feelings: Mapping[str, Any]) -> None:
    visit.impressions.exclude(touchpoint_id__in=list(feelings)).delete()
    Impression.objects.bulk_create(
        [
            Impression(
                visit=visit,
                touchpoint_id=touchpoint,
                feeling=felt["feeling"],
                note=felt.get("note", ""),
            )
            for touchpoint, felt in feelings.items()
        ],
        update_conflicts=True,
        unique_fields=["visit", "touchpoint"],
        update_fields=["feeling", "note"],
    )


def _record_photos(visit: Visit, listed: list[Mapping[str, Any]]) -> None:
    said = {photo["id"]: _said_of(place, photo) for place, photo in enumerate(listed)}
    for row in visit.photos.all():
        columns = said.get(str(row.pk), WITHDRAWN)
        if any(getattr(row, name) != value for name, value in columns.items()):
            prepared.update(Photo, {"id": row.pk}, columns)


def _said_of(place: int, photo: Mapping[str, Any]) -> dict[str, Any]:
    """Return a photo's columns, as the document has them."""
    question = photo.get("question")
    return {
        "is_withdrawn": False,
        "position": place,
        "question_id": UUID(question) if question else None,
        "caption": photo.get("caption", ""),
        "taken_at": _moment(photo.get("taken_at")),
    }


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None

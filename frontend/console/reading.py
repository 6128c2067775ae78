"""A visit document in words, for documents that never became rows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from frontend.console.wording import answer_in_words
from shopper.checklists import languages
from shopper.checklists.document import document_of
from shopper.checklists.models import Checklist
from shopper.sync.taking_over import Change


@dataclass(frozen=True)
class Told:
    """One question and what the document says to it."""

    question: str
    words: str
    state: str
    note: str


def told_by(document: dict[str, Any], checklist: Checklist | None) -> list[Told]:
    """Return what a document says, question by question.

    Without its checklist the values are shown as they came. The document was refused, so nothing
    about its shape is certain; what has no readable shape is shown as text.
    """
    answers = document.get("answers")
    if not isinstance(answers, dict):
        return []
    questions = _questions(checklist)
    return [
        _told(questions.get(key), key, answer)
        for key, answer in answers.items()
        if isinstance(answer, dict)
    ]


@dataclass(frozen=True)
class Difference:
    """One question, what stands there and what would; None where nothing is said."""

    question: str
    before: Told | None
    after: Told | None
    photos_before: int
    photos_after: int


def differences(changes: list[Change], checklist: Checklist) -> list[Difference]:
    """Return what would change in words; photographs of no question belong to the whole visit."""
    questions = _questions(checklist)

    def told(key: str, answer: dict[str, Any] | None) -> Told | None:
        return _told(questions.get(key), key, answer) if answer else None

    return [
        Difference(
            questions[change.question]["text"] if change.question else "",
            told(change.question, change.before),
            told(change.question, change.after),
            change.photos_before,
            change.photos_after,
        )
        for change in changes
    ]


def _questions(checklist: Checklist | None) -> dict[str, dict[str, Any]]:
    if checklist is None:
        return {}
    document = languages.in_language(document_of(checklist), get_language() or "")
    touchpoints = document["touchpoints"]
    return {question["id"]: question for moment in touchpoints for question in moment["questions"]}


def _told(question: dict[str, Any] | None, key: str, answer: dict[str, Any]) -> Told:
    value = answer.get("value")
    try:
        words = answer_in_words(question, value, photos=0) if question else str(value or "")
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        words = str(value)
    note = answer.get("note") or answer.get("reason") or ""
    text = question["text"] if question else key
    return Told(question=text, words=words, state=str(answer.get("state", "")), note=str(note))

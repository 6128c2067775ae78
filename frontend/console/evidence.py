"""A visit as its reviewer reads it: moment by moment, question by question."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from frontend.console.explaining import Explanation, explain
from frontend.console.forms import SendBackDraft
from frontend.console.wording import answer_in_words
from shopper.checklists import languages
from shopper.checklists.document import document_of
from shopper.review import grading
from shopper.visits.models import Answer, Flag, Impression, Photo, Redo, Visit


@dataclass(frozen=True)
class Line:
    """One question with what was found, what it earned, and what goes back."""

    question: dict[str, Any]
    state: str
    words: str
    share: str | None
    weight: str
    note: str
    reason: str
    at: datetime | None
    photos: list[Photo]
    flags: list[Flag]
    redos: list[Redo]
    ticked: bool
    draft: str
    errors: list[str]

    @property
    def is_bad(self) -> bool:
        """True for a standard which earned less than half."""
        return (
            self.question["role"] == "standard"
            and self.share is not None
            and (float(self.share) < 0.5)
        )


@dataclass(frozen=True)
class Moment:
    """One touchpoint: its verdict with the why, the evidence, and the shopper's own feeling."""

    id: str
    number: int
    touchpoint: dict[str, Any]
    judged: dict[str, Any]
    why: Explanation
    lines: list[Line]
    not_asked: list[dict[str, Any]]
    impression: Impression | None
    flags: list[Flag]

    @property
    def differs(self) -> bool:
        """True when the shopper felt something else than the rule derives."""
        verdict = self.judged["verdict"]
        return bool(self.impression and verdict and self.impression.feeling != verdict)

    @property
    def photo_count(self) -> int:
        return sum(len(line.photos) for line in self.lines)


@dataclass(frozen=True)
class Dossier:
    """All there is to judge about one visit."""

    moments: list[Moment]
    sheet: dict[str, Any]
    flags: list[Flag]
    loose_photos: list[Photo]
    ticked: int


@dataclass
class _Found:
    """The visit's rows by question."""

    answers: dict[str, Answer] = field(default_factory=dict)
    photos: dict[str, list[Photo]] = field(default_factory=lambda: defaultdict(list))
    flags: dict[str, list[Flag]] = field(default_factory=lambda: defaultdict(list))
    redos: dict[str, list[Redo]] = field(default_factory=lambda: defaultdict(list))


def dossier_of(visit: Visit, draft: SendBackDraft) -> Dossier:
    """Put the dossier together, in the reader's language where the checklist has it.

    Expects answers, photos, impressions, flags, redos and scores prefetched.
    """
    document = languages.in_language(document_of(visit.checklist), get_language() or "")
    sheet = _sheet(visit)
    found = _by_question(visit)
    impressions = {str(i.touchpoint_id): i for i in visit.impressions.all()}
    judged = {touchpoint["id"]: touchpoint for touchpoint in sheet["touchpoints"]}
    moments = [
        _moment(number, t, judged[t["id"]], found, impressions.get(t["id"]), draft)
        for number, t in enumerate(document["touchpoints"], start=1)
    ]
    return Dossier(
        moments=moments,
        sheet=sheet,
        flags=[flag for flag in visit.flags.all() if flag.question_id is None],
        loose_photos=found.photos.get("", []),
        ticked=len(draft.ticked),
    )


def _sheet(visit: Visit) -> dict[str, Any]:
    """Return the score that stands; before the review, what the answers are worth at present."""
    scores = list(visit.scores.all())
    if scores and visit.status in {"reviewed", "approved", "published"}:
        content: dict[str, Any] = scores[0].content
        return content
    return grading.sheet_of(visit).as_document()


def _by_question(visit: Visit) -> _Found:
    found = _Found(answers={str(answer.question_id): answer for answer in visit.answers.all()})
    for photo in visit.photos.all():
        if not photo.is_withdrawn:
            found.photos[str(photo.question_id or "")].append(photo)
    for flag in visit.flags.all():
        found.flags[str(flag.question_id or "")].append(flag)
    for redo in visit.redos.all():
        found.redos[str(redo.question_id)].append(redo)
    return found


def _moment(
    number: int,
    touchpoint: dict[str, Any],
    judged: dict[str, Any],
    found: _Found,
    impression: Impression | None,
    draft: SendBackDraft,
) -> Moment:
    questions = touchpoint["questions"]
    marks = {mark["question"]: mark for mark in judged["marks"]}
    hidden = {key for key, mark in marks.items() if mark["state"] == "not_asked"}
    texts = {question["id"]: question["text"] for question in questions}
    return Moment(
        id=touchpoint["id"],
        number=number,
        touchpoint=touchpoint,
        judged=judged,
        why=explain(judged, texts),
        lines=[
            _line(q, marks.get(q["id"]), found, draft) for q in questions if q["id"] not in hidden
        ],
        not_asked=[question for question in questions if question["id"] in hidden],
        impression=impression,
        flags=list(_flags(found, texts)),
    )


def _flags(found: _Found, questions: Iterable[str]) -> Iterable[Flag]:
    for question in questions:
        yield from found.flags.get(question, [])


def _line(
    question: dict[str, Any], mark: dict[str, Any] | None, found: _Found, draft: SendBackDraft
) -> Line:
    key = question["id"]
    answer = found.answers.get(key)
    photos = found.photos.get(key, [])
    return Line(
        question=question,
        state=_state(answer, photos),
        words=answer_in_words(question, answer.value if answer else None, photos=len(photos)),
        share=mark["share"] if mark else None,
        weight=question["weight"],
        note=answer.note if answer else "",
        reason=answer.reason if answer else "",
        at=answer.answered_at if answer else None,
        photos=photos,
        flags=found.flags.get(key, []),
        redos=found.redos.get(key, []),
        ticked=key in draft.ticked,
        draft=draft.notes.get(key, ""),
        errors=list(draft.errors.get(key, ())),
    )


def _state(answer: Answer | None, photos: list[Photo]) -> str:
    if answer is not None:
        return answer.state
    return "answered" if photos else "unanswered"

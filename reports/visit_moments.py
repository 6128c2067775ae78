"""A visit's answers, photographs and score ─► the moments of its report."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from reports import history, photo_store, wording
from reports.history import Seen, decimal
from reports.shapes import Line, Moment, Photo, Why
from shopper.checklists.document import document_of
from shopper.scoring import marks
from shopper.visits import copies
from shopper.visits.models import Answer, Visit
from shopper.visits.models import Photo as StoredPhoto

SMALL_PX, LARGE_PX = 480, 1200
Judged = Mapping[str, Any]
Question = Mapping[str, Any]


@dataclass(frozen=True)
class Findings:
    """What one visit found, by question, and what came before it."""

    answers: Mapping[str, Answer]
    photos: Mapping[str, Sequence[StoredPhoto]]
    impressions: Mapping[str, str]
    numbers: Mapping[str, int]
    texts: Mapping[str, str]
    earlier: Sequence[Seen]
    network: Sequence[Seen]


def findings_of(visit: Visit, *, earlier: Sequence[Seen], network: Sequence[Seen]) -> Findings:
    """Gather a visit's rows; `earlier` are this location's visits, oldest first, with this one."""
    photos: dict[str, list[StoredPhoto]] = defaultdict(list)
    for photo in visit.photos.filter(is_withdrawn=False, is_unreadable=False).exclude(
        derived_at=None
    ):
        photos[str(photo.question_id)].append(photo)
    touchpoints = document_of(visit.checklist)["touchpoints"]
    texts = {
        question["id"]: question["text"]
        for touchpoint in touchpoints
        for question in touchpoint["questions"]
    }
    return Findings(
        answers={str(answer.question_id): answer for answer in visit.answers.all()},
        photos=photos,
        impressions={str(one.touchpoint_id): one.note for one in visit.impressions.all()},
        numbers={question: number for number, question in enumerate(texts, start=1)},
        texts=texts,
        earlier=earlier,
        network=network,
    )


def photos_of(
    touchpoints: Sequence[Mapping[str, Any]], content: Mapping[str, Any], found: Findings
) -> list[Photo]:
    """Keep and number the photographs: those of failures first, then along the journey."""
    shown = [
        (is_loss, moment, touchpoint, question, stored)
        for moment, touchpoint in enumerate(touchpoints, start=1)
        for question, is_loss in _questions_and_losses(
            touchpoint, content["touchpoints"][moment - 1]
        )
        for stored in found.photos.get(question["id"], ())
    ]
    shown.sort(key=lambda one: (not one[0], one[1]))
    return [
        Photo(
            number=number,
            small=photo_store.keep(copies.derivative_path(stored, SMALL_PX)),
            large=photo_store.keep(copies.derivative_path(stored, LARGE_PX)),
            moment=moment,
            moment_name=touchpoint["name"],
            question=found.numbers[question["id"]],
            caption=_caption(question, found.answers.get(question["id"]), stored),
            verdict=content["touchpoints"][moment - 1]["verdict"],
            is_loss=is_loss,
        )
        for number, (is_loss, moment, touchpoint, question, stored) in enumerate(shown, start=1)
    ]


def _questions_and_losses(
    touchpoint: Mapping[str, Any], judged: Judged
) -> Iterator[tuple[Question, bool]]:
    marked = {mark["question"]: mark for mark in judged["marks"]}
    for question in touchpoint["questions"]:
        mark = marked.get(question["id"])
        lost = mark is not None and mark["role"] == "standard" and mark["share"] not in (None, "1")
        yield question, lost or judged["verdict"] == "misery"


def _caption(question: Question, answer: Answer | None, photo: StoredPhoto) -> str:
    said = wording.answer_in_words(question, answer.value) if answer else ""
    return wording.finding(question["text"], said, photo.caption or (answer.note if answer else ""))


def moments_of(
    touchpoints: Sequence[Mapping[str, Any]],
    content: Mapping[str, Any],
    found: Findings,
    photos: Sequence[Photo],
) -> tuple[Moment, ...]:
    """Tell every moment of the journey, in its order."""
    points = _points_by_moment(content)
    return tuple(
        _moment(number, touchpoint, judged, found, photos, points.get(judged["id"]))
        for number, (touchpoint, judged) in enumerate(
            zip(touchpoints, content["touchpoints"], strict=True), start=1
        )
    )


def _points_by_moment(content: Mapping[str, Any]) -> dict[str, Fraction]:
    """Return how many percentage points of the visit each scored, controlled moment can lose."""
    scored = [t for t in content["touchpoints"] if t["controlled"] and t["percent"] is not None]
    total = sum((Fraction(t["weight"]) for t in scored), Fraction(0))
    return {t["id"]: Fraction(t["weight"]) * 100 / total for t in scored}


def _moment(
    number: int,
    touchpoint: Mapping[str, Any],
    judged: Judged,
    found: Findings,
    photos: Sequence[Photo],
    points: Fraction | None,
) -> Moment:
    past = _past(found.earlier, judged["name"])
    lines = _lines(touchpoint, judged, found, photos, points)
    return Moment(
        number=number,
        name=touchpoint["name"],
        key=judged["name"] if touchpoint["name"] != judged["name"] else "",
        kind=touchpoint["kind"],
        is_controlled=judged["controlled"],
        weight=Decimal(judged["weight"]),
        verdict=judged["verdict"],
        percent=decimal(judged["percent"]),
        answered=judged["coverage"]["answered"],
        applicable=judged["coverage"]["applicable"],
        why=Why(judged["why"]["code"], *_lines_of_the_rule(judged)),
        change=_change(past),
        network=history.mean_of_moment(found.network, judged["name"]),
        past=past,
        sentence=sentence(judged["why"]["code"], lines),
        impression=found.impressions.get(judged["id"], "").strip(),
        lines=lines,
        photos=tuple(photo.number for photo in photos if photo.moment == number),
    )


def _lines_of_the_rule(judged: Judged) -> tuple[Decimal, Decimal]:
    return Decimal(judged["why"]["floor"]), Decimal(judged["why"]["magic"])


def _past(earlier: Sequence[Seen], name: str) -> tuple[Decimal | None, ...]:
    moments = [visit.moment(name) for visit in earlier]
    return tuple(decimal(moment["percent"]) if moment else None for moment in moments)


def _change(past: Sequence[Decimal | None]) -> Decimal | None:
    """Return by how many points the last differs from the one before; None if either is unknown."""
    if len(past) < 2 or past[-1] is None or past[-2] is None:
        return None
    return past[-1] - past[-2]


def _lines(
    touchpoint: Mapping[str, Any],
    judged: Judged,
    found: Findings,
    photos: Sequence[Photo],
    points: Fraction | None,
) -> tuple[Line, ...]:
    marked = {mark["question"]: mark for mark in judged["marks"]}
    answered = sum(
        (
            Fraction(mark["weight"])
            for mark in judged["marks"]
            if mark["role"] == "standard" and mark["share"] is not None
        ),
        Fraction(0),
    )
    worth = points / answered if points is not None and answered else None
    return tuple(
        _line(question, marked[question["id"]], found, photos, worth)
        for question in touchpoint["questions"]
    )


def _line(
    question: Question,
    mark: Mapping[str, Any],
    found: Findings,
    photos: Sequence[Photo],
    worth: Fraction | None,
) -> Line:
    answer = found.answers.get(question["id"])
    number = found.numbers[question["id"]]
    shown = tuple(photo.number for photo in photos if photo.question == number)
    return Line(
        number=number,
        text=question["text"],
        key=found.texts[question["id"]] if found.texts[question["id"]] != question["text"] else "",
        kind=question["kind"],
        role=question["role"],
        is_knock_out=question["knock_out"],
        weight=Decimal(mark["weight"]),
        state="answered" if shown and not answer else _state(mark["state"], answer),
        answer=wording.answer_in_words(
            question, answer.value if answer else None, photos=len(shown)
        ),
        share=decimal(mark["share"]),
        lost=_lost(mark, worth),
        note=answer.note.strip() if answer else "",
        reason=answer.reason.strip() if answer else "",
        photos=shown,
    )


def _state(marked: str, answer: Answer | None) -> str:
    """Return the mark's state; of what cannot be scored, what became of it."""
    if marked != "unscored":
        return marked
    return answer.state if answer else "unanswered"


def _lost(mark: Mapping[str, Any], worth: Fraction | None) -> Decimal | None:
    if worth is None or mark["share"] is None or mark["role"] != "standard":
        return None
    return marks.rounded((1 - Fraction(mark["share"])) * Fraction(mark["weight"]) * worth)


def sentence(code: str, lines: Sequence[Line]) -> str:
    """Say in one sentence what made the verdict."""
    losses = sorted((line for line in lines if line.is_loss), key=_severity)
    extras = [line for line in lines if line.is_extra]
    if code == "nothing":
        return _("Not observed.")
    if code in {"magic", "only_extras"} and extras:
        return _told(extras[0])
    if losses:
        return _told(losses[0])
    return _("As promised; nothing beyond it was seen.")


def _severity(line: Line) -> tuple[bool, Decimal]:
    return not line.is_failed_knock_out, -(line.lost or Decimal(0))


def _told(line: Line) -> str:
    """Return the shopper's own words where there are some, else question and answer."""
    return wording.at_most(line.note, 24) if line.note else f"{line.text} {line.answer}"

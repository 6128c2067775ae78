"""Visits as a table: one row a visit, its questions as columns, streamed as CSV."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from shopper.checklists.document import document_of
from shopper.checklists.models import Checklist
from shopper.review.models import Score
from shopper.visits.models import Answer, Visit

# A spreadsheet runs a cell that begins like this as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_ONCE = 2000
LINES_AT_ONCE = 200

Cells = dict[str, tuple[str, str]]
Speaker = Callable[[str, str, str | None, str], str]


def as_csv(visits: QuerySet[Visit], checklist: Checklist) -> Iterator[str]:
    """Yield the table of these visits in pieces: those of one checklist version, oldest first.

    Begins with a byte order mark, by which spreadsheets know UTF-8. Memory does not grow with the
    number of visits: two ordered queries are read side by side.
    """
    questions = [q for t in document_of(checklist)["touchpoints"] for q in t["questions"]]
    chosen = visits.filter(checklist=checklist).order_by("pk")
    write = csv.writer(_Echo()).writerow
    yield "\ufeff" + write([*_head(), *_columns(questions)])
    answers = _answers_by_visit(chosen, {q["id"].replace("-", ""): q for q in questions})
    order = [q["id"].replace("-", "") for q in questions]
    lines = []
    next_visit, cells = next(answers, ("", {}))
    for visit_id, *row in _rows(chosen):
        own: Cells = {}
        if next_visit == visit_id:
            own = cells
            next_visit, cells = next(answers, ("", {}))
        lines.append(write([visit_id, *row, *_spread(order, own)]))
        if len(lines) == LINES_AT_ONCE:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _head() -> list[str]:
    return [
        *(_("Visit"), _("Status"), _("Organization"), _("Location"), _("City"), _("Country")),
        *(_("Shopper"), _("Lens"), _("Window opens"), _("Window closes"), _("Begun"), _("Ended")),
        *(_("Handed in"), _("Published"), _("Percent"), _("Misery"), _("Mediocrity"), _("Magic")),
        _("Photographs"),
    ]


def _columns(questions: list[Mapping[str, Any]]) -> Iterator[str]:
    """Give each question two columns, numbered as in the reports: the answer, and the note."""
    for number, question in enumerate(questions, start=1):
        yield f"Q{number} {question['text']}"
        yield _("Q%(number)d note") % {"number": number}


def _rows(visits: QuerySet[Visit]) -> Iterator[list[Any]]:
    """Yield the columns that every visit has, the identity first, as text."""
    score = Score.objects.filter(visit=OuterRef("pk")).order_by("-number")
    rows = (
        visits.annotate(
            percent=Subquery(score.values("percent")[:1]),
            misery=Subquery(score.values("misery_count")[:1]),
            mediocrity=Subquery(score.values("mediocrity_count")[:1]),
            magic=Subquery(score.values("magic_count")[:1]),
            photographs=Count("photos", filter=Q(photos__is_withdrawn=False)),
        )
        .values_list(
            *(Cast("pk", TextField()), "status", "location__organization__name", "location__name"),
            *("location__city", "location__country", "shopper__name", "lens", "opens_at"),
            *("closes_at", "started_at", "ended_at", "submitted_at", "published_at", "percent"),
            *("misery", "mediocrity", "magic", "photographs"),
        )
        .iterator(chunk_size=ROWS_AT_ONCE)
    )
    for row in rows:
        yield [_cell(value) for value in row]


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, Decimal):
        return f"{value:.1f}"
    return value.isoformat(timespec="seconds") if hasattr(value, "isoformat") else value


def _answers_by_visit(
    visits: QuerySet[Visit], questions: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Cells]]:
    """Yield each visit's identity with its answers in words, in the order of the visits.

    Identities and values come as the database's own text: to make objects of three hundred
    thousand answers costs more than the whole table.
    """
    rows = (
        Answer.objects.filter(visit__in=visits.values("pk").order_by())
        .order_by("visit_id")
        .values_list(
            Cast("visit_id", TextField()),
            Cast("question_id", TextField()),
            "state",
            Cast("value", TextField()),
            "note",
            "reason",
        )
        .iterator(chunk_size=ROWS_AT_ONCE)
    )
    say = _speaker(questions)
    current, cells = "", Cells()
    for visit_id, question_id, state, value, note, reason in rows:
        if visit_id != current:
            if cells:
                yield current, cells
            current, cells = visit_id, Cells()
        key = question_id if len(question_id) == 32 else question_id.replace("-", "")
        cells[key] = (say(key, state, value, reason), guarded(note) if note else "")
    if cells:
        yield current, cells


def _speaker(questions: Mapping[str, Mapping[str, Any]]) -> Speaker:
    """Return what turns an answer into words; most answers were given before, so it remembers."""

    @cache
    def say(key: str, state: str, value: str | None, reason: str) -> str:
        if state == Answer.State.NOT_APPLICABLE:
            return _("does not apply")
        if state == Answer.State.COULD_NOT_CHECK:
            return _("could not check: %(reason)s") % {"reason": reason}
        return guarded(in_words(questions.get(key, {}), json.loads(value) if value else None))

    return say


def in_words(question: Mapping[str, Any], value: Any) -> str:
    """Return an answer's value as a person would write it into a cell."""
    kind = question.get("kind")
    if value is None:
        return ""
    if kind == "yes_no":
        return _("yes") if value == "yes" else _("no")
    if kind in {"choice", "several"}:
        labels: dict[str, str] = {option["key"]: option["label"] for option in question["options"]}
        keys: list[str] = value if isinstance(value, list) else [value]
        return "; ".join(labels.get(key, key) for key in keys)
    if kind == "duration":
        return str(value["seconds"])
    return str(value)


def guarded(text: str) -> str:
    """Return the text so that a spreadsheet shows it and never runs it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _spread(order: list[str], cells: Cells) -> Iterator[str]:
    nothing = ("", "")
    for key in order:
        yield from cells.get(key, nothing)

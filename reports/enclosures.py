"""What the archive's copy carries inside: the frozen content as data, for whoever reads it in thirty years."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from reports.location_content import LocationContent
from reports.visit_content import VisitContent
from shopper.review.export import guarded

VISIT_COLUMNS = [
    *("number", "moment", "question", "kind", "role", "knock_out", "weight", "state"),
    *("answer", "share", "points_lost", "note", "reason", "photos"),
]
PERIOD_COLUMNS = [
    *("number", "checklist", "moment", "question", "role", "knock_out"),
    *("times", "of", "mean_points_lost", "photos"),
]


@dataclass(frozen=True)
class Enclosure:
    """One file inside the PDF; `dated` is the day of publication, for the PDF must not tell more."""

    name: str
    description: str
    body: bytes
    dated: datetime


def enclosed(content: VisitContent | LocationContent) -> list[Enclosure]:
    """Return the report's data: everything as JSON, and the answers as a table."""
    dated = datetime.combine(content.version.published_on, time(), tzinfo=UTC)
    if isinstance(content, VisitContent):
        name, rows, columns = "visit.json", _answers(content), VISIT_COLUMNS
    else:
        name, rows, columns = "location.json", _period(content), PERIOD_COLUMNS
    data = msgspec.json.format(msgspec.json.encode(content.as_json()), indent=1)
    return [
        Enclosure(name, _("Everything this report says, as JSON."), data, dated),
        Enclosure("answers.csv", _("The answers, as a table."), _table(columns, rows), dated),
    ]


def _answers(content: VisitContent) -> Iterator[list[Any]]:
    for moment in content.moments:
        for line in moment.lines:
            yield [
                *(line.number, moment.name, line.text, line.kind, line.role, line.is_knock_out),
                *(line.weight, line.state, line.answer, line.share, line.lost),
                *(line.note, line.reason, _photos(line.photos)),
            ]


def _period(content: LocationContent) -> Iterator[list[Any]]:
    for line in content.lines:
        yield [
            *(line.number, content.journeys[line.journey - 1].checklist, line.moment, line.text),
            *(line.role, line.is_knock_out, line.times, line.of, line.lost, _photos(line.photos)),
        ]


def _photos(numbers: Iterable[int]) -> str:
    return " ".join(f"P{number}" for number in numbers)


def _table(columns: list[str], rows: Iterable[list[Any]]) -> bytes:
    """Return CSV with a byte order mark, by which spreadsheets know UTF-8."""
    text = io.StringIO()
    write = csv.writer(text).writerow
    write(columns)
    for row in rows:
        write([_cell(value) for value in row])
    return ("\ufeff" + text.getvalue()).encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(value) if isinstance(value, str) else str(value)

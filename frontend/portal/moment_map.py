"""Where an owner stands: the latest verdicts of their locations, and what repeats in a sentence.

Reads published scores only, and of a score only what the moments are worth: no visit, no person
and no exact time leaves this module.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.organizations.models import Location
from shopper.review.models import Score
from shopper.visits.states import Status

REMEMBERED_VISITS = 12
FEWEST_TO_COMPARE = 3


@dataclass(frozen=True)
class Cell:
    """One moment at one location: the latest verdict, and how often it was which."""

    name: str
    verdict: str
    miseries: int
    magics: int
    of: int


@dataclass(frozen=True)
class Row:
    """One location on the map of one checklist."""

    location: Location
    cells: list[Cell]
    percent: Decimal | None
    visits: int
    month: date | None

    @property
    def miseries(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.verdict == "misery"]

    @property
    def magics(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.verdict == "magic"]


@dataclass(frozen=True)
class Board:
    """The map of one checklist: its moments across, locations down, and what it says."""

    name: str
    columns: list[str]
    rows: list[Row]
    sentences: list[str]


@dataclass
class Sheet:
    """What one published visit was worth, without the visit."""

    location: UUID
    checklist: UUID
    family: UUID
    name: str
    version: int
    percent: Decimal | None
    month: date
    visits: int
    moments: list[dict[str, Any]] = field(default_factory=list)


def published_scores(user: User) -> QuerySet[Score]:
    """Keep the standing scores of published visits to locations that `user` owns."""
    return Score.objects.standing().filter(
        visit__status=Status.PUBLISHED, visit__location__in=Location.objects.owned_by(user)
    )


def sheets(user: User, locations: Iterable[Location]) -> list[Sheet]:
    """Return the remembered sheets of these locations, the latest first, in one query."""
    zones = {location.pk: location.zone for location in locations}
    group = [F("visit__location"), F("visit__checklist__family")]
    rows = (
        published_scores(user)
        .filter(visit__location__in=list(zones))
        .annotate(
            place=Window(RowNumber(), partition_by=group, order_by=F("visit__submitted_at").desc()),
            visits=Window(Count("pk"), partition_by=group),
        )
        .filter(place__lte=REMEMBERED_VISITS)
        .order_by("-visit__submitted_at")
        .values_list(
            *("visit__location", "visit__checklist", "visit__checklist__family"),
            *(
                "visit__checklist__name",
                "visit__checklist__version",
                "percent",
                "visit__submitted_at",
                "visits",
            ),
            "content__touchpoints",
        )
    )
    return [
        Sheet(
            where, which, family, name, version, percent, _month(at, zones[where]), visits, moments
        )
        for where, which, family, name, version, percent, at, visits, moments in rows
    ]


def _month(at: Any, zone: Any) -> date:
    day: date = at.astimezone(zone).date()
    return day.replace(day=1)


def boards(seen: Iterable[Sheet], locations: Sequence[Location]) -> list[Board]:
    """Return one map for each checklist by which these locations were seen."""
    families: dict[UUID, list[Sheet]] = defaultdict(list)
    for sheet in seen:
        families[sheet.family].append(sheet)
    made = [_board(sheets, locations) for sheets in families.values()]
    return sorted(made, key=lambda board: (-len(board.rows), board.name))


def _board(sheets: list[Sheet], locations: Sequence[Location]) -> Board:
    newest = max(sheets, key=lambda sheet: sheet.version)
    columns = [moment["name"] for moment in newest.moments if moment["controlled"]]
    by_place: dict[UUID, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_place[sheet.location].append(sheet)
    rows = [
        _row(location, by_place[location.pk], columns)
        for location in locations
        if location.pk in by_place
    ]
    return Board(newest.name, columns, rows, sentences_about(rows))


def _row(location: Location, sheets: list[Sheet], columns: list[str]) -> Row:
    latest = sheets[0]
    verdicts: dict[str, list[str]] = defaultdict(list)
    for sheet in sheets:
        for moment in sheet.moments:
            if moment["verdict"]:
                verdicts[moment["name"]].append(moment["verdict"])
    now = {moment["name"]: moment["verdict"] or "" for moment in latest.moments}
    cells = [
        Cell(
            name=name,
            verdict=now.get(name, ""),
            miseries=verdicts[name].count("misery"),
            magics=verdicts[name].count("magic"),
            of=len(verdicts[name]),
        )
        for name in columns
    ]
    return Row(location, cells, latest.percent, latest.visits, latest.month)


def sentences_about(rows: Sequence[Row]) -> list[str]:
    """Say what repeats: the most frequent misery, and where magic is a habit.

    Nothing is compared on fewer than three visits; then that is what is said.
    """
    known = [row for row in rows if row.visits >= FEWEST_TO_COMPARE]
    if not known:
        return [_("Fewer than three visits to each location: too early to compare.")]
    told = [_worst(known), _best(known)]
    return [sentence for sentence in told if sentence]


def _worst(rows: Sequence[Row]) -> str:
    repeated = [(row, cell) for row, cell in _judged(rows) if cell.miseries >= 2]
    if not repeated:
        return _("No moment was a misery twice at the same location.")
    row, cell = max(repeated, key=lambda one: (one[1].miseries / one[1].of, one[1].miseries))
    return _("“%(moment)s” is a misery at %(where)s in %(times)d of %(of)d visits.") % {
        "moment": cell.name,
        "where": row.location.name,
        "times": cell.miseries,
        "of": cell.of,
    }


def _best(rows: Sequence[Row]) -> str:
    ranked = sorted(rows, key=lambda row: (len(row.magics), row.percent or 0), reverse=True)
    best = ranked[0]
    if not best.magics:
        return _("No moment was magic on the latest visits.")
    return _("%(where)s has %(count)d of %(of)d moments magic; ask there how.") % {
        "where": best.location.name,
        "count": len(best.magics),
        "of": len(best.cells),
    }


def _judged(rows: Sequence[Row]) -> list[tuple[Row, Cell]]:
    return [(row, cell) for row in rows for cell in row.cells if cell.of >= FEWEST_TO_COMPARE]

"""Reports as a list tells them: of which day, and how it went, without reading whole contents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.fields.json import KT

from reports.models import Report
from reports.querysets import ReportQuerySet

TOLD = {
    "told_day": KT("content__visited_on"),
    "told_percent": KT("content__percent"),
    "told_mean": KT("content__mean__percent"),
    "told_misery": KT("content__counts__misery"),
    "told_mediocrity": KT("content__counts__mediocrity"),
    "told_magic": KT("content__counts__magic"),
}


@dataclass(frozen=True)
class Listed:
    """One report on a list."""

    report: Report
    visited_on: date | None
    percent: str | None
    misery: int
    mediocrity: int
    magic: int


def listable(reports: ReportQuerySet) -> ReportQuerySet:
    """Fetch of each report only what a list tells of it, the latest first."""
    return (
        reports.select_related("location__organization")
        .defer("content")
        .annotate(**TOLD)
        .order_by("-published_at", "pk")
    )


def listed(reports: Iterable[Any]) -> list[Listed]:
    """Tell these reports, which `listable` fetched."""
    return [
        Listed(
            report=report,
            visited_on=date.fromisoformat(report.told_day) if report.told_day else None,
            percent=report.told_percent or report.told_mean,
            misery=int(report.told_misery or 0),
            mediocrity=int(report.told_mediocrity or 0),
            magic=int(report.told_magic or 0),
        )
        for report in reports
    ]

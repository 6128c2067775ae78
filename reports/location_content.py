"""A location and a period ─► LocationContent, from the visit reports its owners have read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from reports import history, visit_content
from reports.history import Seen
from reports.location_moments import journey_of, remark, repeated_lines
from reports.models import Report
from reports.shapes import (
    Comparison,
    Counts,
    FollowUp,
    Frozen,
    Journey,
    LensMean,
    Mean,
    Photo,
    Place,
    Remark,
    Repeated,
    Version,
)
from reports.visit_content import VisitContent
from shopper.errors import Invalid
from shopper.organizations.models import Location
from shopper.review.models import FollowUp as FollowUpRow
from shopper.visits.eyes import Lens


@dataclass(frozen=True)
class LocationContent(Frozen):
    """Everything one location's report says about a period; `before` is as long, just before."""

    version: Version
    place: Place
    first_on: date
    last_on: date
    visit_count: int
    mean: Mean
    before: Mean
    counts: Counts
    knock_outs: int
    journeys: tuple[Journey, ...]
    lines: tuple[Repeated, ...]
    remarks: tuple[Remark, ...]
    photos: tuple[Photo, ...]
    follow_ups: tuple[FollowUp, ...]
    earlier_follow_ups: tuple[FollowUp, ...]
    comparison: Comparison
    lenses: tuple[LensMean, ...]

    @property
    def change(self) -> Decimal | None:
        """By how many points the mean differs from the period before; None if either is unknown."""
        if self.mean.percent is None or self.before.percent is None:
            return None
        return self.mean.percent - self.before.percent


@dataclass(frozen=True)
class Period:
    """Days of one location, both included, by its own time zone."""

    location: Location
    first_on: date
    last_on: date

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first_on, time.min, self.location.zone)

    @property
    def until(self) -> datetime:
        return datetime.combine(self.last_on, time.max, self.location.zone)

    @property
    def before(self) -> "Period":
        """The period that ends the day before this one begins, as many days long."""
        days = self.last_on - self.first_on
        last_on = self.first_on - timedelta(days=1)
        return Period(self.location, last_on - days, last_on)


def freeze(
    location: Location, *, first_on: date, last_on: date, version: Version
) -> LocationContent:
    """Write down what the period's report says.

    Raises:
        Invalid: no visit of the period is published.
    """
    period = Period(location, first_on, last_on)
    told = _visit_reports(period)
    contents = {report.visit_id: VisitContent.from_json(report.content) for report in told}
    mine = [contents[report.visit_id] for report in told if _lens(report) == Lens.SHOPPER]
    if not mine:
        raise Invalid(errors={"last_on": [_("No visit of these days is published.")]})
    families = _families(told, contents)
    photos, numbers = _photos(mine)
    seen = history.seen(location.organization_id, since=period.before.since, until=period.until)
    network = [one for one in history.through_shoppers_eyes(seen) if one.family in families]
    before = [one for one in network if one.location == location.pk and one.seen_at < period.since]
    lately = [one for one in network if one.seen_at >= period.since]
    visits = [report.visit_id for report in told]
    return LocationContent(
        version=version,
        place=visit_content.place_of(location),
        first_on=first_on,
        last_on=last_on,
        visit_count=len(mine),
        mean=history.mean_of(content.percent for content in mine),
        before=history.mean_of(one.percent for one in before),
        counts=_sum_of(content.counts for content in mine),
        knock_outs=sum(len(content.knock_outs) for content in mine),
        journeys=_journeys(families, before, lately),
        lines=repeated_lines(list(families.values()), numbers),
        remarks=tuple(_remarks(mine)),
        photos=photos,
        follow_ups=_follow_ups(visits),
        earlier_follow_ups=_follow_ups([one.visit for one in before]),
        comparison=_comparison(period, lately),
        lenses=_lenses(period, seen),
    )


def _visit_reports(period: Period) -> list[Report]:
    """Return the standing reports of the period's visits, oldest visit first."""
    return list(
        Report.objects.standing()
        .filter(kind=Report.Kind.VISIT, location=period.location)
        .annotate(seen_at=Coalesce("visit__started_at", "visit__submitted_at"))
        .filter(seen_at__gte=period.since, seen_at__lte=period.until)
        .select_related("visit__checklist")
        .order_by("seen_at", "pk")
    )


def _lens(report: Report) -> str:
    return report.visit.lens if report.visit else ""


def _families(
    reports: Sequence[Report], contents: dict[UUID | None, VisitContent]
) -> dict[UUID, list[VisitContent]]:
    """Group what shoppers saw by checklist, whatever its version; the most visited first."""
    families: dict[UUID, list[VisitContent]] = {}
    for report in reports:
        if report.visit is not None and report.visit.lens == Lens.SHOPPER:
            family = families.setdefault(report.visit.checklist.family, [])
            family.append(contents[report.visit_id])
    return dict(sorted(families.items(), key=lambda item: -len(item[1])))


def _sum_of(counts: Iterable[Counts]) -> Counts:
    all_counts = list(counts)
    return Counts(
        misery=sum(one.misery for one in all_counts),
        mediocrity=sum(one.mediocrity for one in all_counts),
        magic=sum(one.magic for one in all_counts),
    )


def _journeys(
    families: dict[UUID, list[VisitContent]], before: Sequence[Seen], lately: Sequence[Seen]
) -> tuple[Journey, ...]:
    return tuple(
        journey_of(
            contents,
            before=[one for one in before if one.family == family],
            network=[one for one in lately if one.family == family],
        )
        for family, contents in families.items()
    )


def _photos(
    contents: Sequence[VisitContent],
) -> tuple[tuple[Photo, ...], dict[tuple[str, int], int]]:
    """Give numbers to the photographs of failures, then of magic; the newest visit first.

    What merely shows what was expected stays in the visit's own report.
    """
    telling = [
        (content, photo)
        for content in reversed(contents)
        for photo in content.photos
        if photo.is_loss or photo.verdict == "magic"
    ]
    telling.sort(key=lambda one: (not one[1].is_loss, one[1].moment))
    photos = tuple(
        replace(photo, number=number, question=None, visited_on=content.visited_on)
        for number, (content, photo) in enumerate(telling, start=1)
    )
    numbers = {
        (content.version.report, photo.number): number
        for number, (content, photo) in enumerate(telling, start=1)
    }
    return photos, numbers


def _remarks(contents: Sequence[VisitContent]) -> Iterable[Remark]:
    """Yield what was written about moments that were a misery or magic, newest visit first."""
    for content in reversed(contents):
        for moment in content.moments:
            words = [line.note for line in moment.lines] + [moment.impression]
            if moment.verdict in {"misery", "magic"}:
                yield from (remark(content, moment, text) for text in words if text)


def _follow_ups(visits: Sequence[UUID | None]) -> tuple[FollowUp, ...]:
    """Put the follow-ups in order: open remedies by their points, then rewards, then what is done.

    What was proposed on several visits for the same reason is told once, with how often.
    """
    rows = FollowUpRow.objects.filter(visit__in=[visit for visit in visits if visit]).exclude(
        status=FollowUpRow.Status.DROPPED
    )
    ordered = sorted(
        rows,
        key=lambda row: (
            row.status == FollowUpRow.Status.DONE,
            row.kind == FollowUpRow.Kind.REWARD,
            row.status == FollowUpRow.Status.PROPOSED,
            -(row.points or 0),
            row.raised_at,
        ),
    )
    told: dict[tuple[str, str, str], list[FollowUpRow]] = {}
    for row in ordered:
        told.setdefault((row.kind, row.touchpoint_name, row.text), []).append(row)
    return tuple(
        replace(visit_content.follow_up(same[0], number), times=len(same))
        for number, same in enumerate(told.values(), start=1)
    )


def _comparison(period: Period, lately: Sequence[Seen]) -> Comparison:
    region = period.location.region
    return Comparison(
        first_on=period.first_on,
        last_on=period.last_on,
        here=history.mean_of(one.percent for one in lately if one.location == period.location.pk),
        network=history.mean_of(one.percent for one in lately),
        region=history.mean_of(one.percent for one in lately if one.region == region.pk)
        if region
        else None,
        region_name=region.name if region else "",
    )


def _lenses(period: Period, seen: Sequence[Seen]) -> tuple[LensMean, ...]:
    here = [
        one for one in seen if one.location == period.location.pk and one.seen_at >= period.since
    ]
    means = [
        LensMean(lens, history.mean_of(one.percent for one in here if one.lens == lens))
        for lens in Lens.values
        if any(one.lens == lens for one in here)
    ]
    return tuple(means) if len(means) > 1 else ()

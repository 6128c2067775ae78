"""A visit, its score and its location's history ─► VisitContent, frozen when it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from reports import history, visit_moments, wording
from reports.history import Seen
from reports.shapes import (
    Checklist,
    Comparison,
    Counts,
    FollowUp,
    Frozen,
    LensMean,
    Line,
    Mean,
    Moment,
    PastVisit,
    Photo,
    Place,
    Version,
)
from shopper.checklists import expenses, languages
from shopper.checklists.document import document_of
from shopper.organizations.models import Location
from shopper.review.models import FollowUp as FollowUpRow
from shopper.visits.eyes import Lens
from shopper.visits.models import Visit

REMEMBERED_VISITS = 12
COMPARED_DAYS = 365


@dataclass(frozen=True)
class VisitContent(Frozen):
    """Everything one visit's report says, and nothing of who saw it or at which minute."""

    version: Version
    place: Place
    visited_on: date
    lens: str
    checklist: Checklist
    percent: Decimal | None
    uncontrolled_percent: Decimal | None
    change: Decimal | None
    counts: Counts
    answered: int
    applicable: int
    moments: tuple[Moment, ...]
    photos: tuple[Photo, ...]
    follow_ups: tuple[FollowUp, ...]
    earlier_follow_ups: tuple[FollowUp, ...]
    trend: tuple[PastVisit, ...]
    comparison: Comparison
    lenses: tuple[LensMean, ...]

    @property
    def controlled(self) -> list[Moment]:
        return [moment for moment in self.moments if moment.is_controlled]

    @property
    def uncontrolled(self) -> list[Moment]:
        return [moment for moment in self.moments if not moment.is_controlled]

    @property
    def knock_outs(self) -> list[tuple[Moment, Line]]:
        return [
            (moment, line)
            for moment in self.moments
            for line in moment.lines
            if line.is_failed_knock_out
        ]


def place_of(location: Location) -> Place:
    parts = {
        "address": location.address,
        "postal_code": location.postal_code,
        "city": location.city,
    }
    return Place(location.name, location.organization.name, wording.address_of(parts))


def freeze(visit: Visit, *, version: Version) -> VisitContent:
    """Write down what the report of a published visit says, from what stands in the rows.

    The photographs it shows are kept apart from the visit's own, so that they outlive it.
    """
    network = history.seen(
        visit.location.organization_id,
        since=_seen_at(visit) - timedelta(days=COMPARED_DAYS),
        until=_seen_at(visit),
    )
    family = [one for one in network if one.family == visit.checklist.family]
    this = next(one for one in family if one.visit == visit.pk)
    return _content(visit, version, this, family)


def _seen_at(visit: Visit) -> datetime:
    seen_at = visit.started_at or visit.submitted_at
    if seen_at is None:
        raise ValueError("a visit that never began has no report")
    return seen_at


def _content(visit: Visit, version: Version, this: Seen, family: Sequence[Seen]) -> VisitContent:
    same_eyes = [one for one in family if one.lens == this.lens]
    here = [one for one in same_eyes if one.location == this.location][-REMEMBERED_VISITS:]
    found = visit_moments.findings_of(visit, earlier=here, network=same_eyes)
    document = languages.in_language(document_of(visit.checklist), version.language)
    touchpoints = expenses.of_the_owner(document["touchpoints"])
    photos = visit_moments.photos_of(touchpoints, this.content, found)
    moments = visit_moments.moments_of(touchpoints, this.content, found, photos)
    return VisitContent(
        version=version,
        place=place_of(visit.location),
        visited_on=this.seen_on,
        lens=visit.lens,
        checklist=Checklist(document["name"], visit.checklist.version, document["language"]),
        percent=this.percent,
        uncontrolled_percent=history.decimal(this.content["uncontrolled_percent"]),
        change=_change(here),
        counts=this.counts,
        answered=this.content["coverage"]["answered"],
        applicable=this.content["coverage"]["applicable"],
        moments=moments,
        photos=tuple(photos),
        follow_ups=_follow_ups(visit, moments),
        earlier_follow_ups=_earlier_follow_ups(visit, here),
        trend=tuple(history.on_the_trend(one) for one in here),
        comparison=_comparison(visit, this, same_eyes),
        lenses=_lenses(family, this),
    )


def _change(here: Sequence[Seen]) -> Decimal | None:
    """Return by how many points this visit differs from the one before it at this location."""
    if len(here) < 2 or here[-1].percent is None or here[-2].percent is None:
        return None
    return here[-1].percent - here[-2].percent


def _comparison(visit: Visit, this: Seen, network: Sequence[Seen]) -> Comparison:
    region = visit.location.region
    return Comparison(
        first_on=(this.seen_at - timedelta(days=COMPARED_DAYS)).date(),
        last_on=this.seen_on,
        here=history.mean_of(one.percent for one in network if one.location == this.location),
        network=history.mean_of(one.percent for one in network),
        region=_of_region(network, this) if region else None,
        region_name=region.name if region else "",
    )


def _of_region(network: Sequence[Seen], this: Seen) -> Mean:
    return history.mean_of(one.percent for one in network if one.region == this.region)


def _lenses(family: Sequence[Seen], this: Seen) -> tuple[LensMean, ...]:
    """Return each pair of eyes that looked at this location, if there is more than one."""
    here = [one for one in family if one.location == this.location]
    means = [
        LensMean(lens, history.mean_of(one.percent for one in here if one.lens == lens))
        for lens in Lens.values
        if any(one.lens == lens for one in here)
    ]
    return tuple(means) if len(means) > 1 else ()


def _follow_ups(visit: Visit, moments: Sequence[Moment]) -> tuple[FollowUp, ...]:
    """Put in order what could be done: remedies by the points they win back, then rewards."""
    rows = visit.follow_ups.exclude(status=FollowUpRow.Status.DROPPED)
    by_name = {moment.key or moment.name: moment for moment in moments}
    ordered = sorted(
        rows, key=lambda row: (row.kind == "reward", -(row.points or 0), row.raised_at)
    )
    return tuple(
        follow_up(row, number, by_name.get(row.touchpoint_name))
        for number, row in enumerate(ordered, start=1)
    )


def follow_up(row: FollowUpRow, number: int, moment: Moment | None = None) -> FollowUp:
    """Write one follow-up down, with the questions and photographs that show why."""
    lines = [
        line
        for line in (moment.lines if moment else ())
        if (line.is_extra if row.kind == FollowUpRow.Kind.REWARD else line.is_loss)
    ]
    return FollowUp(
        number=number,
        kind=row.kind,
        status=row.status,
        moment=moment.number if moment else None,
        moment_name=moment.name if moment else row.touchpoint_name,
        text=row.text,
        points=row.points,
        assignee=row.assignee,
        due_on=row.due_on,
        questions=tuple(line.number for line in lines),
        photos=tuple(number for line in lines for number in line.photos),
    )


def _earlier_follow_ups(visit: Visit, here: Sequence[Seen]) -> tuple[FollowUp, ...]:
    """Return what became of the follow-ups of the visit before."""
    if len(here) < 2:
        return ()
    rows = FollowUpRow.objects.filter(visit=here[-2].visit)
    return tuple(follow_up(row, number) for number, row in enumerate(rows, start=1))

"""What published visits were worth: the past of one location, and the network it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce

from reports.shapes import Counts, Mean, PastVisit, Trend
from shopper.organizations.models import Location
from shopper.review.models import Score
from shopper.scoring import period
from shopper.visits.eyes import Lens
from shopper.visits.states import Status


@dataclass(frozen=True)
class Seen:
    """One published visit: where, when, through whose eyes, and its score's content.

    `seen_on` is the day in the location's own time zone.
    """

    visit: UUID
    location: UUID
    region: UUID | None
    family: UUID
    lens: str
    seen_at: datetime
    seen_on: date
    content: dict[str, Any]

    @property
    def percent(self) -> Decimal | None:
        return decimal(self.content["percent"])

    @property
    def counts(self) -> Counts:
        return Counts(**self.content["verdicts"])

    def moment(self, name: str) -> dict[str, Any] | None:
        """Return the judged touchpoint of this name; versions of a checklist share names only."""
        wanted = name.casefold()
        return next(
            (t for t in self.content["touchpoints"] if t["name"].casefold() == wanted), None
        )


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def seen(organization: UUID, *, since: datetime, until: datetime) -> list[Seen]:
    """Return the organization's published visits of the period, both ends included, oldest first.

    One query; a visit is of the moment at which it began by the shopper's clock.
    """
    rows = (
        Score.objects.standing()
        .filter(visit__status=Status.PUBLISHED, visit__location__organization=organization)
        .annotate(seen_at=Coalesce("visit__started_at", "visit__submitted_at"))
        .filter(seen_at__gte=since, seen_at__lte=until)
        .order_by("seen_at", "visit_id")
        .values_list(
            *("visit_id", "visit__location_id", "visit__location__region_id"),
            *("visit__checklist__family", "visit__lens", "seen_at", "content"),
        )
    )
    zones = {
        place.pk: place.zone
        for place in Location.objects.filter(organization=organization).only("time_zone")
    }
    return [
        Seen(visit, place, region, family, lens, at, at.astimezone(zones[place]).date(), content)
        for visit, place, region, family, lens, at, content in rows
    ]


def through_shoppers_eyes(visits: Iterable[Seen]) -> list[Seen]:
    """Keep what mystery shoppers saw: other eyes are never mixed into a mean."""
    return [visit for visit in visits if visit.lens == Lens.SHOPPER]


def mean_of(percents: Iterable[Decimal | None]) -> Mean:
    """Return the mean and of how many; None is not counted."""
    known = [percent for percent in percents if percent is not None]
    summed_up = period.summary(period.Result(percent, 0, 0, 0) for percent in known)
    return Mean(summed_up.percent, summed_up.scored)


def mean_of_moment(visits: Iterable[Seen], name: str) -> Mean:
    """Return the mean of one moment over these visits."""
    return mean_of(
        decimal(moment["percent"]) for visit in visits if (moment := visit.moment(name)) is not None
    )


def on_the_trend(visit: Seen) -> PastVisit:
    return PastVisit(visit.seen_on, visit.percent, visit.counts)


def trend_of(percents: Sequence[Decimal | None]) -> Trend:
    """Compare the later half of these, oldest first, with the earlier half."""
    known = [percent for percent in percents if percent is not None]
    middle = len(known) // 2
    return between(known[:middle], known[middle:])


def between(before: Iterable[Decimal | None], after: Iterable[Decimal | None]) -> Trend:
    """Say whether a mean has changed by more than its own noise."""
    found = period.trend(
        [percent for percent in before if percent is not None],
        [percent for percent in after if percent is not None],
    )
    return Trend(found.code, found.change, found.margin)

"""What the pages of both reports share: sentences, charts with their words, rows of photographs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import charts
from reports.audience import Edition
from reports.shapes import (
    Comparison,
    Counts,
    FollowUp,
    Highlight,
    Mean,
    PastVisit,
    Photo,
    Place,
    Trend,
)
from reports.templatetags.figures import percent, short, signed
from reports.wording import at_most
from shopper import writing
from shopper.scoring import period

T = TypeVar("T")

PHOTOS_A_ROW = 3
MOST_PHOTOS = 60
ON_THE_COVER = 3
HIGHLIGHT_WORDS = 26
KNOCK_OUTS = "2 knock-outs failed."
STANDARD_FLOOR, STANDARD_MAGIC = 60.0, 90.0


@dataclass(frozen=True)
class Quote:
    """The shopper's words about one question, or about the moment as a whole."""

    about: str
    text: str


def spoken(highlights: Sequence[Highlight]) -> list[str]:
    """Return each highlight as the cover prints it, to reckon the room it takes."""
    return [
        f"{short(one.moment_name)}. {at_most(one.text, HIGHLIGHT_WORDS)} -0.0" for one in highlights
    ]


def rows_of(things: Sequence[T], a_row: int) -> list[list[T | None]]:
    """Return the things in rows of equal length, the last one filled up with None."""
    rows: list[list[T | None]] = [
        list(things[start : start + a_row]) for start in range(0, len(things), a_row)
    ]
    if rows:
        rows[-1] += [None] * (a_row - len(rows[-1]))
    return rows


def columns_of(things: Sequence[T], columns: int) -> list[list[T | None]]:
    """Return the things in rows that read down each column, as a legend does."""
    high = -(-len(things) // columns)
    return [
        [
            things[index] if index < len(things) else None
            for index in range(row, high * columns, high)
        ]
        for row in range(high)
    ]


def drawing(svg: str) -> SafeString:
    """Let a chart of our own into the page; everything a person typed was escaped in it."""
    return mark_safe(svg)  # noqa: S308 - charts.py escapes every word it is given


def counted(counts: Counts) -> str:
    """Say the verdicts in words: “3 moments of magic, 1 of misery, 8 as expected”."""
    parts = [
        ngettext("%(n)d moment of magic", "%(n)d moments of magic", counts.magic)
        % {"n": counts.magic},
        ngettext("%(n)d misery", "%(n)d miseries", counts.misery) % {"n": counts.misery},
        _("%(n)d as expected") % {"n": counts.mediocrity},
    ]
    return ", ".join(parts) + "."


def one_odd_visit(n: int) -> str:
    """Say how much of a mean of n visits one odd visit could explain."""
    if n <= 1:
        return _("One visit: an odd day could explain all of it.")
    return _("%(n)d visits: one odd visit could explain %(share)s %%.") % {
        "n": n,
        "share": period.odd_visit_percent(n),
    }


def compared(mean: Mean) -> str:
    """Return a mean with its number of visits, or say that there are too few to compare."""
    if not mean.is_comparable:
        return ngettext(
            "too few visits to compare (%(n)d)", "too few visits to compare (%(n)d)", mean.n
        ) % {"n": mean.n}
    return _("%(percent)s, %(n)d visits") % {"percent": percent(mean.percent), "n": mean.n}


def compared_places(
    place: Place, comparison: Comparison, before: Mean | None = None
) -> list[tuple[str, Mean, str]]:
    """Return each mean of the period with its name and in words; a region only where there is one."""
    network = _("The network: %(name)s") % {"name": place.organization}
    rows = (
        (_("This location"), comparison.here),
        (_("This location, the period before"), before),
        (comparison.region_name, comparison.region),
        (network, comparison.network),
    )
    return [(label, mean, compared(mean)) for label, mean in rows if mean is not None]


def day(visit: PastVisit, index: int, edition: Edition) -> str:
    """Return the label of a visit on an axis: its day, or only its place in the order."""
    if not edition.shows_days:
        return str(index + 1)
    return writing.written(visit.visited_on, "j M")


def gauge(value: Decimal | None, network: Mean) -> str:
    if value is None:
        return ""
    tick = float(network.percent) if network.is_comparable and network.percent is not None else None
    title = _("%(percent)s; network: %(network)s") % {
        "percent": percent(value),
        "network": compared(network),
    }
    return drawing(charts.gauge(float(value), network=tick, title=title))


def sparkline(past: Sequence[Decimal | None], name: str) -> str:
    values = [None if one is None else float(one) for one in past]
    told = ", ".join(percent(one) for one in past)
    return drawing(charts.sparkline(values, title=f"{name}: {told}"))


def trend(visits: Sequence[PastVisit], edition: Edition) -> str:
    """Draw the visits, if there are two or more."""
    if len([visit for visit in visits if visit.percent is not None]) < 2:
        return ""
    points = [
        charts.TrendPoint(
            label=day(visit, index, edition),
            percent=None if visit.percent is None else float(visit.percent),
            words=percent(visit.percent).removesuffix(" %"),
            counts=(visit.counts.misery, visit.counts.mediocrity, visit.counts.magic),
        )
        for index, visit in enumerate(visits)
    ]
    told = ", ".join(f"{point.label}: {point.words} %" for point in points)
    title = _("Percent of each visit, oldest first: %(told)s") % {"told": told}
    return drawing(charts.trend(points, floor=STANDARD_FLOOR, magic=STANDARD_MAGIC, title=title))


def trend_sentence(trend: Trend) -> str:
    """Call a change one only when it is outside the noise of its n."""
    if trend.change is None or trend.margin is None:
        return _("Too few visits to call anything a trend.")
    points = {"change": signed(trend.change), "margin": number_format(trend.margin, 1)}
    words = {
        "up": _("Rising: %(change)s points, give or take %(margin)s."),
        "down": _("Falling: %(change)s points, give or take %(margin)s."),
        "noise": _(
            "No trend: a change of %(change)s points, give or take %(margin)s, may be chance."
        ),
    }
    return words[trend.code] % points


@dataclass(frozen=True)
class NamedChart:
    """A drawing with a row for each name; the names stand beside it, in lines as high."""

    names: list[str]
    drawing: str
    language: str


def dot_plot(
    moments: Sequence[tuple[str, str | None, Mean, Mean]], language: str
) -> NamedChart | None:
    """Draw name, verdict, mean here, mean of the network; the largest shortfall stands first."""
    rows = sorted(
        (
            (name, _pair(verdict, here.percent, network))
            for name, verdict, here, network in moments
            if here.percent is not None
        ),
        key=_shortfall,
    )
    if not rows:
        return None
    told = "; ".join(f"{name} {pair.words}" for name, pair in rows)
    title = _("Each moment here and in the network: %(told)s") % {"told": told}
    svg = charts.dot_plot([pair for _name, pair in rows], title=title)
    return NamedChart([name for name, _pair in rows], drawing(svg), language)


def _pair(verdict: str | None, here: Decimal, network: Mean) -> charts.Pair:
    known = network.percent if network.is_comparable else None
    return charts.Pair(
        verdict=verdict,
        here=float(here),
        words=percent(here),
        network=None if known is None else float(known),
    )


def _shortfall(row: tuple[str, charts.Pair]) -> float:
    pair = row[1]
    return 1000.0 if pair.network is None else pair.here - pair.network


def most_urgent(follow_ups: Sequence[FollowUp]) -> list[FollowUp]:
    """Choose three to begin with: the first two remedies and a reward, where there is one."""
    waiting = [one for one in follow_ups if one.status in {"proposed", "open"}]
    remedies = [one for one in waiting if one.kind != "reward"]
    rewards = [one for one in waiting if one.kind == "reward"]
    chosen = remedies[: ON_THE_COVER - bool(rewards)] + rewards
    return chosen[:ON_THE_COVER]


def photo_rows(photos: Sequence[Photo]) -> list[list[Photo | None]]:
    return rows_of(photos[:MOST_PHOTOS], PHOTOS_A_ROW)

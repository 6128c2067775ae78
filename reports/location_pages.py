"""LocationContent ─► the HTML of its pages: chooses, groups and puts in order; looks nothing up."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from reports import charts, cover, pages
from reports.audience import Edition
from reports.location_content import LocationContent
from reports.shapes import Highlight, Journey, PeriodMoment, Remark, Repeated

REMARKS_A_MOMENT = 4
LATEST_VISITS = 12


def html(content: LocationContent, edition: Edition) -> str:
    """Return the pages of a location's report."""
    context = {
        "content": content,
        "edition": edition,
        **_cover(content, edition),
        **_trend(content, edition),
        **_answers(content),
        "journeys": [_journey(journey) for journey in content.journeys],
        "narrative": list(_narrative(content)),
        "photo_rows": pages.photo_rows(content.photos),
        "photos_beyond": max(0, len(content.photos) - pages.MOST_PHOTOS),
        "balance": edition.balance(magic=content.counts.magic, misery=content.counts.misery),
    }
    return render_to_string("reports/location.html", context)


def _cover(content: LocationContent, edition: Edition) -> dict[str, Any]:
    gains = list(_often(content, "magic"))[: pages.ON_THE_COVER]
    losses = list(_often(content, "misery"))[: pages.ON_THE_COVER]
    return {
        "maps": [(journey.checklist, _grid(journey, edition)) for journey in content.journeys],
        "verdict": pages.counted(content.counts),
        "gauge": pages.gauge(content.mean.percent, content.comparison.network),
        "network": pages.compared(content.comparison.network),
        "before": pages.compared(content.before),
        "how_many": pages.one_odd_visit(content.visit_count),
        "gains": gains,
        "losses": losses,
        "actions": pages.most_urgent(content.follow_ups),
        "key_photo": next(iter(content.photos), None),
        "photo_height": _photo_height(content, gains, losses),
    }


def _photo_height(
    content: LocationContent, gains: Sequence[Highlight], losses: Sequence[Highlight]
) -> int | None:
    rows = [sum(moment.is_controlled for moment in one.moments) for one in content.journeys]
    return cover.photo_height_mm(
        title=content.place.name,
        above=sum(charts.grid_height(count) * 0.265 + 4 for count in rows),
        warnings=[content.version.changed, pages.KNOCK_OUTS if content.knock_outs else ""],
        halves=[pages.spoken(gains), pages.spoken(losses)],
    )


def _grid(journey: Journey, edition: Edition) -> pages.NamedChart:
    """Draw the latest visits across and the controlled moments down."""
    visits = journey.visits[-LATEST_VISITS:]
    moments = [moment for moment in journey.moments if moment.is_controlled]
    rows = [charts.GridRow(one.verdicts[-len(visits) :], _tally(one)) for one in moments]
    names = [moment.name for moment in moments]
    told = "; ".join(f"{name} {row.note}" for name, row in zip(names, rows, strict=True))
    title = _("The moments of each visit, oldest first: %(told)s") % {"told": told}
    columns = [pages.day(visit, index, edition) for index, visit in enumerate(visits)]
    svg = charts.visit_grid(columns, rows, title=title)
    return pages.NamedChart(names, pages.drawing(svg), journey.language)


def _tally(moment: PeriodMoment) -> str:
    return f"▼ {moment.counts.misery}  ● {moment.counts.mediocrity}  ▲ {moment.counts.magic}"


def _often(content: LocationContent, verdict: str) -> Iterator[Highlight]:
    """Yield the moments that most often were this, the most frequent first."""
    found = [
        (getattr(moment.counts, verdict), moment)
        for journey in content.journeys
        for moment in journey.moments
        if moment.is_controlled and getattr(moment.counts, verdict)
    ]
    found.sort(key=lambda one: (-one[0] / one[1].counts.moments, -one[0], one[1].number))
    for times, moment in found:
        words = _("%(times)d of %(of)d visits.") % {"times": times, "of": moment.counts.moments}
        yield Highlight(moment.number, moment.name, verdict, words)


def _journey(journey: Journey) -> tuple[Journey, list[Any], list[Any]]:
    def rows(*, controlled: bool) -> list[tuple[PeriodMoment, str]]:
        return [
            (moment, pages.sparkline(moment.past[-LATEST_VISITS:], moment.name))
            for moment in journey.moments
            if moment.is_controlled == controlled
        ]

    return journey, rows(controlled=True), rows(controlled=False)


def _trend(content: LocationContent, edition: Edition) -> dict[str, Any]:
    return {
        "trends": [
            (
                journey.checklist,
                pages.trend_sentence(journey.trend),
                pages.trend(journey.visits[-LATEST_VISITS:], edition),
            )
            for journey in content.journeys
        ],
        "trend_basis": _("This period against the one before."),
        "dots": pages.dot_plot(
            [
                (moment.name, _most(moment), moment.mean, moment.network)
                for journey in content.journeys
                for moment in journey.moments
                if moment.is_controlled
            ],
            content.journeys[0].language,
        ),
        "compared": pages.compared_places(content.place, content.comparison, content.before),
        "lenses": [(one.lens, pages.compared(one.mean)) for one in content.lenses],
    }


def _most(moment: PeriodMoment) -> str | None:
    """Return the verdict that was given most often; of equals the worse."""
    if not moment.counts.moments:
        return None
    return max(("misery", "mediocrity", "magic"), key=lambda name: getattr(moment.counts, name))


def _answers(content: LocationContent) -> dict[str, Any]:
    standards = [line for line in content.lines if line.role == "standard"]
    lost = sorted(
        (line for line in standards if line.times),
        key=lambda line: (-line.lost, -line.times / line.of, line.number),
    )
    return {
        "lost": lost,
        "extras": [line for line in content.lines if line.role == "extra"],
        "kept": list(_by_moment([line for line in standards if not line.times])),
    }


def _by_moment(lines: Sequence[Repeated]) -> Iterator[tuple[str, list[Repeated]]]:
    for name in dict.fromkeys(line.moment for line in lines):
        yield name, [line for line in lines if line.moment == name]


def _narrative(content: LocationContent) -> Iterator[tuple[str, list[Remark], int]]:
    """Yield the latest remarks of each moment, and how many more there are."""
    names = [moment.name for journey in content.journeys for moment in journey.moments]
    for name in dict.fromkeys(names):
        said = _once(remark for remark in content.remarks if remark.moment == name)
        if said:
            yield name, said[:REMARKS_A_MOMENT], max(0, len(said) - REMARKS_A_MOMENT)


def _once(remarks: Iterable[Remark]) -> list[Remark]:
    """Keep the latest of remarks that say the same."""
    latest: dict[str, Remark] = {}
    for remark in remarks:
        latest.setdefault(remark.text, remark)
    return list(latest.values())

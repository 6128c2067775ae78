"""VisitContent ─► the HTML of its pages: chooses, groups and puts in order; looks nothing up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from reports import charts, cover, history, pages
from reports.audience import Edition
from reports.shapes import Highlight, Line, Mean, Moment, Photo
from reports.templatetags import figures
from reports.templatetags.figures import verdict_word
from reports.visit_content import VisitContent
from reports.wording import at_most

MOST_NAMED = 6


@dataclass(frozen=True)
class Lost:
    """One moment that lost something: its losses, the dearest first, and its other answers."""

    moment: Moment
    points: Decimal
    losses: list[Line]
    others: list[Line]


def html(content: VisitContent, edition: Edition) -> str:
    """Return the pages of a visit's report."""
    context = {
        "content": content,
        "edition": edition,
        **_cover(content),
        **_journey(content),
        **_trend(content, edition),
        **_answers(content),
        "narrative": list(_narrative(content)),
        "photo_rows": pages.photo_rows(content.photos),
        "photos_beyond": max(0, len(content.photos) - pages.MOST_PHOTOS),
        "balance": edition.balance(magic=content.counts.magic, misery=content.counts.misery),
    }
    return render_to_string("reports/visit.html", context)


def _cover(content: VisitContent) -> dict[str, Any]:
    losses = list(_losses(content))
    gains = list(_gains(content))[: pages.ON_THE_COVER]
    return {
        "map": moment_map(content.controlled),
        "legend": pages.columns_of(_named(content.controlled), 3),
        "verdict": pages.counted(content.counts),
        "gauge": pages.gauge(content.percent, content.comparison.network),
        "network": pages.compared(content.comparison.network),
        "how_many": pages.one_odd_visit(1),
        "gains": gains,
        "losses": losses[: pages.ON_THE_COVER],
        "actions": pages.most_urgent(content.follow_ups),
        "key_photo": _key_photo(content, losses),
        "photo_height": _photo_height(content, gains, losses[: pages.ON_THE_COVER]),
    }


def _photo_height(
    content: VisitContent, gains: Sequence[Highlight], losses: Sequence[Highlight]
) -> int | None:
    names = [figures.short(moment.name) for moment in _named(content.controlled)]
    failed = " · ".join(
        f"{figures.short(moment.name)}: {at_most(line.text, 14)} {line.answer}"
        for moment, line in content.knock_outs[: pages.ON_THE_COVER]
    )
    return cover.photo_height_mm(
        title=content.place.name,
        above=15.0 * -(-len(content.controlled) // charts.STOPS_A_ROW),
        warnings=[failed and f"{failed} {pages.KNOCK_OUTS}", content.version.changed],
        halves=[pages.spoken(gains), pages.spoken(losses)],
        legend=[[f"12 {name or ''} ▲" for name in row] for row in pages.columns_of(names, 3)],
    )


def _named(moments: Sequence[Moment]) -> list[Moment]:
    """Choose whom the legend names: all of a row, of a longer journey what was not as expected."""
    if len(moments) <= charts.STOPS_A_ROW:
        return list(moments)
    return [moment for moment in moments if moment.verdict in {"misery", "magic"}][:MOST_NAMED]


def moment_map(moments: Sequence[Moment]) -> str:
    stops = [charts.Stop(str(moment.number), moment.verdict) for moment in moments]
    told = ", ".join(f"{moment.number} {verdict_word(moment.verdict)}" for moment in moments)
    title = _("The moments in order: %(told)s") % {"told": told}
    return pages.drawing(charts.moment_map(stops, title=title)) if stops else ""


def _losses(content: VisitContent) -> Iterator[Highlight]:
    """Yield what was lost, failed knock-outs first, then by the points it cost."""
    lost = [
        (moment, line) for moment in content.controlled for line in moment.lines if line.is_loss
    ]
    lost.sort(key=lambda one: (not one[1].is_failed_knock_out, -(one[1].lost or 0)))
    for moment, line in lost:
        yield Highlight(
            moment.number, moment.name, moment.verdict, told(line), line.lost, line.number
        )


def _gains(content: VisitContent) -> Iterator[Highlight]:
    """Yield what nobody would expect, and then the best of what was promised."""
    magic = [moment for moment in content.controlled if moment.verdict == "magic"]
    for moment in magic:
        extra = next((line for line in moment.lines if line.is_extra), None)
        if extra is not None:
            yield Highlight(moment.number, moment.name, moment.verdict, told(extra))
    kept = [m for m in content.controlled if m.verdict == "mediocrity" and m.percent == 100]
    for moment in kept:
        yield Highlight(moment.number, moment.name, moment.verdict, _("Everything as promised."))


def told(line: Line) -> str:
    """Say what was found: the shopper's own words, else question and answer."""
    return line.note or f"{line.text} {line.answer}"


def _key_photo(content: VisitContent, losses: Sequence[Highlight]) -> Photo | None:
    """Choose the photograph of the dearest loss, else of magic, else the first."""
    by_question = {photo.question: photo for photo in reversed(content.photos)}
    for loss in losses:
        if loss.question in by_question:
            return by_question[loss.question]
    magic = [photo for photo in content.photos if photo.verdict == "magic"]
    return next(iter([*magic, *content.photos]), None)


def _journey(content: VisitContent) -> dict[str, Any]:
    def rows(moments: Sequence[Moment]) -> list[tuple[Moment, str]]:
        return [(moment, pages.sparkline(moment.past, moment.name)) for moment in moments]

    return {"journey": rows(content.controlled), "uncontrolled": rows(content.uncontrolled)}


def _trend(content: VisitContent, edition: Edition) -> dict[str, Any]:
    percents = [visit.percent for visit in content.trend]
    return {
        "trend": pages.trend(content.trend, edition),
        "trend_sentence": pages.trend_sentence(history.trend_of(percents)),
        "trend_basis": _("The later half of these visits against the earlier half."),
        "trend_odd": pages.one_odd_visit(len(percents)),
        "dots": pages.dot_plot(
            [(m.name, m.verdict, Mean(m.percent, 1), m.network) for m in content.controlled],
            content.checklist.language,
        ),
        "compared": pages.compared_places(content.place, content.comparison),
        "lenses": [(one.lens, pages.compared(one.mean)) for one in content.lenses],
    }


def _answers(content: VisitContent) -> dict[str, Any]:
    lost = [
        _lost(moment) for moment in content.moments if any(line.is_loss for line in moment.lines)
    ]
    lost.sort(key=lambda one: (one.moment.verdict != "misery", -one.points, one.moment.number))
    return {
        "lost": lost,
        "unlost": [
            moment
            for moment in content.moments
            if moment.lines and not any(line.is_loss for line in moment.lines)
        ],
    }


def _lost(moment: Moment) -> Lost:
    losses = [line for line in moment.lines if line.is_loss]
    losses.sort(key=lambda line: (not line.is_failed_knock_out, -(line.lost or 0), line.number))
    return Lost(
        moment=moment,
        points=sum((line.lost or Decimal(0) for line in losses), Decimal(0)),
        losses=losses,
        others=[line for line in moment.lines if not line.is_loss],
    )


def _narrative(content: VisitContent) -> Iterator[tuple[Moment, list[pages.Quote]]]:
    for moment in content.moments:
        quotes = [pages.Quote("", moment.impression)] if moment.impression else []
        for line in moment.lines:
            if line.kind == "text" and line.answer:
                quotes.append(pages.Quote(line.text, line.answer))
            if line.note:
                quotes.append(pages.Quote(line.text, line.note))
        if quotes:
            yield moment, quotes

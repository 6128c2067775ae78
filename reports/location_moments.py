"""The visit reports of a period ─► its journeys, moment by moment, and what repeated itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import history
from reports.history import Seen
from reports.shapes import Counts, Journey, Line, Moment, PeriodMoment, Remark, Repeated
from reports.visit_content import VisitContent
from shopper.scoring import marks

LATEST_REMARKS = 3


class Told(NamedTuple):
    """One line of one visit, with the moment and the visit it belongs to."""

    content: VisitContent
    moment: Moment
    line: Line


def journey_of(
    contents: Sequence[VisitContent], *, before: Sequence[Seen], network: Sequence[Seen]
) -> Journey:
    """Sum up the visits of one checklist, oldest first; the newest says what the moments are."""
    newest = contents[-1]
    percents = [content.percent for content in contents]
    return Journey(
        checklist=newest.checklist.name,
        versions=tuple(sorted({content.checklist.version for content in contents})),
        visits=tuple(content.trend[-1] for content in contents),
        moments=tuple(
            _moment(moment, contents, before=before, network=network) for moment in newest.moments
        ),
        mean=history.mean_of(percents),
        before=history.mean_of(one.percent for one in before),
        trend=history.between([one.percent for one in before], percents),
        language=newest.checklist.language,
    )


def _moment(
    newest: Moment,
    contents: Sequence[VisitContent],
    *,
    before: Sequence[Seen],
    network: Sequence[Seen],
) -> PeriodMoment:
    found = [named(content, key_of(newest)) for content in contents]
    verdicts = [moment.verdict if moment else None for moment in found]
    percents = [moment.percent if moment else None for moment in found]
    mean = history.mean_of(percents)
    past = history.mean_of_moment(before, key_of(newest))
    counts = Counts(*(verdicts.count(name) for name in ("misery", "mediocrity", "magic")))
    return PeriodMoment(
        number=newest.number,
        name=newest.name,
        is_controlled=newest.is_controlled,
        counts=counts,
        mean=mean,
        change=None
        if mean.percent is None or past.percent is None
        else mean.percent - past.percent,
        network=history.mean_of_moment(network, key_of(newest)),
        verdicts=tuple(verdicts),
        past=tuple(percents),
        sentence=_sentence(counts, [moment for moment in found if moment]),
    )


def key_of(moment: Moment) -> str:
    """Return the name by which the same moment is found in another report, whatever its language."""
    return moment.key or moment.name


def named(content: VisitContent, name: str) -> Moment | None:
    """Return the visit's moment of this name; versions of a checklist share names only."""
    wanted = name.casefold()
    return next((m for m in content.moments if key_of(m).casefold() == wanted), None)


def _sentence(counts: Counts, found: Sequence[Moment]) -> str:
    """Say what happened most lately where it was a misery, else where it was magic."""
    judged = counts.moments
    for verdict, times in (("misery", counts.misery), ("magic", counts.magic)):
        latest = next((m for m in reversed(found) if m.verdict == verdict), None)
        if latest is not None:
            return f"{_times(verdict, times, judged)} {latest.sentence}"
    if judged:
        return ngettext(
            "As expected on the one visit.", "As expected on all %(n)d visits.", judged
        ) % {"n": judged}
    return _("Not observed.")


def _times(verdict: str, times: int, of: int) -> str:
    if verdict == "misery":
        return _("Misery on %(times)d of %(of)d. Lately:") % {"times": times, "of": of}
    return _("Magic on %(times)d of %(of)d. Lately:") % {"times": times, "of": of}


def repeated_lines(
    journeys: Sequence[Sequence[VisitContent]], photos: Mapping[tuple[str, int], int]
) -> tuple[Repeated, ...]:
    """Count every scored question over the period, in the order of the journeys.

    `photos` gives the number in this report of a photograph by its report and number there.
    """
    counted: list[Repeated] = []
    for index, contents in enumerate(journeys, start=1):
        for told in _by_question(contents):
            counted.append(_repeated(told, index, len(counted) + 1, len(contents), photos))
    return tuple(counted)


def _by_question(contents: Sequence[VisitContent]) -> Iterable[list[Told]]:
    """Group the lines of all visits by moment and text; newest checklist's order, newest first."""
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for content in reversed(contents):
        for told in _scored(content):
            groups[key_of(told.moment).casefold(), told.line.key or told.line.text].append(told)
    return groups.values()


def _scored(content: VisitContent) -> Iterator[Told]:
    for moment in content.moments:
        for line in moment.lines:
            if line.share is not None and line.role != "note":
                yield Told(content, moment, line)


def _repeated(
    told: Sequence[Told],
    journey: int,
    number: int,
    visits: int,
    photos: Mapping[tuple[str, int], int],
) -> Repeated:
    newest = told[0]
    hits = [one for one in told if one.line.is_loss or one.line.is_extra]
    lost = sum((Fraction(one.line.lost or 0) for one in hits), Fraction(0)) / visits
    shown = (
        photos.get((one.content.version.report, number))
        for one in hits
        for number in one.line.photos
    )
    return Repeated(
        number=number,
        journey=journey,
        moment=newest.moment.name,
        text=newest.line.text,
        role=newest.line.role,
        is_knock_out=newest.line.is_knock_out,
        times=len(hits),
        of=len(told),
        lost=marks.rounded(lost) if newest.line.role == "standard" else Decimal(0),
        remarks=tuple(
            remark(one.content, one.moment, one.line.note) for one in hits if one.line.note
        )[:LATEST_REMARKS],
        photos=tuple(number for number in shown if number is not None),
    )


def remark(content: VisitContent, moment: Moment, text: str) -> Remark:
    return Remark(content.visited_on, moment.name, moment.verdict, text)

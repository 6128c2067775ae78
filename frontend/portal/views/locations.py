"""The owner's pages: where they stand, one location, and its history of moments."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from frontend.portal import heading, listing, moment_map, naming, trend
from frontend.shared.doors import SignedRequest, owners_only
from reports.models import Report
from shopper.organizations.models import Location
from shopper.review.models import FollowUp
from shopper.visits.states import Status
from shopper.writing import figure

A_PAGE = 25
LATEST_REPORTS = 10


@dataclass(frozen=True)
class Moment:
    """One moment of a journey: its latest worth and the verdicts before, oldest first."""

    name: str
    controlled: bool
    verdict: str | None
    percent: str | None
    history: list[str]

    @property
    def miseries(self) -> int:
        return self.history.count("misery")

    @property
    def magics(self) -> int:
        return self.history.count("magic")


@dataclass(frozen=True)
class Journey:
    """One checklist at one location, over its remembered visits."""

    name: str
    visits: int
    sentence: str
    trend: trend.Trend | None
    moments: list[Moment]


@require_safe
@owners_only
def locations(request: SignedRequest) -> HttpResponse:
    """Show the map of the owner's locations: the sentence, then the moments, then the number."""
    words = request.GET.get("q", "").strip()
    mine = Location.objects.owned_by(request.user).select_related("organization")
    rows = mine
    for word in words.split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(city__icontains=word) | Q(region__name__icontains=word)
        )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    boards = moment_map.boards(_sheets(request, shown), shown)
    seen = {row.location.pk for board in boards for row in board.rows}
    context = {
        "page": page,
        "q": words,
        "boards": boards,
        "unseen": [location for location in shown if location.pk not in seen],
        "visit_count": moment_map.published_scores(request.user).count(),
        "heading": heading.above(mine),
    }
    return render(request, "portal/locations.html", context)


@require_safe
@owners_only
def location(request: SignedRequest, location_id: UUID) -> HttpResponse:
    """Show one location: each journey's moments over time, what to do next, its reports."""
    mine = Location.objects.owned_by(request.user).select_related("organization")
    place = get_object_or_404(mine, pk=location_id)
    follow_ups = FollowUp.objects.visible_to(request.user).filter(
        location=place, visit__status=Status.PUBLISHED
    )
    reports = Report.objects.visible_to(request.user).standing().filter(location=place)
    context = {
        "location": place,
        "journeys": _journeys(_sheets(request, [place])),
        "follow_ups": follow_ups.exclude(status=FollowUp.Status.DROPPED).order_by("-raised_at")[
            :12
        ],
        "reports": listing.listed(listing.listable(reports)[:LATEST_REPORTS]),
    }
    return render(request, "portal/location.html", context)


def _sheets(request: SignedRequest, places: Sequence[Location]) -> list[moment_map.Sheet]:
    """Return what is remembered of these places, named in the language of the page."""
    found = moment_map.sheets(request.user, places)
    return naming.in_language(found, request.user, get_language() or "")


def _journeys(sheets: Sequence[moment_map.Sheet]) -> list[Journey]:
    families: dict[UUID, list[moment_map.Sheet]] = defaultdict(list)
    for sheet in sheets:
        families[sheet.family].append(sheet)
    return [_journey(found) for found in families.values()]


def _journey(sheets: Sequence[moment_map.Sheet]) -> Journey:
    """Tell one journey; `sheets` come the latest first."""
    latest = sheets[0]
    oldest_first = list(reversed(sheets))
    percents: list[tuple[date, Decimal]] = [
        (sheet.month, sheet.percent) for sheet in oldest_first if sheet.percent is not None
    ]
    return Journey(
        name=latest.name,
        visits=latest.visits,
        sentence=_sentence(latest, percents),
        trend=trend.drawn(percents),
        moments=[_moment(moment, oldest_first) for moment in latest.moments],
    )


def _moment(moment: dict[str, Any], oldest_first: Sequence[moment_map.Sheet]) -> Moment:
    history = [
        other["verdict"] or ""
        for sheet in oldest_first
        for other in sheet.moments
        if other["name"] == moment["name"]
    ]
    return Moment(
        name=moment["name"],
        controlled=moment["controlled"],
        verdict=moment["verdict"],
        percent=moment["percent"],
        history=history,
    )


def _sentence(latest: moment_map.Sheet, percents: Sequence[tuple[date, Decimal]]) -> str:
    verdicts = [m["verdict"] for m in latest.moments if m["controlled"]]
    miseries, magics = verdicts.count("misery"), verdicts.count("magic")
    told = _("The latest visit: %(miseries)s, %(magics)s, of %(of)d moments.") % {
        "miseries": ngettext("%d misery", "%d miseries", miseries) % miseries,
        "magics": ngettext("%d magic", "%d magics", magics) % magics,
        "of": len(verdicts),
    }
    if latest.percent is None:
        return told
    mean = sum((percent for _month, percent in percents), Decimal(0)) / len(percents)
    if len(percents) == 1:
        return (
            told
            + " "
            + _("%(percent)s %% of what must be there.") % {"percent": figure(latest.percent)}
        )
    return (
        told
        + " "
        + _("%(percent)s %% of what must be there; %(mean)s %% on average of %(n)d visits.")
        % {
            "percent": figure(latest.percent),
            "mean": figure(mean.quantize(Decimal("0.1"))),
            "n": len(percents),
        }
    )

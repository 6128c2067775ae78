"""What the reviewer should know about how a visit came in."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shopper.sync import documents
from shopper.sync.models import Receipt
from shopper.visits.models import Flag, Visit

CLOCK_TOLERANCE = timedelta(minutes=5)


def raise_for(visit: Visit, document: dict[str, Any]) -> None:
    """Raise the flags of a visit handed in with this document. Safe to repeat."""
    flags = [*_late(visit, document), *_clock(visit, document), *_lost_photos(visit, document)]
    Flag.objects.bulk_create(flags, ignore_conflicts=True)


def skew_of(document: dict[str, Any]) -> timedelta:
    """Return how far the phone's clock and the server's lay apart at their last contact."""
    return timedelta(milliseconds=abs(document.get("skew_ms") or 0))


def ended_at(visit: Visit, document: dict[str, Any]) -> datetime | None:
    """Return when the shopper was done: by the phone's clock if it was right, else as handed in.

    Who ends a visit in time and has no network until the evening is not late.
    """
    return noted_end(document) or visit.submitted_at


def noted_end(document: dict[str, Any]) -> datetime | None:
    """Return when the shopper was done by the phone's clock; None where that was wrong or is unknown."""
    noted = document.get("ended_at")
    return documents.moment(noted) if noted and skew_of(document) <= CLOCK_TOLERANCE else None


def _late(visit: Visit, document: dict[str, Any]) -> Iterator[Flag]:
    """Measure when the work was done for the first time: what came back later makes nobody late."""
    first = Receipt.objects.first_of(visit.pk)
    ended = ended_at(visit, document)
    if first is not None:
        ended = noted_end(first.revision.document) or first.issued_at
    if ended is not None and ended > visit.closes_at:
        minutes = int((ended - visit.closes_at) / timedelta(minutes=1))
        detail = ngettext("%(n)d minute late.", "%(n)d minutes late.", minutes) % {"n": minutes}
        yield Flag(visit=visit, code=Flag.Code.LATE, detail=detail)


def _clock(visit: Visit, document: dict[str, Any]) -> Iterator[Flag]:
    skew = skew_of(document)
    if skew > CLOCK_TOLERANCE:
        minutes = int(skew / timedelta(minutes=1))
        detail = _("Off by %(n)d minutes.") % {"n": minutes}
        yield Flag(visit=visit, code=Flag.Code.CLOCK, detail=detail)


def _lost_photos(visit: Visit, document: dict[str, Any]) -> Iterator[Flag]:
    for photo in document["photos"]:
        if photo["missing"].strip():
            yield Flag(
                visit=visit,
                code=Flag.Code.PHOTO_LOST,
                question_id=photo["question"],
                detail=photo["missing"].strip(),
            )

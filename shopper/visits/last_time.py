"""What the coach must know beside a visit: what its shopper wrote here last time, and whom not to name."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from shopper.coaching.remarks import Facts
from shopper.visits.models import Answer, Visit

OPEN_END = datetime.max.replace(tzinfo=UTC)


def facts_of(visits: Sequence[Visit]) -> dict[UUID, Facts]:
    """Return the facts of each visit, in two queries. Expects location and organization at hand."""
    last = _last_visits(visits)
    texts = _texts_of(set(last.values()))
    return {
        visit.pk: Facts(
            last_texts=texts[last[visit.pk]] if visit.pk in last else [],
            staff_names=visit.location.organization.staff_names,
        )
        for visit in visits
    }


def _last_visits(visits: Sequence[Visit]) -> dict[UUID, UUID]:
    """Return, by visit, the one that the same shopper handed in before it, at the same location."""
    rows = Visit.objects.filter(
        shopper__in={visit.shopper_id for visit in visits},
        location__in={visit.location_id for visit in visits},
        submitted_at__isnull=False,
    )
    earlier: dict[Any, list[tuple[datetime, UUID]]] = defaultdict(list)
    for pk, *place, at in rows.values_list("pk", "shopper", "location", "submitted_at"):
        if at is not None:
            earlier[tuple(place)].append((at, pk))
    found = {}
    for visit in visits:
        until = visit.submitted_at or OPEN_END
        known = earlier[(visit.shopper_id, visit.location_id)]
        before = [(at, pk) for at, pk in known if at < until and pk != visit.pk]
        if before:
            found[visit.pk] = max(before)[1]
    return found


def _texts_of(visits: set[UUID]) -> dict[UUID, list[str]]:
    texts: dict[UUID, list[str]] = defaultdict(list)
    answers = Answer.objects.filter(visit__in=visits).order_by("visit", "question")
    for visit, kind, value, note in answers.values_list("visit", "question__kind", "value", "note"):
        if kind == "text" and isinstance(value, str) and value.strip():
            texts[visit].append(value)
        if note.strip():
            texts[visit].append(note)
    return texts

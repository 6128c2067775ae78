"""Look through the open visits, and queue each letter that is due: once, however often one looks."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch

from shopper.reminders import kinds, tasks
from shopper.reminders.kinds import Due, Standing
from shopper.reminders.models import Reminder, Silence, Subscription
from shopper.visits.models import FollowThrough, Visit, VisitEvent
from shopper.visits.states import OPEN_TO_THE_SHOPPER, Status

WAITED_LONG = timedelta(minutes=15)
ROWS_AT_ONCE = 500


def sweep(*, at: datetime) -> int:
    """Queue what is due at a moment, and return how many letters; safe to repeat and to miss.

    The row that keeps a letter from being written twice commits with the task that sends it.
    """
    silent = set(Silence.objects.values_list("shopper", "kind"))
    known = set(_known())
    made = 0
    for visit in _open_visits().iterator(chunk_size=ROWS_AT_ONCE):
        for found in kinds.due(_standing(visit), at=at):
            is_wanted = (visit.shopper_id, found.kind) not in silent
            if is_wanted and (visit.pk, visit.shopper_id, found.kind, found.occasion) not in known:
                made += _queue(visit, found, at)
    return made + _queue_again(at)


def _known() -> Iterable[Any]:
    rows = Reminder.objects.filter(visit__status__in=OPEN_TO_THE_SHOPPER)
    return rows.values_list("visit", "shopper", "kind", "occasion").iterator()


def _open_visits() -> Any:
    rows = Visit.objects.filter(
        status__in=OPEN_TO_THE_SHOPPER, shopper__isnull=False, shopper__is_active=True
    )
    rows = rows.annotate(has_arrived=Exists(_revisions())).order_by("pk")
    opened = FollowThrough.objects.opened()
    return rows.prefetch_related("events", Prefetch("follow_throughs", opened, to_attr="opened"))


def _revisions() -> Any:
    """Return what phones have sent of the visit in hand."""
    return Visit.objects.filter(pk=OuterRef("pk"), revisions__isnull=False)


def _standing(visit: Any) -> Standing:
    event = _decisive(list(visit.events.all()), visit)
    opened: list[FollowThrough] = visit.opened
    return Standing(
        status=visit.status,
        opens_at=visit.opens_at,
        closes_at=visit.closes_at,
        event=str(event.pk) if event else "",
        since=event.at if event else visit.created_at,
        has_arrived=visit.has_arrived,
        was_handed_in=visit.submitted_at is not None,
        opened_at=min((one.opened_at for one in opened if one.opened_at), default=None),
        open_until=max((one.closes_at for one in opened), default=None),
    )


def _decisive(events: list[VisitEvent], visit: Visit) -> VisitEvent | None:
    """Return the move since which the shopper is expected to do something."""
    if visit.submitted_at is not None:
        wanted = Status.RETURNED
    elif visit.status == Status.SCHEDULED:
        wanted = Status.SCHEDULED
    else:
        wanted = Status.ACCEPTED
    return next((event for event in reversed(events) if event.to_status == wanted), None)


def _queue(visit: Any, found: Due, at: datetime) -> int:
    with transaction.atomic():
        reminder, is_new = Reminder.objects.get_or_create(
            visit=visit,
            shopper_id=visit.shopper_id,
            kind=found.kind,
            occasion=found.occasion,
            defaults={"made_at": at},
        )
        if is_new:
            tasks.send.enqueue(str(reminder.pk))
            if Subscription.objects.of(visit.shopper).exists():
                tasks.notify.enqueue(str(reminder.pk))
    return int(is_new)


def _queue_again(at: datetime) -> int:
    """Queue once more what the post office has declined."""
    count = 0
    for letter in list(
        Reminder.objects.failed(before=at - WAITED_LONG).values_list("pk", flat=True)
    ):
        with transaction.atomic():
            if Reminder.objects.failed(before=at).filter(pk=letter).update(failed_at=None):
                tasks.send.enqueue(str(letter))
                count += 1
    return count

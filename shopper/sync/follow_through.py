"""Follow-through: questions that open after a visit, for a while; its score closes when they do."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.checklists import afterwards, conditions
from shopper.checklists.document import document_of
from shopper.errors import Invalid, WrongState
from shopper.sync import installation
from shopper.sync.models import Receipt, Revision
from shopper.sync.tasks import prepare
from shopper.visits import lifecycle, policy, uploads
from shopper.visits.coming_back import FollowThrough, Redo
from shopper.visits.models import Visit
from shopper.visits.states import Status
from shopper.writing import written

Content = Mapping[str, Any]
Outcome = FollowThrough.Outcome
AT_THE_DESK = frozenset({Status.SUBMITTED, Status.REVIEWED})
WITH_THE_SHOPPER = frozenset({Status.RETURNED, Status.IN_PROGRESS})
PUNCTUAL = timedelta(hours=1)


def plan(visit: Visit, content: Content, *, ended_at: datetime) -> None:
    """Note when the moments of a visit open that are asked after it. Safe to repeat."""
    rows = []
    for touchpoint in afterwards.of(content):
        opens_at, closes_at = afterwards.window(touchpoint, ended_at=ended_at)
        rows.append(
            FollowThrough(
                visit=visit,
                touchpoint_id=touchpoint["id"],
                opens_at=opens_at,
                closes_at=closes_at,
            )
        )
    if rows:
        FollowThrough.objects.bulk_create(rows, ignore_conflicts=True)


def answered(visit: Visit, *, at: datetime) -> bool:
    """Close what the visit was handed in again for, and say whether there was any."""
    opened = visit.follow_throughs.opened()
    return bool(opened.update(closed_at=at, outcome=Outcome.ANSWERED))


def sweep(*, at: datetime) -> int:
    """Open what is due, and close what is over; return how many visits. Safe to repeat and to miss."""
    waiting, opened = FollowThrough.objects.waiting(), FollowThrough.objects.opened()
    due = waiting.filter(opens_at__lte=at, visit__status__in=AT_THE_DESK)
    over = opened.filter(closes_at__lte=at, visit__status__in=WITH_THE_SHOPPER)
    count = sum(_open(visit, at) for visit in _visits(due))
    return count + sum(_lapse(visit, at) for visit in _visits(over))


def _visits(rows: Any) -> list[UUID]:
    return list(rows.order_by("visit").values_list("visit", flat=True).distinct())


def _held(visit_id: UUID) -> Visit:
    """Return the visit with its row held, so that of two workers the second sees what the first did."""
    rows = Visit.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("location", "checklist", "shopper").get(pk=visit_id)


def _open(visit_id: UUID, at: datetime) -> bool:
    with transaction.atomic():
        visit = _held(visit_id)
        waiting = visit.follow_throughs.waiting().filter(opens_at__lte=at)
        rows = list(waiting) if visit.status in AT_THE_DESK else []
        if not rows:
            return False
        receipt = Receipt.objects.newest(visit.pk)
        answers = receipt.revision.document["answers"] if receipt else {}
        touchpoints = document_of(visit.checklist)["touchpoints"]
        asked = set(conditions.asked(touchpoints, answers))
        questions = {one["id"]: [asks["id"] for asks in one["questions"]] for one in touchpoints}
        opened = [row for row in rows if asked.intersection(questions[str(row.touchpoint_id)])]
        for row in rows:
            _begin(row, at=at, is_asked=row in opened)
        redos = [
            Redo(visit=visit, question_id=question, note=_note(visit, row), follow_through=row)
            for row in opened
            for question in questions[str(row.touchpoint_id)]
        ]
        if redos:
            Redo.objects.bulk_create(redos)
            lifecycle.move(visit, to=Status.RETURNED, by=None, note=_("Follow-through opened"))
    return bool(redos)


def _begin(row: FollowThrough, *, at: datetime, is_asked: bool) -> None:
    if not is_asked:
        row.closed_at, row.outcome = at, Outcome.NOT_ASKED
    else:
        row.opened_at = at
        if at - row.opens_at > PUNCTUAL:
            row.closes_at += at - row.opens_at
    row.save()


def _note(visit: Visit, row: FollowThrough) -> str:
    """Say what to do, for a phone that does not know what a follow-through is as well."""
    with translation.override(visit.shopper.language if visit.shopper else None):
        until = timezone.localtime(row.closes_at, visit.location.zone)
        sentence = _("Follow-through: what has happened since your visit? Open until %(when)s.")
        return sentence % {"when": written(until, "D j M, H:i")}


def _lapse(visit_id: UUID, at: datetime) -> bool:
    """Close what was opened together once the last of it is over; what has arrived of it counts."""
    with transaction.atomic():
        visit = _held(visit_id)
        rows = list(visit.follow_throughs.opened())
        is_over = bool(rows) and all(row.closes_at <= at for row in rows)
        if not is_over or visit.status not in WITH_THE_SHOPPER:
            return False
        _close(visit, rows, Outcome.LAPSED, at=at)
        _hand_in(visit, by=None, note=_("Follow-through closed: its window is over"), at=at)
    return True


def close_early(visit: Visit, *, by: User, reason: str, at: datetime) -> None:
    """Let the visit stand as it is: no follow-through of it opens any more, or is open.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        Invalid: no reason was given.
        WrongState: there is no follow-through to close, or other questions are with the shopper.
    """
    policy.require_operator(visit, by)
    if not reason.strip():
        raise Invalid(errors={"reason": [_("Say why, in a few words.")]})
    with transaction.atomic():
        held = _held(visit.pk)
        rows = list(held.follow_throughs.awaited())
        if not rows or held.status not in AT_THE_DESK | WITH_THE_SHOPPER:
            raise WrongState(_("There is no follow-through of this visit to close."))
        if held.redos.filter(redone_at=None, follow_through=None).exists():
            raise WrongState(
                _("Questions of this visit are with the shopper. Wait for them first.")
            )
        _close(held, rows, Outcome.ENDED, at=at)
        note = _("Follow-through closed early: %(reason)s") % {"reason": reason.strip()}
        _hand_in(held, by=by, note=note, at=at)
    visit.refresh_from_db()


def _close(visit: Visit, rows: Sequence[FollowThrough], outcome: str, *, at: datetime) -> None:
    mine = FollowThrough.objects.filter(pk__in=[row.pk for row in rows])
    mine.update(closed_at=at, outcome=outcome)
    visit.redos.filter(redone_at=None, follow_through__in=mine).update(redone_at=at)


def _hand_in(visit: Visit, *, by: User | None, note: str, at: datetime) -> None:
    """Put the visit back before the reviewer, with what has arrived since it was handed in."""
    standing, handed_in = Revision.objects.standing(visit.pk), Receipt.objects.newest(visit.pk)
    if standing is None or (handed_in and handed_in.revision_id == standing.pk):
        lifecycle.move(visit, to=Status.SUBMITTED, by=by, note=note)
        return
    lifecycle.move(visit, to=Status.SUBMITTED, by=by, note=note, submitted_at=at, prepared_at=None)
    kept = uploads.kept(visit.pk)
    Receipt.objects.create(
        revision=standing,
        epoch=installation.epoch(),
        photos=[
            {"id": photo["id"], "sha256": photo["sha256"]}
            for photo in standing.document["photos"]
            if kept.get(photo["id"]) == photo["sha256"]
        ],
        issued_at=at,
    )
    prepare.enqueue(str(visit.pk))

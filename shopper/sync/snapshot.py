"""Everything one shopper needs to work offline, in a number of queries that does not grow."""

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from shopper.accounts.models import User
from shopper.checklists.document import plain
from shopper.coaching.remarks import Facts
from shopper.organizations.models import Location, Organization
from shopper.sync import forms, ingest, installation, receipts
from shopper.sync.models import Receipt, Revision
from shopper.visits import last_time, uploads
from shopper.visits.models import DateRequest, FollowThrough, Photo, Redo, Visit
from shopper.visits.states import HANDED_IN, OPEN_TO_THE_SHOPPER

KEPT_AFTER_SUBMISSION = timedelta(days=30)
Row = dict[str, Any]


def take(user: User, *, at: datetime) -> Row:
    """Return the user's open visits and those handed in of late, with what belongs to them."""
    visits = _visits(user, at)
    ids = [visit.pk for visit in visits]
    revisions, dates = _newest(ids), _another_dates(ids, user)
    issued = Receipt.objects.filter(revision__visit_id__in=ids).select_related("revision")
    newest = {receipt.revision.visit_id: receipt for receipt in issued.order_by("revision__number")}
    photos, returned = _photos(ids), _returned(ids)
    awaited = _awaited(ids)
    facts = last_time.facts_of([one for one in visits if one.status in OPEN_TO_THE_SHOPPER])
    return {
        "visits": [
            {
                **_visit(visit),
                **_standing(revisions.get(visit.pk)),
                "another_date": dates.get(visit.pk),
                "returned": returned[visit.pk],
                "follow_through_at": awaited.get(visit.pk),
                "photos": photos[visit.pk],
                "receipt": _receipt(newest.get(visit.pk)),
                "coaching": asdict(facts.get(visit.pk, Facts())),
            }
            for visit in visits
        ],
        "checklists": [
            forms.form_of(checklist).content
            for checklist in dict.fromkeys(visit.checklist_id for visit in visits)
        ],
        "epoch": str(installation.epoch()),
    }


def status(visit_id: UUID, *, by: User) -> Row:
    """Return what stands of one visit here, for a phone to compare with what it holds.

    Raises:
        NoSuchVisit: it is not this shopper's.
    """
    visit = Visit.objects.assigned_to(by).filter(pk=visit_id).first()
    if visit is None:
        raise ingest.NoSuchVisit
    standing = Revision.objects.brief().standing(visit.pk)
    return {
        "rev": standing.number if standing else None,
        "status": visit.status,
        "photos": _listed(uploads.kept(visit.pk)),
        "notes": _returned([visit.pk])[visit.pk],
        "receipt": _receipt(Receipt.objects.newest(visit.pk)),
        "epoch": str(installation.epoch()),
    }


def _visits(user: User, at: datetime) -> list[Visit]:
    recent = Q(status__in=HANDED_IN, submitted_at__gte=at - KEPT_AFTER_SUBMISSION)
    mine = Visit.objects.assigned_to(user).filter(Q(status__in=OPEN_TO_THE_SHOPPER) | recent)
    return list(mine.select_related("location__organization"))


def _newest(visit_ids: list[UUID]) -> dict[UUID, Revision]:
    """Return the newest revision of each visit, by the visit's identity."""
    same = Revision.objects.filter(visit=OuterRef("visit")).order_by("-number")
    revisions = Revision.objects.filter(visit_id__in=visit_ids)
    standing = revisions.filter(pk=Subquery(same.values("pk")[:1]))
    return {revision.visit_id: revision for revision in standing}


def _photos(visit_ids: list[UUID]) -> dict[UUID, list[Row]]:
    photos: dict[UUID, list[Row]] = defaultdict(list)
    # One that was withdrawn may be listed again, and then need not come again.
    rows = Photo.objects.filter(visit_id__in=visit_ids)
    for visit_id, identity, sha256 in rows.values_list("visit_id", "id", "sha256"):
        photos[visit_id].append({"id": str(identity), "sha256": sha256})
    return photos


def _listed(kept: dict[str, str]) -> list[Row]:
    return [{"id": identity, "sha256": sha256} for identity, sha256 in kept.items()]


def _returned(visit_ids: list[UUID]) -> dict[UUID, list[Row]]:
    notes: dict[UUID, list[Row]] = defaultdict(list)
    redos = Redo.objects.filter(visit_id__in=visit_ids, redone_at=None)
    for redo in redos.select_related("follow_through"):
        notes[redo.visit_id].append(
            {
                "question": str(redo.question_id),
                "note": redo.note,
                "at": redo.asked_at.isoformat(),
                "kind": redo.kind,
                "until": redo.follow_through.closes_at.isoformat() if redo.follow_through else None,
            }
        )
    return notes


def _awaited(visit_ids: list[UUID]) -> dict[UUID, str]:
    """Return when a visit's next follow-through opens, of those that wait for one."""
    waiting = FollowThrough.objects.waiting().filter(visit__in=visit_ids)
    rows = waiting.order_by("-opens_at").values_list("visit", "opens_at")
    return {visit: opens_at.isoformat() for visit, opens_at in rows}


def _another_dates(visit_ids: list[UUID], user: User) -> dict[UUID, Row]:
    """Return what the user has asked for last, of each visit, and what the office has said."""
    asked = DateRequest.objects.filter(visit_id__in=visit_ids, by=user)
    return {
        request.visit_id: {
            "id": str(request.pk),
            "opens_at": request.opens_at.isoformat(),
            "closes_at": request.closes_at.isoformat(),
            "outcome": request.outcome,
            "answer": request.answer,
        }
        for request in asked.order_by("asked_at", "id")
    }


def _standing(revision: Revision | None) -> Row:
    return {
        "rev": revision.number if revision else None,
        "document": revision.document if revision else None,
    }


def _receipt(receipt: Receipt | None) -> Row | None:
    return receipts.as_json(receipt) if receipt else None


def _visit(visit: Visit) -> Row:
    return {
        "id": str(visit.pk),
        "status": visit.status,
        "checklist": str(visit.checklist_id),
        "lens": visit.lens,
        "location": place(visit.location),
        "check_in": visit.location.organization.check_in == Organization.CheckIn.ASKED,
        "opens_at": visit.opens_at.isoformat(),
        "closes_at": visit.closes_at.isoformat(),
        "briefing": visit.briefing,
        "fee": fee(visit),
        "submitted_at": visit.submitted_at.isoformat() if visit.submitted_at else None,
    }


def fee(visit: Visit) -> Row | None:
    if visit.fee_amount is None:
        return None
    return {
        "amount": str(visit.fee_amount),
        "currency": visit.fee_currency,
        "note": visit.fee_note,
    }


def place(location: Location) -> Row:
    return {
        "name": location.name,
        "organization": location.organization.name,
        "address": location.address,
        "postal_code": location.postal_code,
        "city": location.city,
        "country": location.country,
        "latitude": plain(location.latitude),
        "longitude": plain(location.longitude),
        "time_zone": location.time_zone,
        "directions": location.directions,
    }

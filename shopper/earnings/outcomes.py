"""What became of a shopper's visits, in the form in which a phone reads it: newest first, page by page."""

from typing import Any

from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce

from shopper.accounts.models import User
from shopper.checklists.document import document_of
from shopper.earnings.models import Earning
from shopper.visits.models import FollowThrough, Redo, Visit, VisitEvent
from shopper.visits.querysets import VisitQuerySet
from shopper.visits.states import Status

A_PAGE = 25
Row = dict[str, Any]


def of(user: User) -> VisitQuerySet:
    """Keep the user's visits that were handed in or cancelled, the latest first."""
    mine = Visit.objects.visible_to(user).assigned_to(user)
    ended = mine.filter(Q(submitted_at__isnull=False) | Q(status=Status.CANCELLED))
    return ended.order_by(Coalesce("submitted_at", "closes_at").desc(), "pk")


def take(user: User, *, page: int) -> tuple[list[Row], bool]:
    """Return one page, counted from 1, and whether there is another; in a fixed number of queries."""
    first = (page - 1) * A_PAGE
    cancelled = VisitEvent.objects.filter(to_status=Status.CANCELLED).order_by("-at", "-id")
    rows = of(user).select_related("location__organization", "checklist", "earning")
    found = rows.prefetch_related(
        Prefetch("redos", Redo.objects.filter(follow_through=None).order_by("asked_at", "pk")),
        "follow_throughs__touchpoint",
        Prefetch("events", cancelled, to_attr="cancellations"),
        "earning__reimbursements",
        "earning__payments",
    )[first : first + A_PAGE + 1]
    visits = list(found)
    return [_row(visit) for visit in visits[:A_PAGE]], len(visits) > A_PAGE


def _row(visit: Visit) -> Row:
    earning: Earning | None = getattr(visit, "earning", None)
    texts = _texts(visit)
    is_cancelled = visit.status == Status.CANCELLED
    told: list[VisitEvent] = getattr(visit, "cancellations", [])
    return {
        "id": str(visit.pk),
        "status": visit.status,
        "location": visit.location.name,
        "organization": visit.location.organization.name,
        "time_zone": visit.location.time_zone,
        "opens_at": visit.opens_at,
        "closes_at": visit.closes_at,
        "submitted_at": visit.submitted_at,
        "cancelled_because": told[0].note if is_cancelled and told else "",
        "sent_back": [_sent_back(redo, texts) for redo in visit.redos.all()],
        "follow_through": [_follow_through(one) for one in visit.follow_throughs.all()],
        "fee": _fee(visit),
        "earning": _earning(earning, texts) if earning else None,
    }


def _texts(visit: Visit) -> dict[str, str]:
    moments = document_of(visit.checklist)["touchpoints"]
    return {one["id"]: one["text"] for moment in moments for one in moment["questions"]}


def _sent_back(redo: Redo, texts: dict[str, str]) -> Row:
    return {
        "question": texts.get(str(redo.question_id), ""),
        "note": redo.note,
        "at": redo.asked_at,
        "redone_at": redo.redone_at,
    }


def _follow_through(one: FollowThrough) -> Row:
    return {
        "moment": one.touchpoint.name,
        "opens_at": one.opens_at,
        "closes_at": one.closes_at,
        "is_open": bool(one.opened_at and not one.closed_at),
        "outcome": one.outcome,
    }


def _fee(visit: Visit) -> Row | None:
    if visit.fee_amount is None:
        return None
    amount = {"amount": str(visit.fee_amount), "currency": visit.fee_currency}
    return {**amount, "note": visit.fee_note}


def _earning(earning: Earning, texts: dict[str, str]) -> Row:
    payment = earning.payment
    return {
        "approved_at": earning.approved_at,
        "grade": earning.grade,
        "parts": earning.parts,
        "words": earning.words,
        "given_back": [
            {
                "question": texts.get(str(back.question_id), ""),
                "spent": str(back.spent),
                "limit": str(back.limit),
                "granted": str(back.granted),
                "currency": back.currency,
                "reason": back.reason,
            }
            for back in earning.reimbursements.all()
        ],
        "due": [{"amount": str(one.amount), "currency": one.currency} for one in earning.due],
        "payable_on": earning.payable_on,
        "paid_on": payment.paid_on if payment else None,
    }

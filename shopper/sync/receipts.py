"""Submit: only what is whole, and proof of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shopper import prepared
from shopper.accounts.models import User
from shopper.checklists import afterwards, completeness
from shopper.errors import Incomplete, Withdrawn, WrongState
from shopper.sync import documents, flags, follow_through, forms, ingest, installation
from shopper.sync.ingest import NoSuchVisit
from shopper.sync.models import Receipt, Revision
from shopper.sync.tasks import prepare
from shopper.visits import lifecycle, uploads
from shopper.visits.models import Redo, Visit
from shopper.visits.states import Status

Document = Mapping[str, Any]
STANDING: prepared.Query[Revision] = prepared.Query(
    lambda visit: Revision.objects.of(visit).order_by("-number")[:1], UUID
)


def submit(visit_id: UUID, *, by: User, base: int, at: datetime) -> Receipt:
    """Hand in the visit as revision `base`, and return the proof; again: the same proof.

    What makes the answers ready for the reviewer is queued in the same transaction.

    Raises:
        NoSuchVisit: it is not this shopper's.
        Withdrawn: the visit was cancelled.
        Outdated: another revision stands; the facts carry it.
        WrongState: the visit is not in progress.
        Incomplete: by question and by photo, what is missing.
    """
    looked_at, epoch = _looked_at(visit_id), installation.epoch()
    with transaction.atomic():
        visit = ingest.locked(visit_id, by=by)
        if visit is None:
            raise NoSuchVisit
        # A visit that was never handed in has no receipt to find.
        issued = _issued(visit, base) if visit.submitted_at else None
        if issued is not None:
            return issued
        looked_at = _still_standing(looked_at, visit, base)
        return _submit(visit, looked_at, by=by, epoch=epoch, at=at)


@dataclass(frozen=True)
class _Looked:
    """A revision that stood, and what the visit lacks according to it."""

    standing: Revision
    lacking: Incomplete | None


def _looked_at(visit_id: UUID) -> _Looked | None:
    """Look a visit through before its row is held: others need not wait for that."""
    standing = STANDING.first(visit_id)
    return _Looked(standing, _lacking(standing)) if standing else None


def _still_standing(looked_at: _Looked | None, visit: Visit, base: int) -> _Looked:
    newest = ingest.STANDING_BRIEFLY.first(visit.pk)
    if newest is None or looked_at is None or newest.number != looked_at.standing.number:
        looked_at = _looked_at(visit.pk)
    if visit.status == Status.CANCELLED:
        raise Withdrawn
    if looked_at is None or looked_at.standing.number != base:
        raise ingest.outdated(looked_at.standing if looked_at else None)
    return looked_at


def _issued(visit: Visit, base: int) -> Receipt | None:
    receipts = Receipt.objects.filter(revision__visit=visit, revision__number=base)
    return receipts.select_related("revision").first()


def _submit(visit: Visit, looked_at: _Looked, *, by: User, epoch: UUID, at: datetime) -> Receipt:
    if visit.status != Status.IN_PROGRESS:
        raise WrongState
    if looked_at.lacking:
        raise looked_at.lacking
    standing = looked_at.standing
    was_handed_in = visit.submitted_at is not None
    is_afterwards = was_handed_in and follow_through.answered(visit, at=at)
    ended_at = visit.ended_at if is_afterwards else _ended_at(standing.document)
    lifecycle.submit(visit, by=by, ended_at=ended_at, submitted_at=at)
    if was_handed_in:
        visit.redos.filter(redone_at=None).update(redone_at=at)
    else:
        content = forms.form_of(visit.checklist_id).content
        ended = flags.noted_end(standing.document) or at
        follow_through.plan(visit, content, ended_at=ended)
    receipt = Receipt(
        revision=standing,
        epoch=epoch,
        photos=[
            {"id": photo["id"], "sha256": photo["sha256"]} for photo in _expected(standing.document)
        ],
        issued_at=at,
    )
    prepared.insert(receipt)
    prepare.enqueue(str(visit.pk))
    return receipt


def _ended_at(document: Document) -> datetime | None:
    return documents.moment(document["ended_at"]) if document["ended_at"] else None


def _opened(visit_id: UUID, content: Document) -> set[str]:
    """Name the questions that came back to the shopper, where that decides what is missing."""
    if not afterwards.of(content):
        return set()
    rows = Redo.objects.filter(visit=visit_id, redone_at=None)
    return {str(question) for question in rows.values_list("question", flat=True)}


def _expected(document: Document) -> list[Document]:
    """Return the listed photos whose bytes must be here: those not declared lost."""
    return [photo for photo in document["photos"] if not photo["missing"].strip()]


def _lacking(revision: Revision) -> Incomplete | None:
    document = revision.document
    expected = _expected(document)
    kept = uploads.kept(revision.visit_id) if expected else {}
    absent = [photo["id"] for photo in expected if kept.get(photo["id"]) != photo["sha256"]]
    # A photo declared lost counts as taken: the shopper is not sent back for it.
    counts = Counter(photo["question"] for photo in document["photos"] if photo["question"])
    content = forms.form_of(UUID(document["checklist_version"])).content
    errors: dict[str, list[str]] = {}
    opened = _opened(revision.visit_id, content)
    for gap in completeness.missing(content, document, counts, opened=opened):
        errors.setdefault(gap.question, []).append(_sentence(gap))
    return Incomplete(errors=errors, missing_photos=absent) if absent or errors else None


def _sentence(gap: completeness.Missing) -> str:
    if gap.code == "photo":
        least = ngettext(
            "Take at least %(need)d photo.", "Take at least %(need)d photos.", gap.need
        )
        return least % {"need": gap.need}
    if gap.code == "note":
        return _("Say a little more in the note.")
    if gap.code == "reason":
        return _("Say why this could not be checked.")
    return _("Answer this question, or set it aside.")


def as_json(receipt: Receipt) -> dict[str, Any]:
    """Return the receipt as phones keep it; it needs the revision at hand."""
    return {
        "id": str(receipt.pk),
        "visit": str(receipt.revision.visit_id),
        "rev": receipt.revision.number,
        "at": receipt.issued_at.isoformat(),
        "epoch": str(receipt.epoch),
        "photos": receipt.photos,
    }

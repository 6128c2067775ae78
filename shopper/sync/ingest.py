"""Take a visit's document in once, and say which photographs are still missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shopper import prepared
from shopper.accounts.models import User
from shopper.checklists import conditions
from shopper.errors import Conflict, Invalid, Outdated, Refusal, Withdrawn, WrongState
from shopper.organizations import roles
from shopper.sync import conflicts, documents, forms, quarantine
from shopper.sync.documents import VisitDocument
from shopper.sync.forms import Form
from shopper.sync.models import Quarantined, Receipt, Revision
from shopper.sync.quarantine import RefusedForGood
from shopper.visits import lifecycle, uploads
from shopper.visits.models import Visit, VisitEvent
from shopper.visits.states import HANDED_IN, Status

# What taking in a document or a submission looks at, of a row that carries much more.
MOVED_BY = ("status", "shopper", "checklist", "started_at", "submitted_at")
# Photographs refer to the row by its key alone, so they need not wait.
HELD: prepared.Query[Visit] = prepared.Query(
    lambda visit, shopper: (
        Visit.objects.select_for_update(no_key=True, of=("self",))
        .only(*MOVED_BY)
        .filter(pk=visit, shopper=shopper)
    ),
    UUID,
    UUID,
)
STANDING_BRIEFLY: prepared.Query[Revision] = prepared.Query(
    lambda visit: Revision.objects.brief().of(visit).order_by("-number")[:1], UUID
)


class NoSuchVisit(Refusal):
    """There is no such visit, or it is not this person's: the answer is the same."""

    code = "not_found"
    sentence = _("There is no such visit for you.")


@dataclass(frozen=True)
class Sent:
    """One document on its way in: by whom, for which visit, on top of which revision, when."""

    visit_id: UUID
    document: VisitDocument
    by: User
    base: int | None
    at: datetime


def take_in(sent: Sent) -> Revision:
    """Keep the document as the visit's next revision, and start the visit if it has not begun.

    The same `seq` from the same device again is answered with the revision it made the first
    time. What is refused for good is quarantined before it is refused.

    Raises:
        NoSuchVisit: it is not this shopper's, and never was.
        Withdrawn: the visit was cancelled or given to somebody else, or the account was closed.
        Outdated: `base` is not the revision that stands; the facts carry that one.
        WrongState: the visit was handed in.
        Conflict: another document came under this `seq` before.
        Invalid: by question, what cannot be taken.
    """
    form = forms.find(sent.document.checklist_version)
    faults = documents.faults(sent.document, form) if form else {}
    revision = _revision_of(sent)
    try:
        with transaction.atomic():
            return _take_in(sent, revision, form, faults)
    except RefusedForGood as final:
        quarantine.keep(
            sent.document,
            visit_id=sent.visit_id,
            sent_by=sent.by,
            reason=final.reason,
            at=sent.at,
        )
        raise final.refusal from None


def _revision_of(sent: Sent) -> Revision:
    """Make what will stand, if it may, before the visit's row is held: others need not wait."""
    return Revision(
        visit_id=sent.visit_id,
        number=(sent.base or 0) + 1,
        device=sent.document.device,
        seq=sent.document.seq,
        digest=documents.digest_of(sent.document),
        document=documents.as_json(sent.document),
        missing_photos=missing_photos(sent.visit_id, sent.document),
        sent_by_id=sent.by.pk,
        received_at=sent.at,
    )


def _take_in(
    sent: Sent, revision: Revision, form: Form | None, faults: documents.Errors
) -> Revision:
    visit = locked(sent.visit_id, by=sent.by)
    if visit is None:
        raise _not_theirs(sent)
    standing = STANDING_BRIEFLY.first(visit.pk)
    if standing is not None and (earlier := _sent_before(sent, visit, revision.digest)):
        return earlier
    _require_open(visit, sent.by)
    if form is None or visit.checklist_id != sent.document.checklist_version:
        sentence = _("This visit has another checklist.")
        refusal = Invalid(errors={"checklist_version": [sentence]})
        raise RefusedForGood(Quarantined.Reason.CHECKLIST, refusal)
    if faults:
        raise Invalid(errors=faults)
    if (standing.number if standing else None) != sent.base:
        raise outdated(standing)
    if visit.submitted_at is not None:
        _require_only_returned(visit, sent.document, form)
    prepared.insert(revision)
    _begin(visit, by=sent.by, started_at=documents.moment(sent.document.started_at))
    if standing is not None and standing.device != revision.device:
        conflicts.flag(visit, revision)
    return revision


def locked(visit_id: UUID, *, by: User) -> Visit | None:
    """Return the shopper's visit with its row held until the transaction ends, or None."""
    return HELD.first(visit_id, by.pk)


def _not_theirs(sent: Sent) -> Exception:
    """Tell apart what was once theirs, what never was, and what a restored backup forgot.

    A shopper whose account was closed made it before: it is kept like anybody's.
    """
    if not roles.shopping(sent.by).exists():
        return NoSuchVisit()
    exists = Visit.objects.filter(pk=sent.visit_id).exists()
    reason = Quarantined.Reason.NOT_THEIRS if exists else Quarantined.Reason.UNKNOWN
    return RefusedForGood(reason, not_theirs(sent.visit_id, sent.by))


def not_theirs(visit_id: UUID, by: User) -> Refusal:
    """Return the refusal of what comes for a visit that is not this person's, or not any more."""
    sentence = _("This visit is no longer yours. What you sent is kept for the office.")
    moved = VisitEvent.objects.filter(visit_id=visit_id, by=by)
    return Withdrawn(sentence) if moved.exists() else NoSuchVisit()


def _sent_before(sent: Sent, visit: Visit, digest: str) -> Revision | None:
    """Return the revision this very document made before; refuse another under its number."""
    by_this_device = Revision.objects.filter(visit=visit, device=sent.document.device)
    earlier = by_this_device.filter(seq=sent.document.seq).first()
    if earlier is not None and earlier.digest != digest:
        highest = by_this_device.order_by("-seq").values_list("seq", flat=True).first()
        sentence = _("Another document came under this number before. It is kept for the office.")
        refusal = Conflict(sentence, highest_seq=highest)
        raise RefusedForGood(Quarantined.Reason.REPEATED, refusal)
    return earlier


def _require_open(visit: Visit, by: User) -> None:
    if not by.is_active:
        raise RefusedForGood(Quarantined.Reason.REVOKED, account_closed())
    if visit.status == Status.CANCELLED:
        sentence = _("This visit was withdrawn. What you sent is kept for the office.")
        raise RefusedForGood(Quarantined.Reason.WITHDRAWN, Withdrawn(sentence))
    if visit.status in HANDED_IN:
        sentence = _("This visit was handed in already. What you sent is kept for the office.")
        raise RefusedForGood(Quarantined.Reason.HANDED_IN, WrongState(sentence))


def account_closed() -> Withdrawn:
    return Withdrawn(_("Your account was closed. What you sent is kept for the office."))


def outdated(standing: Revision | None) -> Outdated:
    """Return the refusal that hands the phone what stands, for it to merge with."""
    return Outdated(
        rev=standing.number if standing else None,
        document=standing.document if standing else None,
    )


def _begin(visit: Visit, *, by: User, started_at: datetime) -> None:
    """Accept and start the visit with its first document, however late that comes."""
    if visit.status == Status.SCHEDULED:
        lifecycle.begin(visit, by=by, started_at=started_at)
    elif visit.status in {Status.ACCEPTED, Status.RETURNED}:
        lifecycle.start(visit, by=by, started_at=started_at)


def missing_photos(visit_id: UUID, document: VisitDocument) -> list[str]:
    """Return the photos the document lists and whose bytes are not here, in its order."""
    expected = [photo for photo in document.photos if not photo.missing.strip()]
    kept = uploads.kept(visit_id) if expected else {}
    return [str(photo.id) for photo in expected if kept.get(str(photo.id)) != photo.sha256]


def _require_only_returned(visit: Visit, document: VisitDocument, form: Form) -> None:
    """Let only what was sent back differ from what was handed in, and what it opens or closes."""
    handed_in = Receipt.objects.newest(visit.pk)
    if handed_in is None:
        return
    before, after = handed_in.revision.document, documents.as_json(document)
    returned = {
        str(question)
        for question in visit.redos.filter(redone_at=None).values_list("question_id", flat=True)
    }
    changed = set(_changed(before, after)) - returned
    if changed:
        touchpoints = form.content["touchpoints"]
        changed -= conditions.asked(touchpoints, before["answers"]) ^ conditions.asked(
            touchpoints, after["answers"]
        )
    if changed:
        sentence = _("This question was not sent back, so its answer stands.")
        raise Invalid(errors={question: [sentence] for question in sorted(changed)})


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[str]:
    """Name the questions whose answer or photographs differ."""
    for part in (conflicts.answers_of, conflicts.photos_of):
        old, new = part(before), part(after)
        yield from (name for name in old.keys() | new.keys() if old.get(name) != new.get(name))

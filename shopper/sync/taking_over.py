"""Take a document over from quarantine, as the next revision of its visit: an operator decides."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.errors import Incomplete, NotAllowed, Outdated, WrongState
from shopper.sync import conflicts, documents, forms, ingest, quarantine, receipts, refused_photos
from shopper.sync.documents import VisitDocument
from shopper.sync.models import Quarantined, Receipt, Revision
from shopper.visits import lifecycle
from shopper.visits.models import Visit
from shopper.visits.states import Status

NOTHING: dict[str, Any] = {"answers": {}, "photos": []}
LOOKED_AT = frozenset({Status.REVIEWED, Status.APPROVED, Status.PUBLISHED})


@dataclass(frozen=True)
class Change:
    """One question whose answer or photographs would be others than those that stand.

    An answer is as the document has it, or None; the empty question stands for the whole visit.
    """

    question: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    photos_before: int
    photos_after: int


@dataclass(frozen=True)
class Outlook:
    """What taking a document over would do; `why_not` says why it cannot be, or is empty.

    `base` is the number of the revision that stands, None before the first.
    """

    visit: Visit | None
    base: int | None = None
    why_not: str = ""
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class TakenOver:
    """The new revision; the receipt where it was whole and its visit ended; else what is missing."""

    revision: Revision
    receipt: Receipt | None
    missing: list[str]


def outlook(item: Quarantined, *, by: User) -> Outlook:
    """Say what taking the document over would change; changes nothing."""
    visit = _visit_of(item, by)
    if visit is None:
        return Outlook(None, why_not=_("There is no visit here that it could belong to."))
    standing = Revision.objects.standing(visit.pk)
    base = standing.number if standing else None
    if why_not := _why_not(item, visit, standing):
        return Outlook(visit, base, why_not)
    return Outlook(visit, base, "", _changes(standing.document if standing else NOTHING, item))


def _visit_of(item: Quarantined, by: User) -> Visit | None:
    runs = Visit.objects.run_by(by).select_related("location__organization", "shopper", "checklist")
    return runs.filter(pk=item.visit_identity).first()


def _why_not(item: Quarantined, visit: Visit, standing: Revision | None) -> str:
    """Return the reason why the document cannot become the visit's, or nothing."""
    if item.settled_at:
        return _("Somebody has decided about this document already.")
    document = read(item)
    form = forms.find(visit.checklist_id)
    if document is None or form is None or document.checklist_version != visit.checklist_id:
        return _("It was made for another checklist than the visit has.")
    if documents.faults(document, form):
        return _("Some of its answers do not fit the checklist.")
    if visit.status in LOOKED_AT:
        return _("The visit was reviewed already. Send questions back to the shopper instead.")
    made_by_another = standing is not None and standing.sent_by_id != item.sent_by_id
    if visit.shopper_id != item.sent_by_id and (
        made_by_another or visit.status in {Status.IN_PROGRESS, Status.RETURNED, Status.SUBMITTED}
    ):
        return _("Somebody else has begun this visit, and their work stands.")
    return ""


def read(item: Quarantined) -> VisitDocument | None:
    """Return the document by its shape; None where it has another."""
    try:
        return msgspec.convert(item.document, VisitDocument, str_keys=True)
    except msgspec.ValidationError:
        return None


def _changes(before: conflicts.Document, item: Quarantined) -> list[Change]:
    after = item.document
    said, says = conflicts.answers_of(before), conflicts.answers_of(after)
    showed, shows = conflicts.photos_of(before), conflicts.photos_of(after)
    named = dict.fromkeys([*says, *shows, *said, *showed])
    return [
        Change(
            question,
            before["answers"].get(question),
            after["answers"].get(question),
            len(showed.get(question, [])),
            len(shows.get(question, [])),
        )
        for question in named
        if said.get(question) != says.get(question) or showed.get(question) != shows.get(question)
    ]


def take_over(item: Quarantined, *, by: User, base: int | None, at: datetime) -> TakenOver:
    """Make the document the visit's next revision, as its sender's; they get the visit with it.

    `base` is the revision upon which the operator has decided: a compare-and-set. Where the
    document says that the visit was ended and nothing is missing, it is handed in.

    Raises:
        NotAllowed: `by` does not operate for the place of the visit, or there is no visit.
        WrongState: it cannot be taken over, or somebody has decided before.
        Outdated: another revision stands.
        Incomplete: the visit was handed in whole, and this document is not.
    """
    seen = outlook(item, by=by)
    if seen.visit is None:
        raise NotAllowed(seen.why_not)
    if not seen.why_not:
        refused_photos.give_to(seen.visit, item)
    with transaction.atomic():
        visit = Visit.objects.select_for_update(no_key=True).get(pk=seen.visit.pk)
        standing = Revision.objects.standing(visit.pk)
        item.refresh_from_db()
        if why_not := _why_not(item, visit, standing):
            raise WrongState(why_not)
        if (standing.number if standing else None) != base:
            raise Outdated(
                _("The visit has changed in the meantime. Look again what would change.")
            )
        quarantine.settle(item, by=by, outcome=Quarantined.Outcome.TAKEN_OVER, at=at)
        return _take_over(item, visit, standing, by=by, at=at)


def _take_over(
    item: Quarantined, visit: Visit, standing: Revision | None, *, by: User, at: datetime
) -> TakenOver:
    document = msgspec.convert(item.document, VisitDocument, str_keys=True)
    was_handed_in = visit.status == Status.SUBMITTED
    note = _(
        "Taken over from quarantine, as revision %(number)d: what %(name)s sent on %(day)s"
    ) % {
        "number": (standing.number if standing else 0) + 1,
        "name": item.sent_by.name,
        "day": item.received_at.strftime("%Y-%m-%d %H:%M UTC"),
    }
    started_at = documents.moment(document.started_at)
    lifecycle.take_up(visit, by=by, shopper=item.sent_by, started_at=started_at, note=note)
    revision = _revised(item, visit, standing, document, at)
    if standing is not None and standing.device != revision.device:
        conflicts.flag(visit, revision)
    if document.ended_at is None and not was_handed_in:
        return TakenOver(revision, None, [])
    try:
        receipt = receipts.submit(visit.pk, by=item.sent_by, base=revision.number, at=at)
    except Incomplete as incomplete:
        if was_handed_in:
            raise
        return TakenOver(revision, None, [*incomplete.errors, *revision.missing_photos])
    return TakenOver(revision, receipt, [])


def _revised(
    item: Quarantined,
    visit: Visit,
    standing: Revision | None,
    document: VisitDocument,
    at: datetime,
) -> Revision:
    """Write the revision down; under an identity of its own where its number stands for another."""
    sent_as = Revision.objects.filter(visit=visit, device=document.device, seq=document.seq)
    return Revision.objects.create(
        visit=visit,
        number=(standing.number if standing else 0) + 1,
        device=item.pk if sent_as.exists() else document.device,
        seq=document.seq,
        digest=item.digest,
        document=item.document,
        missing_photos=ingest.missing_photos(visit.pk, document),
        sent_by=item.sent_by,
        received_at=at,
    )

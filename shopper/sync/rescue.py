"""A rescue file: all that a phone had not sent, taken in at the desk as if the phone had sent it."""

import io
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _
from msgspec import Meta, Struct

from shopper.accounts.models import User
from shopper.errors import Invalid, Refusal
from shopper.sync import documents, ingest, receipts, refused_photos
from shopper.sync.documents import VisitDocument
from shopper.sync.ingest import Sent
from shopper.sync.models import Revision
from shopper.visits import uploads
from shopper.visits.models import Visit
from shopper.visits.uploads import Declared

logger = logging.getLogger(__name__)


class RescuedPhoto(Struct):
    """One photograph with its bytes."""

    id: UUID
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    type: str
    base64: bytes


class RescuedVisit(Struct):
    """One visit as it stood on the phone; `ended` where the shopper had ended it."""

    id: UUID
    document: VisitDocument
    place: str = ""
    ended: bool = False
    photos: list[RescuedPhoto] = []


class RescueFile(Struct):
    """What one phone held for one person, by their e-mail address."""

    rescue: int
    device: UUID
    user: str
    at: str
    visits: list[RescuedVisit]


class Fate(StrEnum):
    """What becomes of a rescued visit. What is refused is kept in quarantine all the same."""

    NEW = "new"
    HERE = "here"
    FOREIGN = "foreign"
    TAKEN = "taken"
    HANDED_IN = "handed_in"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outlook:
    """One visit of the file: what is in it, whose it is, and what becomes of it."""

    rescued: RescuedVisit
    visit: Visit | None
    fate: Fate
    why: list[str] = field(default_factory=list)


def read(body: bytes) -> RescueFile:
    """Return the rescue file in these bytes.

    Raises:
        Invalid: it is something else, or was cut off.
    """
    try:
        found = msgspec.json.decode(body, type=RescueFile)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as trouble:
        sentence = _("This is no rescue file, or it is not whole: %(why)s") % {"why": trouble}
        raise Invalid(errors={"file": [sentence]}) from trouble
    if found.rescue != 1:
        raise Invalid(errors={"file": [_("This rescue file is of a newer kind.")]})
    return found


def preview(file: RescueFile, *, by: User) -> list[Outlook]:
    """Say of each visit what taking the file in would do; changes nothing."""
    return [_outlook(rescued, by) for rescued in file.visits]


def take_in(file: RescueFile, *, by: User, at: datetime) -> list[Outlook]:
    """Take each visit in, on behalf of the shopper whose phone it was; one cannot hold up another.

    Safe to repeat: what is here already is left as it is.
    """
    shopper = User.objects.filter(email__iexact=file.user.strip()).first()
    outcomes = []
    for outlook in preview(file, by=by):
        if outlook.fate == Fate.FOREIGN:
            outcomes.append(outlook)
            continue
        outcomes.append(_taken(outlook, shopper or by, at))
        logger.info("%s took in visit %s from a rescue file", by.pk, outlook.rescued.id)
    return outcomes


def _outlook(rescued: RescuedVisit, by: User) -> Outlook:
    mine = Visit.objects.run_by(by).select_related("location", "shopper")
    visit = mine.filter(pk=rescued.id).first()
    if visit is None:
        return Outlook(rescued, None, Fate.FOREIGN, [_("No visit of yours has this identity.")])
    standing = Revision.objects.standing(visit.pk)
    same = standing is not None and standing.digest == documents.digest_of(rescued.document)
    whole = not _absent(rescued, visit)
    return Outlook(rescued, visit, Fate.HERE if same and whole else Fate.NEW)


def _absent(rescued: RescuedVisit, visit: Visit) -> list[RescuedPhoto]:
    kept = uploads.kept(visit.pk)
    return [photo for photo in rescued.photos if kept.get(str(photo.id)) != photo.sha256]


def _taken(outlook: Outlook, shopper: User, at: datetime) -> Outlook:
    rescued, visit = outlook.rescued, outlook.visit
    if visit is None:
        return outlook
    standing = Revision.objects.standing(visit.pk)
    base = standing.number if standing else None
    try:
        revision = ingest.take_in(Sent(rescued.id, rescued.document, shopper, base, at))
    except Refusal as refusal:
        _keep_photos(rescued, shopper, at)
        return Outlook(rescued, visit, Fate.REFUSED, list(_sentences(refusal)))
    why = list(_photos_taken(rescued, visit))
    fate = Fate.TAKEN
    if rescued.ended and not why:
        try:
            receipts.submit(visit.pk, by=shopper, base=revision.number, at=at)
            fate = Fate.HANDED_IN
        except Refusal as refusal:
            why += _sentences(refusal)
    return Outlook(rescued, visit, fate, why)


def _photos_taken(rescued: RescuedVisit, visit: Visit) -> Iterator[str]:
    """Take in each photograph that is not here; yield what went wrong with one."""
    for photo in _absent(rescued, visit):
        said = Declared(len(photo.base64), photo.sha256)
        try:
            uploads.take_in(visit.pk, photo.id, body=io.BytesIO(photo.base64), said=said)
        except Refusal as refusal:
            yield from _sentences(refusal)


def _keep_photos(rescued: RescuedVisit, shopper: User, at: datetime) -> None:
    """Keep the photographs of a refused visit beside its document, as far as it names them."""
    for photo in rescued.photos:
        said, body = Declared(len(photo.base64), photo.sha256), io.BytesIO(photo.base64)
        with suppress(Refusal):
            refused_photos.refuse(
                rescued.id, photo.id, sent_by=shopper, body=body, said=said, at=at
            )


def _sentences(refusal: Refusal) -> Iterator[str]:
    found = [sentence for sentences in refusal.errors.values() for sentence in sentences]
    yield from dict.fromkeys(found or [str(refusal.detail)])

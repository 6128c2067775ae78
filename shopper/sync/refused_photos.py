"""Photographs of refused documents: kept beside them, for operators' eyes alone."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from shopper.accounts.models import User
from shopper.errors import Refusal
from shopper.sync import ingest, quarantine
from shopper.sync.models import Quarantined, QuarantinedPhoto
from shopper.visits import uploads
from shopper.visits.models import Photo, Visit
from shopper.visits.uploads import Declared, Readable

Document = Mapping[str, Any]


def refuse(
    visit_id: UUID, photo_id: UUID, *, sent_by: User, body: Readable, said: Declared, at: datetime
) -> Refusal:
    """Return the refusal of a photograph from somebody whose visit it is not, or not any more.

    Somebody whose account was closed is refused their own visits as well. Where a document of
    theirs in quarantine names the photograph, it is kept first, and the refusal's fact `kept`
    says so. Safe to repeat.

    Raises:
        Invalid: not the bytes that were announced, or not a photograph.
        DiskFull: there is no room; nothing half-written stays.
    """
    is_theirs = uploads.is_sent_on(visit_id, shopper=sent_by)
    refusal = ingest.account_closed() if is_theirs else ingest.not_theirs(visit_id, sent_by)
    waiting = Quarantined.objects.unsettled().filter(sent_by=sent_by)
    about_it = waiting.filter(visit_identity=visit_id).values_list("document", flat=True)
    if any(names(document, photo_id, said.sha256) for document in about_it):
        refusal.facts["kept"] = _keep(visit_id, photo_id, sent_by, body, said, at)
    return refusal


def names(document: Document, photo_id: UUID, sha256: str) -> bool:
    """Say whether the document lists this photograph with these bytes."""
    return (str(photo_id), sha256) in _listed(document)


def _listed(document: Document) -> list[tuple[str, str]]:
    photos = document.get("photos")
    listed = photos if isinstance(photos, list) else []
    return [(photo["id"], photo["sha256"]) for photo in listed if {"id", "sha256"} <= photo.keys()]


def _keep(
    visit_id: UUID, photo_id: UUID, sent_by: User, body: Readable, said: Declared, at: datetime
) -> bool:
    """Keep the bytes unless they are here; False where the sender has too many waiting already."""
    row = {
        "identity": photo_id,
        "visit_identity": visit_id,
        "sent_by": sent_by,
        "sha256": said.sha256,
    }
    here = QuarantinedPhoto.objects.filter(**row).first()
    if here is not None and file_of(here).is_file():
        return True
    if here is None and _waiting(sent_by) >= quarantine.KEPT_FOR_ONE_SENDER:
        return False
    folder = f"quarantine/{sent_by.pk}"
    path, header = uploads.laid_down(body, said, folder=folder, photo_id=photo_id)
    photo = QuarantinedPhoto(
        **row,
        size_bytes=said.size_bytes,
        media_type=header.media_type,
        path=path,
        received_at=at,
    )
    QuarantinedPhoto.objects.bulk_create([photo], ignore_conflicts=True)
    return True


def _waiting(sent_by: User) -> int:
    """Count the sender's photographs of visits about which somebody has yet to decide."""
    unsettled = Quarantined.objects.unsettled().filter(sent_by=sent_by)
    return QuarantinedPhoto.objects.filter(
        sent_by=sent_by, visit_identity__in=unsettled.values("visit_identity")
    ).count()


def beside(item: Quarantined) -> list[QuarantinedPhoto]:
    """Return the photographs that the document names and that came after it was refused."""
    listed = set(_listed(item.document))
    rows = QuarantinedPhoto.objects.filter(
        sent_by=item.sent_by_id, visit_identity=item.visit_identity
    )
    return [photo for photo in rows if (str(photo.identity), photo.sha256) in listed]


def named_in(item: Quarantined) -> list[QuarantinedPhoto | Photo]:
    """Return all photographs here that the document names: those beside it, and the visit's own.

    The visit has those that came before it was taken away, or after another phone handed it in.
    """
    listed = set(_listed(item.document))
    of_the_visit = Photo.objects.filter(visit=item.visit_identity)
    return [
        *beside(item),
        *(photo for photo in of_the_visit if (str(photo.pk), photo.sha256) in listed),
    ]


def file_of(photo: QuarantinedPhoto | Photo) -> Path:
    """Return where the bytes lie, exactly as the phone sent them."""
    return Path(settings.MEDIA_ROOT) / photo.path


def give_to(visit: Visit, item: Quarantined) -> None:
    """Make the photographs of a document the visit's own. Safe to repeat.

    One that cannot be given stays where it is; the phone still has it, and is asked for it.
    """
    kept = uploads.kept(visit.pk)
    for photo in beside(item):
        if kept.get(str(photo.identity)) == photo.sha256:
            continue
        said = Declared(photo.size_bytes, photo.sha256)
        try:
            with file_of(photo).open("rb") as body, transaction.atomic():
                uploads.take_in(visit.pk, photo.identity, body=body, said=said)
        except (Refusal, FileNotFoundError, IntegrityError):
            continue


def sweep(*, at: datetime) -> int:
    """Remove files older than a day that no row speaks of, and return how many. Safe to repeat."""
    return uploads.swept("quarantine/*/*", QuarantinedPhoto.objects.all(), at=at)

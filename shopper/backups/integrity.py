"""Whether what was handed in is still what was handed in: documents, receipts and their photographs."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from django.conf import settings

from shopper.backups import disk
from shopper.errors import Refusal
from shopper.sync import documents
from shopper.sync.models import Receipt, Revision
from shopper.visits.models import Photo


def digest_of_file(path: str) -> str | None:
    """Return the digest of a file below the media folder, or None where it cannot be read."""
    try:
        return disk.content_of(Path(settings.MEDIA_ROOT) / path).sha256
    except OSError:
        return None


def unreadable_documents() -> Iterator[str]:
    """Yield a sentence for each revision that can no longer be read, or is not what was sent."""
    for revision in Revision.objects.order_by("pk").iterator():
        of = f"revision {revision.number} of visit {revision.visit_id}"
        try:
            document = documents.read(msgspec.json.encode(revision.document))
        except Refusal as refusal:
            yield f"{of}: cannot be read: {refusal.detail} {dict(refusal.errors)}"
            continue
        if documents.digest_of(document) != revision.digest:
            yield f"{of}: is not what the phone sent"


def unknown_photos() -> Iterator[str]:
    """Yield a sentence for each photograph a receipt confirms and no row knows."""
    for receipt in Receipt.objects.select_related("revision").order_by("pk").iterator():
        visit = receipt.revision.visit_id
        known = {
            str(pk): sha256
            for pk, sha256 in Photo.objects.filter(visit=visit).values_list("pk", "sha256")
        }
        for photo in receipt.photos:
            if known.get(photo["id"]) != photo["sha256"]:
                yield f"receipt {receipt.pk} of visit {visit}: photo {photo['id']} is not known"

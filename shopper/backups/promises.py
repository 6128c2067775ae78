"""The files that rows speak of, and whether they are there: a row alone is not believed."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from shopper.sync.models import QuarantinedPhoto
from shopper.visits.copies import DERIVATIVES, derivative_path
from shopper.visits.models import Photo

OF_NOTHING = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True)
class Promise:
    """A file that a row speaks of. `path` is relative to the media folder.

    `sha256` is None where the row does not know what the file holds.
    """

    path: str
    sha256: str | None
    of: str


Promises = Callable[[str], Iterable[Promise]]  # by the alias of a connection


def of_photos(alias: str) -> Iterator[Promise]:
    """Yield every photograph's original, and its copies once they are made."""
    root = Path(settings.MEDIA_ROOT)
    rows = Photo.objects.using(alias).order_by("pk")
    for photo in rows.only("visit_id", "sha256", "path", "derived_at").iterator():
        of = f"photo {photo.pk} of visit {photo.visit_id}"
        yield Promise(photo.path, photo.sha256, of)
        if photo.derived_at:
            for longest_px in DERIVATIVES:
                copy = derivative_path(photo, longest_px).relative_to(root).as_posix()
                yield Promise(copy, None, f"{longest_px} px copy of {of}")


def of_refused_photos(alias: str) -> Iterator[Promise]:
    """Yield every photograph that is kept beside a document in quarantine."""
    rows = QuarantinedPhoto.objects.using(alias).order_by("pk")
    for photo in rows.only("visit_identity", "identity", "sha256", "path").iterator():
        of = f"photo {photo.identity} sent in vain for visit {photo.visit_identity}"
        yield Promise(photo.path, photo.sha256, of)


def broken(promises: Iterable[Promise], digest_of: Callable[[str], str | None]) -> Iterator[str]:
    """Yield a sentence for each promise that is not kept; `digest_of` is None for no such file."""
    for promise in promises:
        digest = digest_of(promise.path)
        if digest is None:
            yield f"{promise.path}: missing; it is the {promise.of}"
        elif digest == OF_NOTHING:
            yield f"{promise.path}: empty; it is the {promise.of}"
        elif promise.sha256 not in {None, digest}:
            yield f"{promise.path}: damaged; it is the {promise.of}"

"""Background work on photographs; all of it may run twice."""

import logging

from django.utils import timezone
from django.utils.translation import gettext as _

from shopper.visits import imaging, uploads
from shopper.visits.imaging import BadPhoto
from shopper.visits.models import Flag, Photo, Visit

logger = logging.getLogger(__name__)


def derive_all(visit: Visit) -> None:
    """Make the copies that people look at, of each photo that has none yet.

    A photo that cannot be opened is marked and flagged, and holds up no other.

    Raises:
        OSError: the disk cannot be read or written; running again goes on where this stopped.
    """
    for photo in visit.photos.filter(derived_at=None, is_unreadable=False, is_withdrawn=False):
        _derive(photo)


def _derive(photo: Photo) -> None:
    try:
        width, height = imaging.derive(photo, uploads.photo_file(photo))
    except (BadPhoto, FileNotFoundError) as trouble:
        logger.warning("photo %s cannot be opened: %r", photo.pk, trouble)
        _mark_unreadable(photo)
        return
    Photo.objects.filter(pk=photo.pk).update(
        derived_at=timezone.now(), width_px=width, height_px=height
    )


def _mark_unreadable(photo: Photo) -> None:
    Photo.objects.filter(pk=photo.pk).update(is_unreadable=True)
    detail = _("The photo of %(size)d bytes, %(id)s.") % {"size": photo.size_bytes, "id": photo.pk}
    flag = Flag(
        visit_id=photo.visit_id,
        code=Flag.Code.PHOTO_UNREADABLE,
        question_id=photo.question_id,
        detail=detail,
    )
    Flag.objects.bulk_create([flag], ignore_conflicts=True)

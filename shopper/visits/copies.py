"""Where a photograph's upright copies lie; who only shows them needs no library that draws."""

from pathlib import Path

from django.conf import settings

from shopper.visits.models import Photo

DERIVATIVES = {1200: 82, 480: 80}  # longest side in px ─► JPEG quality; each from the one before


def derivative_path(photo: Photo, longest_px: int) -> Path:
    """Return where the upright copy without metadata lies, no side longer than asked.

    `longest_px` is one of `DERIVATIVES`. The file exists once the photo's `derived_at` is set.
    """
    if longest_px not in DERIVATIVES:
        raise ValueError(f"no derivative has a longest side of {longest_px} px")
    folder = Path(settings.MEDIA_ROOT) / "derived" / str(photo.visit_id)
    return folder / f"{photo.pk}-{longest_px}.jpg"

"""The files that rows speak of: those of visits, the PDFs of reports and the photographs in them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from reports import photo_store
from reports.models import Report
from shopper.backups.promises import Promise, of_photos, of_refused_photos


def of_everything(alias: str) -> Iterator[Promise]:
    """Yield every file that a row speaks of, as the connection with this alias sees the rows."""
    yield from of_photos(alias)
    yield from of_refused_photos(alias)
    yield from of_reports(alias)


def of_reports(alias: str) -> Iterator[Promise]:
    """Yield every PDF that was drawn, and every photograph that frozen content shows."""
    root = Path(settings.MEDIA_ROOT)
    shown: set[str] = set()
    rows = Report.objects.using(alias).order_by("pk")
    for report in rows.only("status", "content", "pdf", "pdf_sha256").iterator(chunk_size=100):
        if report.status == Report.Status.READY:
            yield Promise(report.pdf, report.pdf_sha256, f"PDF of report {report.pk}")
        for digest in _digests(report.content) - shown:
            shown.add(digest)
            path = photo_store.path_of(digest).relative_to(root).as_posix()
            yield Promise(path, digest, f"photograph that report {report.pk} shows")


def _digests(content: dict[str, Any]) -> set[str]:
    photos = content.get("photos", [])
    return {photo[size] for photo in photos for size in ("small", "large") if photo.get(size)}

"""A report as its reader sees it on a screen: the frozen content, with each finding's photographs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404

from reports import photo_store
from reports.location_content import LocationContent
from reports.models import Report
from reports.shapes import Line, Moment, Photo
from reports.visit_content import VisitContent


@dataclass(frozen=True)
class Finding:
    """One answer worth reading: what was lost or what was beyond, with its photographs."""

    line: Line
    photos: list[Photo]


@dataclass(frozen=True)
class Chapter:
    """One moment with its losses first, then what was beyond what is expected."""

    moment: Moment
    losses: list[Finding]
    extras: list[Finding]
    photos: list[Photo]

    @property
    def is_worth_opening(self) -> bool:
        return bool(self.losses or self.extras or self.photos or self.moment.impression)


def content_of(report: Report) -> VisitContent | LocationContent:
    """Read the frozen content back.

    Raises:
        msgspec.ValidationError: the row holds content of another kind.
    """
    if report.kind == Report.Kind.VISIT:
        return VisitContent.from_json(report.content)
    return LocationContent.from_json(report.content)


def chapters(content: VisitContent) -> list[Chapter]:
    photos = {photo.number: photo for photo in content.photos}
    return [_chapter(moment, photos) for moment in content.moments]


def _chapter(moment: Moment, photos: dict[int, Photo]) -> Chapter:
    losses = [Finding(line, _shown(line.photos, photos)) for line in moment.lines if line.is_loss]
    extras = [Finding(line, _shown(line.photos, photos)) for line in moment.lines if line.is_extra]
    told = {photo.number for finding in (*losses, *extras) for photo in finding.photos}
    others = [number for number in moment.photos if number not in told]
    return Chapter(moment, losses, extras, _shown(others, photos))


def _shown(numbers: Iterable[int], photos: dict[int, Photo]) -> list[Photo]:
    return [photos[number] for number in numbers if number in photos]


def digests_of(content: VisitContent | LocationContent) -> set[str]:
    """Return the digests of every photograph the report shows; no other is handed out."""
    return {digest for photo in content.photos for digest in (photo.small, photo.large)}


def page_context(report: Report) -> dict[str, Any]:
    """Return what the page of a report is drawn from."""
    content = content_of(report)
    context: dict[str, Any] = {"report": report, "content": content, "is_visit": False}
    if isinstance(content, VisitContent):
        context |= {"is_visit": True, "chapters": chapters(content)}
    else:
        photos = {photo.number: photo for photo in content.photos}
        context["repeated"] = [
            (line, [photos[number] for number in line.photos if number in photos])
            for line in content.lines
        ]
    return context


def photo_file(report: Report, digest: str) -> FileResponse:
    """Answer with one photograph that the report shows, or 404."""
    path = photo_store.path_of(digest)
    if digest not in digests_of(content_of(report)) or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response

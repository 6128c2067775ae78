"""A report's frozen content ─► its PDF file: drawn in a child process, written whole or not at all."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from reports import jobs, photo_store, press
from reports.audience import Audience
from reports.jobs import Job, Unrenderable
from reports.models import Report
from shopper import disk

LARGEST_FILE_BYTES = 8 * 1024 * 1024


class CannotBeDrawn(Exception):
    """The PDF cannot be drawn; says why, for an operator."""


@dataclass(frozen=True)
class Drawn:
    """A PDF on disk; `path` is relative to the media folder."""

    path: str
    sha256: str
    size_bytes: int
    page_count: int


def job_for(report: Report, *, audience: Audience = Audience.FULL) -> Job:
    """Return everything the child needs to draw the report, and nothing it must look up."""
    return Job(
        kind=report.kind,
        content=report.content,
        audience=audience,
        paper=settings.PAPER,
        photo_folder=str(photo_store.folder()),
        told_by_magic=settings.WORD_OF_MOUTH["magic"],
        told_by_misery=settings.WORD_OF_MOUTH["misery"],
    )


def draw_to_file(report: Report) -> Drawn:
    """Draw the PDF for the owners and put it in its place under the media folder.

    Safe to repeat, also by two workers at once: the bytes are the same for the same content.

    Raises:
        CannotBeDrawn: it failed, took too long, or is larger than is ever sent.
        OSError: the disk cannot be written.
    """
    try:
        pages = press.run(jobs.draw, job_for(report))
    except (Unrenderable, press.Stopped, MemoryError) as trouble:
        raise CannotBeDrawn(str(trouble) or _("Out of memory.")) from trouble
    if len(pages.pdf) > LARGEST_FILE_BYTES:
        raise CannotBeDrawn(_("The file would be larger than 8 MB."))
    path = f"reports/{report.pk}.pdf"
    write_whole(Path(settings.MEDIA_ROOT) / path, pages.pdf)
    return Drawn(path, hashlib.sha256(pages.pdf).hexdigest(), len(pages.pdf), pages.page_count)


def write_whole(path: Path, body: bytes) -> None:
    """Write a file so that it is there whole, also after a power cut, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        file.write(body)
        disk.settle(file)
    disk.move_for_good(part, path)
    for left_by_a_killed_worker in path.parent.glob(f".{path.name}.*.part"):
        left_by_a_killed_worker.unlink(missing_ok=True)

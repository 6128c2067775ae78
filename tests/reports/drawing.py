"""Contents drawn to PDF in the test's own process, and the pictures in a PDF."""

import io

import pikepdf

from reports import rendering
from reports.jobs import Job, Pages


def job(content, folder, **fields) -> Job:
    kind = "visit" if hasattr(content, "visited_on") else "location"
    return Job(kind=kind, content=content.as_json(), photo_folder=str(folder), **fields)


def drawn(content, folder, **fields) -> Pages:
    return rendering.draw(job(content, folder, **fields))


def images_of(pdf: bytes) -> list[bytes]:
    """Return each picture as it lies in the file: a JPEG's own bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            bytes(image.read_raw_bytes())
            for image in document.objects
            if isinstance(image, pikepdf.Stream) and image.get("/Subtype") == "/Image"
        ]

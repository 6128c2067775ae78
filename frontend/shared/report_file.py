"""A report's PDF on its way to somebody who may read it."""

from django.http import FileResponse, Http404
from django.utils.text import slugify

from reports.models import Report


def file_name(report: Report) -> str:
    """Return a name by which the reader finds the file again."""
    place = slugify(f"{report.location.organization.name} {report.location.name}") or "report"
    day = report.last_on or report.published_at.astimezone(report.location.zone).date()
    return f"{place}-{day:%Y-%m-%d}-v{report.version}.pdf"


def streamed(report: Report) -> FileResponse:
    """Answer with the PDF, kept by nobody between here and the reader; 404 until it is drawn."""
    if report.status != Report.Status.READY or not report.file.is_file():
        raise Http404
    response = FileResponse(
        report.file.open("rb"),
        as_attachment=True,
        filename=file_name(report),
        content_type="application/pdf",
    )
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = f'"{report.pdf_sha256}"'
    return response

"""Letters about reports."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation

from reports import pages
from reports.models import Delivery, Report
from reports.shapes import Counts
from reports.templatetags.figures import percent
from shopper import mail


def send_report(letter: Delivery, *, link: str) -> None:
    """Tell an owner that a report can be read, with the verdict in a sentence and the link.

    It is in the owner's language, and in the report's where that is not known.
    """
    language = letter.to.language or letter.report.language
    with translation.override(language):
        context = {**_told(letter.report), "reader": letter.to, "link": link}
    mail.send(letter.email, template="reports/email/report", language=language, context=context)


def _told(report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "place": report.location.name,
        "verdict": pages.counted(Counts(**report.content["counts"])),
        "percent": percent(_percent(report)),
        "how_many": pages.one_odd_visit(report.content.get("visit_count", 1)),
        "days": settings.REPORT_LINK_DAYS,
    }


def _percent(report: Report) -> Decimal | None:
    is_visit = report.kind == Report.Kind.VISIT
    text = report.content["percent"] if is_visit else report.content["mean"]["percent"]
    return None if text is None else Decimal(text)

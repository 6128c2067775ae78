"""Letters about reports."""

from decimal import Decimal

from django.conf import settings

from reports import pages
from reports.models import Delivery, Report
from reports.shapes import Counts
from reports.templatetags.figures import percent
from shopper import mail


def send_report(letter: Delivery, *, link: str) -> None:
    """Tell an owner that a report can be read, with the verdict in a sentence and the link."""
    report = letter.report
    mail.send(
        letter.email,
        template="reports/email/report",
        context={
            "report": report,
            "reader": letter.to,
            "place": report.location.name,
            "verdict": pages.counted(Counts(**report.content["counts"])),
            "percent": percent(_percent(report)),
            "how_many": pages.one_odd_visit(report.content.get("visit_count", 1)),
            "days": settings.REPORT_LINK_DAYS,
            "link": link,
        },
    )


def _percent(report: Report) -> Decimal | None:
    is_visit = report.kind == Report.Kind.VISIT
    text = report.content["percent"] if is_visit else report.content["mean"]["percent"]
    return None if text is None else Decimal(text)

"""What happens in the background after a report is published; each task may run twice."""

import logging
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from reports import delivery, drawing
from reports.models import Report

logger = logging.getLogger(__name__)


@task()
def render(report_id: str) -> None:
    """Draw the PDF from the frozen content, once, and queue the letters to its owners.

    A report that is drawn already is left as it is. One that cannot be drawn is marked, with the
    reason; it can be tried again.
    """
    report = Report.objects.select_related("location").get(pk=UUID(report_id))
    if report.status == Report.Status.READY and report.file.exists():
        return
    try:
        drawn = drawing.draw_to_file(report)
    except drawing.CannotBeDrawn as trouble:
        logger.error("report %s cannot be drawn: %s", report.pk, trouble)
        unfinished = Report.objects.filter(pk=report.pk).exclude(status=Report.Status.READY)
        unfinished.update(status=Report.Status.FAILED, failure=str(trouble))
        return
    with transaction.atomic():
        Report.objects.filter(pk=report.pk).update(
            status=Report.Status.READY,
            failure="",
            pdf=drawn.path,
            pdf_sha256=drawn.sha256,
            size_bytes=drawn.size_bytes,
            page_count=drawn.page_count,
            rendered_at=timezone.now(),
        )
        deliver.enqueue(str(report.pk))


@task()
def deliver(report_id: str) -> None:
    """Write to every owner of the location who has not been written to about this version."""
    delivery.send(Report.objects.select_related("location").get(pk=UUID(report_id)))


def mark_given_up(abandoned: Iterable[DBTaskResult]) -> None:
    """Say of reports whose drawing was given up that they failed, so that they can be tried again."""
    drawings = [task for task in abandoned if task.task_path == render.module_path]
    reports = [UUID(task.args_kwargs["args"][0]) for task in drawings]
    Report.objects.filter(pk__in=reports, status=Report.Status.QUEUED).update(
        status=Report.Status.FAILED,
        failure=_("The background worker was stopped each time while it drew this."),
    )

"""Publish a visit or a period: freeze the content, move the visit, queue the PDF; re-issue."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reports import location_content, tasks, visit_content
from reports.models import Report
from reports.shapes import Version
from shopper.accounts.models import User
from shopper.errors import Invalid, NotAllowed, WrongState
from shopper.organizations.models import Location
from shopper.visits import lifecycle, policy
from shopper.visits.models import Visit
from shopper.visits.states import Status


def publish(visit: Visit, *, by: User) -> Report:
    """Make an approved visit known to its owners: freeze its report and queue the PDF.

    Raises:
        NotAllowed: `by` does not operate the visit's organization.
        WrongState: the visit is not approved, or somebody else published it first.
    """
    policy.require_operator(visit, by)
    with transaction.atomic():
        lifecycle.move(visit, to=Status.PUBLISHED, by=by, published_at=timezone.now())
        return _release(Report(kind=Report.Kind.VISIT, visit=visit, location=visit.location), by=by)


def location_report(location: Location, *, first_on: date, last_on: date, by: User) -> Report:
    """Make one location's period known to its owners, from the visits published so far.

    Both days are included, by the location's own time zone.

    Raises:
        NotAllowed: `by` does not operate the location's organization.
        Invalid: the period ends before it begins, or no visit of it is published.
    """
    _require_operator(location, by)
    if first_on > last_on:
        raise Invalid(errors={"last_on": [_("The period must end after it begins.")]})
    report = Report(
        kind=Report.Kind.LOCATION, location=location, first_on=first_on, last_on=last_on
    )
    with transaction.atomic():
        return _release(report, by=by)


def reissue(report: Report, *, by: User, change_note: str) -> Report:
    """Correct a report: its next version, from what stands now, says what changed.

    Raises:
        NotAllowed: `by` does not operate the report's organization.
        Invalid: the note does not say what changed.
        WrongState: the report was replaced already.
    """
    _require_operator(report.location, by)
    if not change_note.strip():
        raise Invalid(errors={"change_note": [_("Say in a sentence what changed.")]})
    following = Report(
        kind=report.kind,
        visit=report.visit,
        location=report.location,
        first_on=report.first_on,
        last_on=report.last_on,
        version=report.version + 1,
        replaces=report,
        change_note=change_note.strip()[:300],
    )
    try:
        with transaction.atomic():
            return _release(following, by=by)
    except IntegrityError as trouble:
        raise WrongState(_("This report was replaced by a newer version already.")) from trouble


def redraw(report: Report, *, by: User) -> None:
    """Try again to draw the PDF of a report that failed.

    Raises:
        NotAllowed: `by` does not operate the report's organization.
        WrongState: the report did not fail.
    """
    _require_operator(report.location, by)
    with transaction.atomic():
        failed = Report.objects.filter(pk=report.pk, status=Report.Status.FAILED)
        if not failed.update(status=Report.Status.QUEUED, failure=""):
            raise WrongState(_("This report is drawn already, or waits to be."))
        tasks.render.enqueue(str(report.pk))
    report.refresh_from_db(fields=["status", "failure"])


def queue_undrawn(*, before: datetime) -> int:
    """Queue anew what was published before then and is not drawn yet; return how many reports.

    Safe to repeat: what is drawn in the meantime is left as it is.
    """
    waiting = Report.objects.filter(status=Report.Status.QUEUED, published_at__lt=before)
    undrawn = [str(report_id) for report_id in waiting.values_list("pk", flat=True)]
    for report_id in undrawn:
        tasks.render.enqueue(report_id)
    return len(undrawn)


def _require_operator(location: Location, user: User) -> None:
    if not policy.is_run_by(location, user):
        raise NotAllowed(_("Only an operator of this organization may do this."))


def _release(report: Report, *, by: User) -> Report:
    """Freeze the content, write the row and queue the PDF, all in the caller's transaction."""
    report.id = uuid4()
    report.published_at = timezone.now()
    report.published_by = by
    report.content = _content_of(report)
    report.save(force_insert=True)
    tasks.render.enqueue(str(report.pk))
    return report


def _content_of(report: Report) -> dict[str, Any]:
    version = Version(
        report=str(report.pk),
        number=report.version,
        published_on=report.published_at.astimezone(report.location.zone).date(),
        replaces=str(report.replaces_id or ""),
        changed=report.change_note,
        language=_language_of(report),
    )
    with translation.override(version.language):
        return _frozen(report, version)


def _language_of(report: Report) -> str:
    """Return the client's language; a correction is in the language of what it replaces."""
    if report.replaces is not None:
        return report.replaces.language
    return report.location.organization.language


def _frozen(report: Report, version: Version) -> dict[str, Any]:
    if report.visit is not None:
        return visit_content.freeze(report.visit, version=version).as_json()
    if report.first_on is None or report.last_on is None:
        raise ValueError("a report is of a visit or of a period")
    content = location_content.freeze(
        report.location, first_on=report.first_on, last_on=report.last_on, version=version
    )
    return content.as_json()

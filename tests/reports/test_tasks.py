"""Drawing in the background: once, whole, and with a reason when it fails."""

import hashlib
import json

import pytest
from django.core import mail
from django_tasks import default_task_backend
from django_tasks_db.models import DBTaskResult

from reports import drawing, location_content, press, publishing, rendering, tasks
from reports.jobs import Pages, Unrenderable
from reports.models import Delivery, Report
from tests import factories
from tests.reports.published import BAD, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(location, checklist, owner):
    return published(location, checklist, answers=BAD, photos=["Is the inside spotlessly clean?"])


@pytest.fixture
def _in_this_process(monkeypatch):
    """Draw here: a child of its own costs seconds, and test_press.py has it tested."""
    monkeypatch.setattr(press, "run", lambda work, *args: work(*args))


def files(report):
    return sorted(path.name for path in report.file.parent.iterdir() if path.is_file())


def test_a_report_is_drawn_in_a_child_and_lies_whole_in_its_place(report):
    tasks.render.func(str(report.pk))

    report.refresh_from_db()
    body = report.file.read_bytes()
    assert report.status == Report.Status.READY
    assert body.startswith(b"%PDF")
    assert (len(body), hashlib.sha256(body).hexdigest()) == (report.size_bytes, report.pdf_sha256)
    assert report.page_count >= 2
    assert report.rendered_at is not None
    assert report.visit.shopper.name.encode() not in body


@pytest.mark.usefixtures("_in_this_process")
def test_drawing_twice_leaves_one_file_and_writes_to_nobody_twice(report, owner):
    tasks.render.func(str(report.pk))
    report.refresh_from_db()
    first = report.rendered_at

    tasks.render.func(str(report.pk))
    tasks.deliver.func(str(report.pk))
    tasks.deliver.func(str(report.pk))

    report.refresh_from_db()
    assert report.rendered_at == first
    assert files(report) == [f"{report.pk}.pdf"]
    assert [letter.to for letter in mail.outbox] == [[owner.email]]
    assert Delivery.objects.count() == 1


@pytest.mark.usefixtures("_in_this_process")
def test_the_letters_are_queued_when_the_pdf_is_there_and_not_before(report):
    default_task_backend.clear()

    tasks.render.func(str(report.pk))

    queued = [(result.task.func.__name__, result.args) for result in default_task_backend.results]
    assert queued == [("deliver", [str(report.pk)])]
    assert mail.outbox == []


@pytest.mark.parametrize(
    "trouble",
    [
        Unrenderable("photo:… is not there"),
        press.Stopped("stopped after 20 seconds"),
        MemoryError(),
    ],
    ids=["cannot be drawn", "too slow", "too greedy"],
)
def test_a_report_that_cannot_be_drawn_is_marked_with_the_reason(report, monkeypatch, trouble):
    def fail(*_args):
        raise trouble

    monkeypatch.setattr(press, "run", fail)

    tasks.render.func(str(report.pk))

    report.refresh_from_db()
    assert report.status == Report.Status.FAILED
    assert report.failure
    assert mail.outbox == []


@pytest.mark.usefixtures("_in_this_process")
def test_a_failed_report_is_drawn_when_it_is_tried_again(report, operator):
    Report.objects.update(status="failed", failure="too slow")

    publishing.redraw(report, by=operator)
    tasks.render.func(str(report.pk))

    report.refresh_from_db()
    assert (report.status, report.failure) == (Report.Status.READY, "")


def test_a_file_too_large_to_be_sent_is_refused(report, monkeypatch):
    huge = Pages(b"%PDF" + bytes(drawing.LARGEST_FILE_BYTES), 1, ())
    monkeypatch.setattr(press, "run", lambda *_args: huge)

    tasks.render.func(str(report.pk))

    report.refresh_from_db()
    assert report.status == Report.Status.FAILED
    assert not report.file.exists()


def test_a_worker_killed_while_writing_leaves_no_file_that_looks_whole(report, monkeypatch):
    monkeypatch.setattr(press, "run", lambda *_args: Pages(b"%PDF whole", 1, ()))
    monkeypatch.setattr(drawing.os, "fsync", lambda _handle: 1 / 0)
    monkeypatch.setattr(drawing.os, "getpid", lambda: 1)

    with pytest.raises(ZeroDivisionError):
        tasks.render.func(str(report.pk))

    assert not report.file.exists()
    report.refresh_from_db()
    assert report.status == Report.Status.QUEUED

    monkeypatch.undo()
    monkeypatch.setattr(press, "run", lambda *_args: Pages(b"%PDF whole", 1, ()))
    tasks.render.func(str(report.pk))
    assert report.file.read_bytes() == b"%PDF whole"
    assert files(report) == [f"{report.pk}.pdf"]


@pytest.mark.usefixtures("_in_this_process")
def test_a_location_report_is_drawn_too(report, location, checklist, operator):
    published(location, checklist, days_ago=3)
    days = [row["visited_on"] for row in Report.objects.values_list("content", flat=True)]
    first_on, last_on = (location_content.date.fromisoformat(day) for day in (min(days), max(days)))

    summary = publishing.location_report(location, first_on=first_on, last_on=last_on, by=operator)
    tasks.render.func(str(summary.pk))

    summary.refresh_from_db()
    assert summary.status == Report.Status.READY
    assert summary.content["visit_count"] == 2


def test_the_child_is_given_no_secret_of_the_visit(report):
    job = drawing.job_for(report)

    text = json.dumps(job.content) + rendering.markup(job)
    shopper = report.visit.shopper
    for secret in (shopper.name, shopper.email, str(report.visit_id), str(shopper.pk)):
        assert secret not in text
    assert factories.NOW.strftime("%H:%M") not in text


@pytest.mark.usefixtures("_in_this_process")
def test_a_report_whose_drawing_was_given_up_has_failed_and_can_be_tried_again(report, operator):
    given_up = DBTaskResult(
        task_path="reports.tasks.render", args_kwargs={"args": [str(report.pk)]}
    )

    tasks.mark_given_up([given_up])

    report.refresh_from_db()
    assert report.status == Report.Status.FAILED
    publishing.redraw(report, by=operator)
    tasks.render.func(str(report.pk))
    report.refresh_from_db()
    assert report.status == Report.Status.READY


def test_a_report_that_was_drawn_stays_ready_whatever_was_given_up(report):
    Report.objects.update(status="ready", pdf="reports/x.pdf")
    drawn = DBTaskResult(task_path="reports.tasks.render", args_kwargs={"args": [str(report.pk)]})
    other = DBTaskResult(task_path="reports.tasks.deliver", args_kwargs={"args": [str(report.pk)]})

    tasks.mark_given_up([drawn, other])

    report.refresh_from_db()
    assert report.status == Report.Status.READY

"""What must be done once a day."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports.models import Report
from shopper.visits.models import Visit
from tests import factories
from tests.reports.published import published


@pytest.mark.parametrize(("minutes", "queued"), [(14, 0), (16, 1)])
def test_a_visit_that_stayed_unprepared_is_prepared_anew(db, settings, capsys, minutes, queued):
    settings.TASKS = {"default": {"BACKEND": "shopper.queue.Queue"}}
    handed_in = timezone.now() - timedelta(minutes=minutes)
    factories.make_submitted_visit()
    visit = factories.make_submitted_visit()
    Visit.objects.filter(pk=visit.pk).update(prepared_at=None, submitted_at=handed_in)

    call_command("sweep")

    assert DBTaskResult.objects.count() == queued
    assert f"{queued} visits queued" in capsys.readouterr().out


@pytest.mark.parametrize(("minutes", "queued"), [(14, 0), (16, 1)])
def test_a_report_that_stayed_undrawn_is_drawn_anew(
    location, checklist, settings, capsys, minutes, queued
):
    report = published(location, checklist)
    settings.TASKS = {"default": {"BACKEND": "shopper.queue.Queue"}}
    long_ago = timezone.now() - timedelta(minutes=minutes)
    Report.objects.filter(pk=report.pk).update(published_at=long_ago)

    call_command("sweep")

    arguments = [task.args_kwargs["args"] for task in DBTaskResult.objects.all()]
    assert arguments == [[str(report.pk)]] * queued
    assert f"{queued} reports queued" in capsys.readouterr().out


@pytest.mark.parametrize("status", ["ready", "failed"])
def test_a_report_that_is_drawn_or_has_failed_is_left_as_it_is(
    location, checklist, settings, status
):
    report = published(location, checklist)
    settings.TASKS = {"default": {"BACKEND": "shopper.queue.Queue"}}
    long_ago = timezone.now() - timedelta(days=1)
    Report.objects.filter(pk=report.pk).update(published_at=long_ago, status=status, pdf="x.pdf")

    call_command("sweep")

    assert DBTaskResult.objects.count() == 0


@pytest.mark.django_db
def test_the_task_of_a_worker_whose_machine_is_gone_is_queued_again(capsys):
    task = DBTaskResult.objects.create(
        status="RUNNING",
        started_at=timezone.now(),
        args_kwargs={"args": ["x"], "kwargs": {}},
        task_path="shopper.sync.tasks.prepare",
        backend_name="default",
        worker_ids=["gone"],
    )

    call_command("sweep")

    task.refresh_from_db()
    assert task.status == "READY"
    assert "1 tasks of dead workers queued" in capsys.readouterr().out

"""What must be done once a day."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shopper.visits.models import Visit
from tests import factories


@pytest.mark.parametrize(("minutes", "queued"), [(14, 0), (16, 1)])
def test_a_visit_that_stayed_unprepared_is_prepared_anew(db, settings, capsys, minutes, queued):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    handed_in = timezone.now() - timedelta(minutes=minutes)
    factories.make_submitted_visit()
    visit = factories.make_submitted_visit()
    Visit.objects.filter(pk=visit.pk).update(prepared_at=None, submitted_at=handed_in)

    call_command("sweep")

    assert DBTaskResult.objects.count() == queued
    assert f"{queued} visits queued" in capsys.readouterr().out

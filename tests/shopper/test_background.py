"""What a dead worker left behind is done by another; what kills every worker is given up."""

import signal
import subprocess
import sys

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from shopper import background

pytestmark = pytest.mark.django_db
LIVE = """
import sys, time
from pathlib import Path
from django.conf import settings
settings.configure(MEDIA_ROOT=sys.argv[1], INSTALLED_APPS=["django_tasks_db"])
import django; django.setup()
from shopper import background
with background.alive("w1"):
    print("alive", flush=True)
    time.sleep(60)
"""


def running(*worker_ids: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now(),
        args_kwargs={"args": ["x"], "kwargs": {}},
        task_path="shopper.sync.tasks.prepare",
        backend_name="default",
        worker_ids=list(worker_ids),
    )


def status_of(task: DBTaskResult) -> str:
    task.refresh_from_db()
    return task.status


def test_the_task_of_a_dead_worker_is_queued_again():
    task = running("w1")

    left = background.take_up(at=timezone.now())

    assert left.queued == [task]
    assert status_of(task) == "READY"


def test_the_task_of_a_living_worker_is_left_alone():
    task = running("w1")

    with background.alive("w1"):
        left = background.take_up(at=timezone.now())

    assert left == background.LeftBehind()
    assert status_of(task) == "RUNNING"


def test_a_worker_that_has_ended_is_not_alive():
    task = running("w1")
    with background.alive("w1"):
        pass

    background.take_up(at=timezone.now())

    assert status_of(task) == "READY"


def test_a_worker_lives_for_other_processes_until_it_is_killed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    task = running("w1")
    worker = subprocess.Popen([sys.executable, "-c", LIVE, tmp_path], stdout=subprocess.PIPE)
    assert worker.stdout.readline() == b"alive\n"
    background.take_up(at=timezone.now())
    assert status_of(task) == "RUNNING"

    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    background.take_up(at=timezone.now())

    assert status_of(task) == "READY"
    assert list((tmp_path / "workers").iterdir()) == []


def test_of_two_workers_the_last_to_have_a_task_counts():
    task = running("w1", "w2")

    with background.alive("w2"):
        background.take_up(at=timezone.now())

    assert status_of(task) == "RUNNING"


def test_what_its_worker_ends_in_the_meantime_is_not_run_again(monkeypatch):
    task = running("w1")

    def ended_at_the_last_moment(_worker_id):
        task.set_successful(None)
        return False

    monkeypatch.setattr(background, "_is_alive", ended_at_the_last_moment)
    left = background.take_up(at=timezone.now())

    assert left.queued == []
    assert status_of(task) == "SUCCESSFUL"


@pytest.mark.parametrize(
    ("deaths", "status"), [(2, "READY"), (3, "FAILED")], ids=["two deaths", "three deaths"]
)
def test_a_task_of_which_three_workers_died_is_given_up(deaths, status):
    task = running(*(f"w{number}" for number in range(deaths)))
    now = timezone.now()

    left = background.take_up(at=now)

    assert status_of(task) == status
    assert (task in left.queued, task in left.given_up) == (deaths == 2, deaths == 3)
    if deaths == 3:
        assert task.finished_at == now
        assert "3 workers died" in task.traceback

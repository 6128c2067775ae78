"""The background worker is killed in the middle of its work; the next one ends it, once and whole."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import psutil
import pytest

from tests.faults.waiting import wait_until
from tests.faults.working import Installation
from tests.journeys.server import ROOT

pytestmark = pytest.mark.timeout(1200)
PREPARE, RENDER, DELIVER = (
    "shopper.sync.tasks.prepare",
    "reports.tasks.render",
    "reports.tasks.deliver",
)
STAGES = {PREPARE: "hand_in", RENDER: "publish", DELIVER: "draw"}
PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    """Return an installation with something to do; made once for all tests that copy it."""
    made = {}

    def stage(what: str) -> Installation:
        if what not in made:
            made[what] = Installation.staged(tmp_path_factory.mktemp("staged") / what, what)
        return made[what]

    return stage


@pytest.fixture
def make_worker():
    """Start workers that do not end by themselves; none of them outlives its test."""
    workers = []

    def make(place: Installation) -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "db_worker"]
        workers.append(subprocess.Popen(command, cwd=ROOT, env=place.env, start_new_session=True))
        return workers[-1]

    yield make
    for worker in workers:
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def kill_at(staged: Installation, task: str, folder, *, most: int | None) -> None:
    """Kill a worker at moments spread over the task, first and last among them, and let another end it."""
    undisturbed = staged.copy(folder / "undisturbed")
    names = undisturbed.work_until_killed(task, 0)
    expected = undisturbed.outcome()
    for moment in spread(len(names), most or len(names)):
        place = staged.copy(folder / str(moment))

        led_there = place.work_until_killed(task, moment)
        place.work()

        where = f"killed before moment {moment} of {len(names)}: {led_there[-1]}"
        assert place.outcome() == expected, where
        assert {status for _task, status, _workers in place.tasks()} == {"SUCCESSFUL"}, where
        ended = [workers for name, _, workers in place.tasks() if task.endswith(f".{name}")]
        assert ended == [2], where
        once_or_twice = {1, 2} if task == DELIVER else {1}
        assert task == PREPARE or place.letters() in once_or_twice, where


def spread(count: int, most: int) -> list[int]:
    return sorted({1 + round(step * (count - 1) / max(1, most - 1)) for step in range(most)})


@pytest.mark.parametrize(("task", "most"), [(PREPARE, 4), (RENDER, 2), (DELIVER, 2)])
def test_what_a_killed_worker_has_begun_the_next_one_ends(staged, tmp_path, task, most):
    kill_at(staged(STAGES[task]), task, tmp_path, most=most)


@pytest.mark.slow
@pytest.mark.parametrize("task", STAGES)
def test_a_worker_may_be_killed_at_any_moment_of_a_task(staged, tmp_path, task):
    kill_at(staged(STAGES[task]), task, tmp_path, most=None)


@pytest.mark.parametrize("drawn_for_seconds", [0, 0.5])
def test_a_worker_killed_while_its_child_draws_leaves_neither_child_nor_half_a_report(
    staged, make_worker, tmp_path, drawn_for_seconds
):
    place = staged("publish").copy(tmp_path / "place")
    worker = make_worker(place)
    child = child_of(worker.pid, busy_seconds=drawn_for_seconds)

    worker.kill()
    worker.wait()

    child.wait(timeout=PATIENCE_SECONDS)
    assert [row[2] for row in place.outcome().rows["reports"]] == ["queued"]
    place.work()
    outcome = place.outcome()
    [(_identity, version, status, _failure, pdf, sha256, _pages)] = outcome.rows["reports"]
    assert (version, status, outcome.files[pdf]) == (1, "ready", sha256)
    assert not [path for path in outcome.files if path.endswith(".part")]
    assert place.letters() == 1


def child_of(pid: int, *, busy_seconds: float) -> psutil.Process:
    """Wait until the process that draws is there, and has worked for so many seconds."""
    found: list[psutil.Process] = []

    def draws() -> bool:
        for child in psutil.Process(pid).children():
            with suppress(psutil.NoSuchProcess):
                is_drawing = "spawn_main" in " ".join(child.cmdline())
                if is_drawing and child.cpu_times().user >= busy_seconds:
                    found.append(child)
        return bool(found)

    assert wait_until(draws, PATIENCE_SECONDS), "nothing is drawn"
    return found[0]


@pytest.mark.slow
def test_a_task_that_kills_each_worker_is_given_up_and_its_report_can_be_tried_again(
    staged, tmp_path
):
    place = staged("publish").copy(tmp_path / "place")
    for _death in range(3):
        place.work_until_killed(RENDER, 1)

    place.work()

    assert place.tasks() == [("render", "FAILED", 3)]
    [(_identity, _version, status, failure, *_file)] = place.outcome().rows["reports"]
    assert (status, failure != "") == ("failed", True)

"""What draws may be slow, greedy or dead; who asked for it is answered all the same."""

import os
import signal
import tempfile
import time
from pathlib import Path

import pytest

from reports import press


@pytest.fixture(autouse=True)
def _a_fresh_child():
    yield
    press.close()


def test_the_child_is_kept_warm_and_is_not_this_process():
    first, second = press.run(os.getpid), press.run(os.getpid)

    assert first == second != os.getpid()


def test_work_that_takes_too_long_is_stopped_and_the_next_has_a_child_of_its_own(monkeypatch):
    child = press.run(os.getpid)
    monkeypatch.setattr(press, "SECONDS", 1)
    began = time.monotonic()

    with pytest.raises(press.Stopped):
        press.run(time.sleep, 60)

    assert time.monotonic() - began < 10
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    monkeypatch.setattr(press, "SECONDS", 120)
    assert press.run(os.getpid) != child


def _calculate_for_ever():
    while True:
        sum(range(10_000))


def test_work_that_uses_too_much_of_the_processor_is_stopped(monkeypatch):
    monkeypatch.setattr(press, "CPU_SECONDS", 0.5)
    child = press.run(os.getpid)

    with pytest.raises(press.Stopped, match="processor"):
        press.run(_calculate_for_ever)

    assert press.run(os.getpid) == child


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "stop"])
def test_whoever_stops_the_worker_and_all_it_started_lets_the_document_be_finished(asked):
    child = press.run(os.getpid)

    press.run(os.kill, child, asked)

    assert press.run(os.getpid) == child


def test_a_child_that_dies_is_noticed_at_once():
    child = press.run(os.getpid)
    began = time.monotonic()

    with pytest.raises(press.Stopped, match="died"):
        press.run(os.kill, child, signal.SIGKILL)

    assert time.monotonic() - began < press.SECONDS / 10
    assert press.run(os.getpid) != child


def _leave_a_folder():
    return tempfile.mkdtemp()


def _kill_the_child():
    with pytest.raises(press.Stopped):
        press.run(os.kill, press.run(os.getpid), signal.SIGKILL)


@pytest.mark.parametrize("end", [press.close, _kill_the_child], ids=["closed", "killed"])
def test_what_a_child_lays_down_for_itself_goes_with_it(end):
    left = Path(press.run(_leave_a_folder))
    assert left.is_dir()

    end()

    assert not left.exists()


def test_work_that_asks_for_more_than_its_memory_fails_alone():
    with pytest.raises(MemoryError):
        press.run(bytes, 2 * press.BYTES_OF_MEMORY)

    assert press.run(len, b"still here") == 10


def test_what_the_work_raises_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        press.run(divmod, 1, 0)


def test_a_child_is_replaced_after_so_many_documents(monkeypatch):
    monkeypatch.setattr(press, "DOCUMENTS_A_CHILD", 2)

    children = {press.run(os.getpid) for _ in range(4)}

    assert len(children) >= 2

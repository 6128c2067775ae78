"""One child process, kept warm, that works for at most so long and in so much memory.

What draws a document may be slow, greedy or stuck; whoever asked for it must not be. This module
is imported by the child before Django is set up, and so imports nothing of the product.
"""

import atexit
import multiprocessing
import os
import resource
import signal
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

import django
from django.conf import settings

P = ParamSpec("P")
T = TypeVar("T")

# Of the processor, so that a busy machine fails no good document; and by the clock, for one that hangs.
CPU_SECONDS = 20
SECONDS = 120
SECONDS_TO_WARM_UP = 60
BYTES_OF_MEMORY = 1024**3
DOCUMENTS_A_CHILD = 100

# The child prints words and numbers. Pages, doors and the admin would cost it 15 MB for nothing.
APPS_THAT_DRAW = [
    *("reports", "shopper.review", "shopper.visits", "shopper.checklists"),
    *("shopper.organizations", "shopper.accounts"),
    *("django.contrib.contenttypes", "django.contrib.auth", "django.contrib.staticfiles"),
]


class Stopped(Exception):
    """The child was stopped at its time limit, or died."""


@dataclass
class _Child:
    """The process, where its temporary files lie, and how many documents it has drawn."""

    pool: ProcessPoolExecutor
    pid: int
    folder: TemporaryDirectory[str]
    drawn: int = 0


_children: list[_Child] = []
_one_at_a_time = threading.Lock()


def run(work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `work` returns in the child process; what it raises, it raises here.

    Work, arguments and result are pickled. A child that is stopped leaves nothing behind but
    what it had written; the next call starts another.

    Raises:
        Stopped: it took longer than `CPU_SECONDS` or `SECONDS`, or the child died.
    """
    with _one_at_a_time:
        child = _warm()
        child.drawn += 1
        try:
            return child.pool.submit(_timed, CPU_SECONDS, work, *args, **kwargs).result(SECONDS)
        except TimeoutError as trouble:
            close()
            raise Stopped(f"stopped after {SECONDS} seconds") from trouble
        except BrokenProcessPool as trouble:
            close()
            raise Stopped("the process that draws has died") from trouble


def close() -> None:
    """End the child at once, whatever it does, and remove the temporary files it leaves."""
    while _children:
        child = _children.pop()
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
        child.pool.shutdown()
        child.folder.cleanup()


def _warm() -> _Child:
    """Return the child; its first answer is awaited, for a cold start takes seconds."""
    if _children and _children[0].drawn >= DOCUMENTS_A_CHILD:
        close()
    if not _children:
        context = multiprocessing.get_context("spawn")
        folder = TemporaryDirectory(prefix="moments-press-")
        pool = ProcessPoolExecutor(
            1, mp_context=context, initializer=_settle_in, initargs=(folder.name,)
        )
        _children.append(_Child(pool, pool.submit(os.getpid).result(SECONDS_TO_WARM_UP), folder))
    return _children[0]


def _settle_in(folder: str) -> None:
    """Prepare the child; what it writes for itself, as WeasyPrint does fonts, goes to `folder`."""
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    tempfile.tempdir = folder
    settle()


def settle() -> None:
    """Prepare the child: when to stop is its parent's to answer, and its memory has an end."""
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, _stop)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))
    settings.INSTALLED_APPS = APPS_THAT_DRAW
    django.setup()


def _end_with_the_parent() -> None:
    """End this child when its parent was killed: nobody would ever ask it for anything again."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _timed(cpu_seconds: float, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Work in the child, for so many seconds of the processor."""
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        return work(*args, **kwargs)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _stop(*_signal: object) -> None:
    raise Stopped("stopped at its limit of the processor's time")


atexit.register(close)

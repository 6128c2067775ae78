"""One child process, kept warm, that works for at most so long and in so much memory.

What draws a document may be slow, greedy or stuck; whoever asked for it must not be. This module
is imported by the child before Django is set up, and so imports nothing of the product.
"""

import atexit
import multiprocessing
import resource
import signal
import threading
from collections.abc import Callable
from multiprocessing.pool import Pool
from typing import ParamSpec, TypeVar

import django

P = ParamSpec("P")
T = TypeVar("T")

SECONDS = 20
SECONDS_TO_WARM_UP = 60
BYTES_OF_MEMORY = 1024**3
DOCUMENTS_A_CHILD = 100

_pools: list[Pool] = []
_one_at_a_time = threading.Lock()


class Stopped(Exception):
    """The child was stopped at its time limit, or died."""


def run(work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `work` returns in the child process; what it raises, it raises here.

    Work, arguments and result are pickled. A child that is stopped leaves nothing behind but
    what it had written; the next call starts another.

    Raises:
        Stopped: it took longer than `SECONDS`, or the child died.
    """
    with _one_at_a_time:
        try:
            return _warm().apply_async(work, args, kwargs).get(SECONDS)
        except multiprocessing.TimeoutError as trouble:
            close()
            raise Stopped(f"stopped after {SECONDS} seconds") from trouble


def close() -> None:
    """End the child at once, whatever it does."""
    while _pools:
        _pools.pop().terminate()


def _warm() -> Pool:
    """Return the pool of one; its first answer is awaited, for a cold start takes seconds."""
    if not _pools:
        pool = multiprocessing.get_context("spawn").Pool(
            1, initializer=_settle, maxtasksperchild=DOCUMENTS_A_CHILD
        )
        _pools.append(pool)
        pool.apply_async(_ready).get(SECONDS_TO_WARM_UP)
    return _pools[0]


def _settle() -> None:
    """Prepare the child: Ctrl-C is its parent's to answer, and its memory has an end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))
    django.setup()


def _ready() -> bool:
    return True


atexit.register(close)

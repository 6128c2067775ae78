"""Waiting for what another process or a browser does, without asking it to tell."""

import time
from collections.abc import Callable

LOOK_EVERY_SECONDS = 0.01


def wait_until(happened: Callable[[], bool], seconds: float) -> bool:
    """Look again and again, at most so long; say whether it has happened."""
    give_up_at = time.monotonic() + seconds
    while not happened():
        if time.monotonic() >= give_up_at:
            return False
        time.sleep(LOOK_EVERY_SECONDS)
    return True

"""The worker looks for reminders by itself; a look that fails is followed by the next."""

import threading

from django.db import OperationalError

from shopper.reminders import beat

PATIENCE_SECONDS = 60


def test_the_worker_looks_again_and_again_also_after_a_look_that_failed(monkeypatch):
    looks, enough = [], threading.Event()

    def look(*, at):
        looks.append(at)
        if len(looks) == 1:
            raise OperationalError("database is locked")
        enough.set()

    monkeypatch.setattr(beat, "look", look)

    with beat.ticking(every_seconds=0.01):
        assert enough.wait(PATIENCE_SECONDS)

    assert len(looks) >= 2


def test_with_the_worker_the_looking_ends(monkeypatch):
    monkeypatch.setattr(beat, "look", lambda *, at: None)

    with beat.ticking(every_seconds=0.01):
        names = {thread.name for thread in threading.enumerate()}

    assert names > {thread.name for thread in threading.enumerate()}

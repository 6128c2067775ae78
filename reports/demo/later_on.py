"""What is asked after a visit: the worker opens it; the shopper answers it, or its window passes."""

import random
from datetime import datetime, timedelta

from reports.demo import clock, visiting
from reports.demo.answers import Observer
from shopper.sync import follow_through
from shopper.visits.models import Visit

NEVER_ANSWERED = 0.04
WORKER_LOOKS_EVERY_MINUTES = 10
MINUTES_TO_ANSWER = (2 * 60, 55 * 60)  # of the three days for which the questions are open


def live_on(visit: Visit, observer: Observer, *, dice: random.Random) -> datetime:
    """Let what is asked after the visit open and close, answered or not; often there is nothing.

    Returns since when the visit can be judged.
    """
    if visit.follow_throughs.exists():
        open_questions(visit, dice=dice)
        if dice.random() < NEVER_ANSWERED:
            return let_pass(visit, dice=dice)
        answer(visit, observer, dice=dice)
    if visit.submitted_at is None:
        raise ValueError("a visit lives on once it was handed in")
    return visit.submitted_at


def open_questions(visit: Visit, *, dice: random.Random) -> None:
    """Let the worker open what is asked after the visit, once it comes by."""
    _worker_comes(visit, visit.follow_throughs.get().opens_at, dice)


def answer(visit: Visit, observer: Observer, *, dice: random.Random) -> None:
    """Let the shopper answer what is open, and hand in the visit again."""
    after = timedelta(minutes=dice.randint(*MINUTES_TO_ANSWER))
    started_at = visit.follow_throughs.get().opens_at + after
    found = observer.look_back(at=started_at)
    visiting.hand_in_again(visit, found, started_at=started_at, dice=dice)


def let_pass(visit: Visit, *, dice: random.Random) -> datetime:
    """Let the worker close what nobody answered, and return when: the visit stands without it."""
    return _worker_comes(visit, visit.follow_throughs.get().closes_at, dice)


def _worker_comes(visit: Visit, due_at: datetime, dice: random.Random) -> datetime:
    """Let the worker look for what is due, and return when it does."""
    at = due_at + timedelta(seconds=dice.randint(0, 60 * WORKER_LOOKS_EVERY_MINUTES))
    with clock.set_to(at):
        follow_through.sweep(at=at)
    visiting.look_again(visit)
    return at

"""The clock turned back: what the demo's people did months ago is written down as of then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Let every operation believe it is `moment`.

    History goes through the same operations as a working day, and these ask the clock when they
    write down who moved a visit when. Such rows cannot be corrected afterwards, and must not be.
    """
    the_real_one = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = the_real_one

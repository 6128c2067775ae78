"""What shoppers have to say about one question."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """Sentences and pictures for an answer that is good (or beyond), and for one that is bad."""

    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    good_pictures: tuple[str, ...] = ()
    bad_pictures: tuple[str, ...] = ()

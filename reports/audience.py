"""For whom a copy of a report is drawn, and what that copy leaves out."""

from dataclasses import dataclass
from enum import StrEnum

from shopper.scoring import period


class Audience(StrEnum):
    """Owner: verdict to follow-ups. Full: everything. Staff: everything but dates and names.

    Archive: everything, in the form that is kept for decades (PDF/A-3), with its data inside.
    """

    OWNER = "owner"
    FULL = "full"
    STAFF = "staff"
    ARCHIVE = "archive"


@dataclass(frozen=True)
class Edition:
    """One copy: who reads it, and how many people are told about a magic and a misery."""

    audience: Audience = Audience.FULL
    told_by_magic: int = period.TOLD_BY_MAGIC
    told_by_misery: int = period.TOLD_BY_MISERY

    @property
    def shows_days(self) -> bool:
        """Whether days may be read: staff who know the day look for the shopper."""
        return self.audience != Audience.STAFF

    @property
    def shows_evidence(self) -> bool:
        """Whether answers, narrative and photographs are part of it."""
        return self.audience != Audience.OWNER

    def balance(self, *, magic: int, misery: int) -> int:
        """Return how many more people hear good than bad."""
        told = period.word_of_mouth(
            magics=magic,
            miseries=misery,
            told_by_magic=self.told_by_magic,
            told_by_misery=self.told_by_misery,
        )
        return told.balance

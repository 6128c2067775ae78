"""What frozen content is made of: plain values, all of which JSON can hold."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

import msgspec

from shopper.scoring import period


class Frozen:
    """Content that is written down once and read back as it was."""

    def as_json(self) -> dict[str, Any]:
        """Return the content as JSON can hold it; numbers and dates are strings."""
        content: dict[str, Any] = msgspec.to_builtins(self)
        return content

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Self:
        """Read frozen content back.

        Raises:
            msgspec.ValidationError: it is not content of this kind.
        """
        return msgspec.convert(content, cls)


@dataclass(frozen=True)
class Place:
    """The location as the reader knows it."""

    name: str
    organization: str
    address: str


@dataclass(frozen=True)
class Version:
    """Which version of the report this is; `changed` says what differs from the one replaced.

    The pages are in `language`; what a checklist or a shopper says stays in theirs.
    """

    report: str
    number: int
    published_on: date
    replaces: str = ""
    changed: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Mean:
    """A mean and of how many; None when nobody scored."""

    percent: Decimal | None
    n: int

    @property
    def is_comparable(self) -> bool:
        return self.percent is not None and period.is_rankable(self.n)


@dataclass(frozen=True)
class Counts:
    """How many controlled moments were each verdict."""

    misery: int
    mediocrity: int
    magic: int

    @property
    def moments(self) -> int:
        return self.misery + self.mediocrity + self.magic


@dataclass(frozen=True)
class Checklist:
    """By which checklist version was looked."""

    name: str
    version: int
    language: str = "en"


@dataclass(frozen=True)
class Photo:
    """One photograph; `small` and `large` are the digests of its copies without metadata."""

    number: int
    small: str
    large: str
    moment: int
    moment_name: str
    question: int | None
    caption: str
    verdict: str | None
    is_loss: bool
    visited_on: date | None = None


@dataclass(frozen=True)
class Line:
    """One question as it was answered. `lost` is in percentage points; `key` its first wording."""

    number: int
    text: str
    kind: str
    role: str
    is_knock_out: bool
    weight: Decimal
    state: str
    answer: str
    share: Decimal | None
    lost: Decimal | None
    note: str
    reason: str
    photos: tuple[int, ...]
    key: str = ""  # as the checklist was written, where that is not shown

    @property
    def is_loss(self) -> bool:
        return self.role == "standard" and self.share is not None and self.share < 1

    @property
    def is_failed_knock_out(self) -> bool:
        return self.is_knock_out and self.share == 0

    @property
    def is_extra(self) -> bool:
        return self.role == "extra" and self.share is not None and self.share > 0


@dataclass(frozen=True)
class Why:
    """By which rule the verdict was reached, and the lines of the rule."""

    code: str
    floor: Decimal
    magic: Decimal


@dataclass(frozen=True)
class Moment:
    """One touchpoint. `past` are its percents, this visit's last; `key` is its first name."""

    number: int
    name: str
    kind: str
    is_controlled: bool
    weight: Decimal
    verdict: str | None
    percent: Decimal | None
    answered: int
    applicable: int
    why: Why
    change: Decimal | None
    network: Mean
    past: tuple[Decimal | None, ...]
    sentence: str
    impression: str
    lines: tuple[Line, ...]
    photos: tuple[int, ...]
    key: str = ""  # as the checklist was written, where that is not shown


@dataclass(frozen=True)
class FollowUp:
    """What could be done about a moment. `points` are percentage points of a visit.

    Over a period, `times` says on how many visits the same was proposed; the rest is of the one
    that is most urgent.
    """

    number: int
    kind: str
    status: str
    moment: int | None
    moment_name: str
    text: str
    points: Decimal | None
    assignee: str
    due_on: date | None
    questions: tuple[int, ...] = ()
    photos: tuple[int, ...] = ()
    times: int = 1


@dataclass(frozen=True)
class Highlight:
    """One gain or loss for the cover, in a sentence; `points` only where points were lost."""

    moment: int
    moment_name: str
    verdict: str | None
    text: str
    points: Decimal | None = None
    question: int | None = None


@dataclass(frozen=True)
class PastVisit:
    """One visit on the trend, by its day and its worth."""

    visited_on: date
    percent: Decimal | None
    counts: Counts


@dataclass(frozen=True)
class Trend:
    """Whether a mean changed: "too_few", "noise", "up" or "down"; by how many points, give or take."""

    code: str
    change: Decimal | None = None
    margin: Decimal | None = None


@dataclass(frozen=True)
class Comparison:
    """Means of the same period, of the same checklist: here, in the region, in the network."""

    first_on: date
    last_on: date
    here: Mean
    network: Mean
    region: Mean | None = None
    region_name: str = ""


@dataclass(frozen=True)
class LensMean:
    """The same moments through one pair of eyes."""

    lens: str
    mean: Mean


@dataclass(frozen=True)
class PeriodMoment:
    """One touchpoint over a period. `verdicts` has one entry a visit, oldest first."""

    number: int
    name: str
    is_controlled: bool
    counts: Counts
    mean: Mean
    change: Decimal | None
    network: Mean
    verdicts: tuple[str | None, ...]
    past: tuple[Decimal | None, ...]
    sentence: str


@dataclass(frozen=True)
class Journey:
    """One checklist at one location over a period; `before` is the period before, as long."""

    checklist: str
    versions: tuple[int, ...]
    visits: tuple[PastVisit, ...]
    moments: tuple[PeriodMoment, ...]
    mean: Mean
    before: Mean
    trend: Trend
    language: str = "en"


@dataclass(frozen=True)
class Remark:
    """What a shopper wrote on one visit; `moment` is the name of the touchpoint."""

    visited_on: date
    moment: str
    verdict: str | None
    text: str


@dataclass(frozen=True)
class Repeated:
    """One question over a period: of how often it was answered, how often it was lost.

    For an extra, `times` says how often it was seen. `lost` is the mean of the percentage points
    that it cost a visit.
    """

    number: int
    journey: int
    moment: str
    text: str
    role: str
    is_knock_out: bool
    times: int
    of: int
    lost: Decimal
    remarks: tuple[Remark, ...]
    photos: tuple[int, ...]

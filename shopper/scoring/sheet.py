"""Percent and verdict per touchpoint, and for the whole visit."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shopper.scoring import marks, shares, verdicts

Answers = Mapping[str, Mapping[str, Any]]

APPLICABLE = frozenset({"answered", "could_not_check", "unanswered"})
SET_APART = ("not_applicable", "could_not_check", "not_asked", "unanswered")


@dataclass(frozen=True)
class Line:
    """One question on the sheet: what it earned, or why it earned nothing."""

    question: str
    role: str
    state: str
    share: Fraction | None
    weight: Fraction
    is_knock_out: bool
    has_evidence: bool

    @property
    def is_applicable(self) -> bool:
        """Whether it is a standard that could have earned something here."""
        return self.role == "standard" and self.state in APPLICABLE

    @property
    def mark(self) -> marks.Mark | None:
        """What it adds to the percent; None for all but answered standards."""
        if self.role != "standard" or self.share is None:
            return None
        return marks.Mark(self.share, self.weight)

    @property
    def is_observed_extra(self) -> bool:
        return self.role == "extra" and self.share is not None and self.share > 0


@dataclass(frozen=True)
class Judged:
    """One touchpoint with its percent, verdict, coverage, and every line behind them.

    `exact` is the unrounded percent, by which the verdict is found; None when no standard applied.
    """

    id: str
    name: str
    is_controlled: bool
    weight: Fraction
    floor: Fraction
    magic_line: Fraction
    lines: tuple[Line, ...]
    exact: Fraction | None
    verdict: verdicts.Verdict

    @property
    def percent(self) -> Decimal | None:
        return None if self.exact is None else marks.rounded(self.exact)

    @property
    def answered(self) -> int:
        return sum(line.is_applicable and line.state == "answered" for line in self.lines)

    @property
    def applicable(self) -> int:
        return sum(line.is_applicable for line in self.lines)

    @property
    def set_apart(self) -> dict[str, int]:
        """How many standards earned nothing, by the reason; `applicable` holds some of them."""
        states = Counter(line.state for line in self.lines if line.role == "standard")
        return {state: states[state] for state in SET_APART}

    @property
    def knock_outs(self) -> list[str]:
        return _failed_knock_outs(self.lines)

    @property
    def extras(self) -> list[str]:
        return _extras(self.lines, with_evidence=True)

    @property
    def extras_without_evidence(self) -> list[str]:
        return _extras(self.lines, with_evidence=False)


@dataclass(frozen=True)
class Sheet:
    """Everything one visit is worth, with its reasons."""

    touchpoints: tuple[Judged, ...]

    @property
    def exact(self) -> Fraction | None:
        """The visit's percent, unrounded: over the touchpoints that the business controls."""
        return _mean(t for t in self.touchpoints if t.is_controlled)

    @property
    def percent(self) -> Decimal | None:
        return None if self.exact is None else marks.rounded(self.exact)

    @property
    def uncontrolled_percent(self) -> Decimal | None:
        exact = _mean(t for t in self.touchpoints if not t.is_controlled)
        return None if exact is None else marks.rounded(exact)

    @property
    def coverage(self) -> tuple[int, int]:
        """Answered standards, applicable standards."""
        return (
            sum(t.answered for t in self.touchpoints),
            sum(t.applicable for t in self.touchpoints),
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many controlled touchpoints were each verdict."""
        given = Counter(t.verdict.name for t in self.touchpoints if t.is_controlled)
        return {
            name: given[name] for name in (verdicts.MISERY, verdicts.MEDIOCRITY, verdicts.MAGIC)
        }

    def as_document(self) -> dict[str, Any]:
        """Return the sheet as JSON can hold it; numbers are decimal strings."""
        answered, applicable = self.coverage
        return {
            "percent": _text(self.percent),
            "coverage": {"answered": answered, "applicable": applicable},
            "verdicts": self.counts,
            "uncontrolled_percent": _text(self.uncontrolled_percent),
            "touchpoints": [_judged_document(t) for t in self.touchpoints],
        }


def score(
    touchpoints: Sequence[Mapping[str, Any]],
    answers: Answers,
    photo_counts: Mapping[str, int],
    asked: Container[str],
) -> Sheet:
    """Work out what the answers are worth.

    `touchpoints` are those of a ChecklistDocument, `answers` and `photo_counts` go by question,
    `asked` holds the questions that were not hidden by their condition. A question that is
    absent, does not apply or could not be checked never counts as zero.

    Raises:
        ValueError: an answer is not one its question can have.
    """
    return Sheet(tuple(_judge(t, answers, photo_counts, asked) for t in touchpoints))


def _judge(
    touchpoint: Mapping[str, Any],
    answers: Answers,
    photo_counts: Mapping[str, int],
    asked: Container[str],
) -> Judged:
    lines = tuple(
        _line(q, answers.get(q["id"]), photo_counts.get(q["id"], 0), q["id"] in asked)
        for q in touchpoint["questions"]
    )
    exact = marks.percent(line.mark for line in lines if line.mark)
    floor, magic_line = shares.exact(touchpoint["floor"]), shares.exact(touchpoint["magic"])
    return Judged(
        id=touchpoint["id"],
        name=touchpoint["name"],
        is_controlled=touchpoint["controlled"],
        weight=shares.exact(touchpoint["weight"]),
        floor=floor,
        magic_line=magic_line,
        lines=lines,
        exact=exact,
        verdict=verdicts.verdict(
            exact,
            floor=floor,
            magic_line=magic_line,
            knock_outs=_failed_knock_outs(lines),
            extras=_extras(lines, with_evidence=True),
        ),
    )


def _line(
    question: Mapping[str, Any], answer: Mapping[str, Any] | None, photos: int, is_asked: bool
) -> Line:
    state, earned = _state_and_share(question, answer, is_asked)
    return Line(
        question=question["id"],
        role=question["role"],
        state=state,
        share=earned,
        weight=shares.exact(question["weight"]),
        is_knock_out=question["knock_out"] and question["role"] == "standard",
        has_evidence=photos > 0 or bool(answer and shares.trimmed(answer.get("note"))),
    )


def _state_and_share(
    question: Mapping[str, Any], answer: Mapping[str, Any] | None, is_asked: bool
) -> tuple[str, Fraction | None]:
    if not is_asked:
        return "not_asked", None
    if not shares.is_scored(question):
        return "unscored", None
    if answer is None:
        return "unanswered", None
    if answer["state"] != "answered":
        return answer["state"], None
    if not shares.has_value(answer["value"]):
        return "unanswered", None
    return "answered", shares.share(question, answer["value"])


def _failed_knock_outs(lines: Sequence[Line]) -> list[str]:
    return [line.question for line in lines if line.is_knock_out and line.share == 0]


def _extras(lines: Sequence[Line], *, with_evidence: bool) -> list[str]:
    return [
        line.question
        for line in lines
        if line.is_observed_extra and line.has_evidence == with_evidence
    ]


def _mean(touchpoints: Iterable[Judged]) -> Fraction | None:
    return marks.percent(
        marks.Mark(t.exact / 100, t.weight) for t in touchpoints if t.exact is not None
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:.1f}"


def _judged_document(judged: Judged) -> dict[str, Any]:
    return {
        "id": judged.id,
        "name": judged.name,
        "controlled": judged.is_controlled,
        "weight": marks.plain(judged.weight),
        "percent": _text(judged.percent),
        "verdict": judged.verdict.name,
        "coverage": {"answered": judged.answered, "applicable": judged.applicable},
        "counts": judged.set_apart,
        "why": {
            "code": judged.verdict.code,
            "floor": marks.plain(judged.floor),
            "magic": marks.plain(judged.magic_line),
            "knock_outs": judged.knock_outs,
            "extras": judged.extras,
            "extras_without_evidence": judged.extras_without_evidence,
        },
        "marks": [
            {
                "question": line.question,
                "role": line.role,
                "state": line.state,
                "share": None if line.share is None else marks.plain(line.share),
                "weight": marks.plain(line.weight),
            }
            for line in judged.lines
        ],
    }

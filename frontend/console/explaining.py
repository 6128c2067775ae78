"""Why a moment is worth what it is: the arithmetic, the verdict, and what would lift it.

Pure: reads one touchpoint of a score's content, and the texts of its questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from shopper.writing import figure

MOST_LIFTS = 3


@dataclass(frozen=True)
class Lift:
    """One question that fell short, and what the moment would be with it at its best."""

    question: str
    text: str
    percent: str
    verdict: str


@dataclass(frozen=True)
class Explanation:
    """The sum in one line, the verdict's reasons in sentences, and what would lift it."""

    arithmetic: str
    reasons: tuple[str, ...]
    lifts: tuple[Lift, ...]


@dataclass(frozen=True)
class _Earned:
    question: str
    share: Fraction
    weight: Fraction


def explain(judged: Mapping[str, Any], texts: Mapping[str, str]) -> Explanation:
    """Explain one judged touchpoint; `texts` are its questions' texts by identity."""
    earned = _earned(judged)
    return Explanation(
        arithmetic=_arithmetic(judged, earned),
        reasons=tuple(_reasons(judged, texts)),
        lifts=tuple(_lifts(judged, earned, texts)),
    )


def _earned(judged: Mapping[str, Any]) -> list[_Earned]:
    return [
        _Earned(mark["question"], Fraction(mark["share"]), Fraction(mark["weight"]))
        for mark in judged["marks"]
        if mark["role"] == "standard" and mark["share"] is not None
    ]


def _arithmetic(judged: Mapping[str, Any], earned: list[_Earned]) -> str:
    if judged["percent"] is None or not earned:
        return ""
    parts = [
        f"{_plain(mark['weight'])} × {_plain(mark['share'])}"
        for mark in judged["marks"]
        if mark["role"] == "standard" and mark["share"] is not None
    ]
    total = sum((one.weight for one in earned), Fraction(0))
    if len(parts) == 1:
        return _("One standard counted: %(share)s of 1 = %(percent)s %%") % {
            "share": _plain(str(_tidy(earned[0].share))),
            "percent": figure(judged["percent"]),
        }
    return f"({' + '.join(parts)}) ÷ {_plain(str(_tidy(total)))} = {figure(judged['percent'])} %"


def _reasons(judged: Mapping[str, Any], texts: Mapping[str, str]) -> list[str]:
    why = judged["why"]
    facts = {"floor": _plain(why["floor"]), "magic": _plain(why["magic"])}
    sentences = {
        "knock_out": _("A knock-out failed. That alone makes this moment a misery."),
        "below_floor": _("The floor is %(floor)s, and this is below it. No knock-out failed."),
        "magic": _("At or above the magic line of %(magic)s, and an extra was seen with proof."),
        "no_extra": _("At or above the magic line of %(magic)s, but no extra was seen with proof."),
        "below_magic_line": _(
            "At or above the floor of %(floor)s, below the magic line of %(magic)s."
        ),
        "only_extras": _("No standard applied, and an extra was seen with proof."),
        "nothing": _("Nothing here could be judged."),
    }
    reasons = [sentences[why["code"]] % facts]
    reasons += [_("Knock-out: “%(text)s”") % {"text": texts.get(q, "")} for q in why["knock_outs"]]
    reasons += [_("Extra: “%(text)s”") % {"text": texts.get(q, "")} for q in why["extras"]]
    reasons += [
        _("“%(text)s” was seen, but has neither note nor photo, so it does not count.")
        % {"text": texts.get(q, "")}
        for q in why["extras_without_evidence"]
    ]
    return reasons


def _lifts(
    judged: Mapping[str, Any], earned: list[_Earned], texts: Mapping[str, str]
) -> list[Lift]:
    total = sum((one.weight for one in earned), Fraction(0))
    have = sum((one.weight * one.share for one in earned), Fraction(0))
    lifts = []
    for one in sorted(earned, key=lambda one: one.weight * (1 - one.share), reverse=True):
        if one.share == 1:
            continue
        percent = (have + one.weight * (1 - one.share)) / total * 100
        lifts.append(
            Lift(
                question=one.question,
                text=texts.get(one.question, ""),
                percent=half_up(percent),
                verdict=_verdict_without(one.question, percent, judged["why"]),
            )
        )
    return lifts[:MOST_LIFTS]


def _verdict_without(question: str, percent: Fraction, why: Mapping[str, Any]) -> str:
    """Return the verdict if this question were at its best and nothing else changed."""
    still_out = [other for other in why["knock_outs"] if other != question]
    if still_out or percent < Fraction(why["floor"]):
        return "misery"
    return "magic" if percent >= Fraction(why["magic"]) and why["extras"] else "mediocrity"


def half_up(percent: Fraction) -> str:
    """Return a percent with one decimal, rounded half up."""
    exact = Decimal(percent.numerator) / Decimal(percent.denominator)
    return str(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def _tidy(number: Fraction) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def _plain(number: str) -> str:
    return figure(number.rstrip("0").rstrip(".") if "." in number else number)

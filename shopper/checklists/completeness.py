"""What is still missing before a visit can be handed in; the phone's twin is model/checklist.js."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from shopper.checklists import conditions
from shopper.scoring import shares

BY_PHOTO = frozenset({"photo", "signature"})


@dataclass(frozen=True)
class Missing:
    """One thing a question still needs: an answer, a photo, a note, or a reason.

    `have` and `need` count photographs or characters.
    """

    question: str
    touchpoint: str
    code: str
    have: int
    need: int

    def as_document(self) -> dict[str, Any]:
        return asdict(self)


def missing(
    document: Mapping[str, Any], visit_document: Mapping[str, Any], photo_counts: Mapping[str, int]
) -> list[Missing]:
    """Return what the visit still needs, in the order of the journey.

    `photo_counts` counts per question the photographs that exist, or were declared lost.
    """
    answers = visit_document["answers"]
    touchpoints = document["touchpoints"]
    asked = conditions.asked(touchpoints, answers)
    found: list[Missing] = []
    for touchpoint in touchpoints:
        for question in touchpoint["questions"]:
            if question["id"] in asked:
                photos = photo_counts.get(question["id"], 0)
                for code, have, need in _needs(question, answers.get(question["id"]), photos):
                    found.append(Missing(question["id"], touchpoint["id"], code, have, need))
    return found


def _needs(
    question: Mapping[str, Any], answer: Mapping[str, Any] | None, photos: int
) -> list[tuple[str, int, int]]:
    state = answer["state"] if answer else ""
    if state == "not_applicable":
        return []
    if state == "could_not_check":
        blank = not (answer or {}).get("reason", "").strip()
        return [("reason", 0, 1)] if blank else []
    if question["kind"] in BY_PHOTO:
        return _photos_as_answer(question, photos)
    if not is_answered(question, answer, photos):
        return [("answer", 0, 1)] if question["required"] else []
    return _evidence(question, answer or {}, photos)


def _photos_as_answer(question: Mapping[str, Any], photos: int) -> list[tuple[str, int, int]]:
    least = max(1, question["photo"]["min"])
    if photos >= least or not (question["required"] or photos):
        return []
    return [("photo", photos, least)]


def _evidence(
    question: Mapping[str, Any], answer: Mapping[str, Any], photos: int
) -> list[tuple[str, int, int]]:
    needs = []
    bad = is_bad(question, answer)
    if _binds(question["photo"]["rule"], bad):
        least = max(1, question["photo"]["min"])
        if photos < least:
            needs.append(("photo", photos, least))
    if _binds(question["note"]["rule"], bad):
        least = max(1, question["note"]["min"])
        length = len(answer.get("note", "").strip())
        if length < least:
            needs.append(("note", length, least))
    return needs


def _binds(rule: str, bad: bool) -> bool:
    return rule == "required" or (rule == "required_when_bad" and bad)


def is_answered(question: Mapping[str, Any], answer: Mapping[str, Any] | None, photos: int) -> bool:
    """Say whether the question has an answer; of a photo or signature, the photograph is it."""
    if question["kind"] in BY_PHOTO:
        return photos > 0
    if not answer or answer["state"] != "answered":
        return False
    value = answer["value"]
    return bool(value.strip()) if question["kind"] == "text" else value is not None


def is_bad(question: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Say whether a standard was answered with less than half of its share. Extras never are."""
    if question["role"] != "standard" or answer["state"] != "answered":
        return False
    if not shares.is_scored(question):
        return False
    earned = shares.share(question, answer["value"])
    return earned < Fraction(1, 2)

"""What is still missing before a visit can be handed in; the phone's twin is model/checklist.js."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from shopper.checklists import afterwards, conditions
from shopper.scoring import shares

BY_PHOTO = conditions.WITHOUT_VALUE
HALF = Fraction(1, 2)


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
    document: Mapping[str, Any],
    visit_document: Mapping[str, Any],
    photo_counts: Mapping[str, int],
    *,
    opened: Collection[str] = (),
) -> list[Missing]:
    """Return what the visit still needs, in the order of the journey.

    `photo_counts` counts per question the photographs that exist, or were declared lost: a lost
    photograph was taken, and must not keep a visit from being handed in. A moment that is asked
    after the visit lacks nothing until questions of it are among the `opened`.
    """
    answers = visit_document["answers"]
    touchpoints = afterwards.present(document, opened)
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
) -> Iterator[tuple[str, int, int]]:
    if answer is not None and is_set_aside(question, answer):
        if answer["state"] == "could_not_check" and not shares.trimmed(answer.get("reason")):
            yield "reason", 0, 1
    elif question["kind"] in BY_PHOTO:
        least = max(1, question["photo"]["min"])
        if photos < least and (question["required"] or photos):
            yield "photo", photos, least
    elif answer is not None and is_answered(question, answer, photos):
        yield from _evidence(question, answer, photos)
    elif question["required"]:
        yield "answer", 0, 1


def _evidence(
    question: Mapping[str, Any], answer: Mapping[str, Any], photos: int
) -> Iterator[tuple[str, int, int]]:
    length = len(shares.trimmed(answer.get("note")))
    for code, have in (("photo", photos), ("note", length)):
        rule = question[code]["rule"]
        least = max(1, question[code]["min"])
        if have < least and (
            rule == "required" or (rule == "required_when_bad" and is_bad(question, answer))
        ):
            yield code, have, least


def is_set_aside(question: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Say whether the question was set aside in a way that it allows."""
    state = answer["state"]
    return state in {"not_applicable", "could_not_check"} and bool(question[state])


def is_answered(question: Mapping[str, Any], answer: Mapping[str, Any] | None, photos: int) -> bool:
    """Say whether the question has an answer; of a photo or signature, the photograph is it."""
    if question["kind"] in BY_PHOTO:
        return photos > 0
    if not answer or answer["state"] != "answered":
        return False
    return shares.has_value(answer["value"])


def is_bad(question: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Say whether a standard was answered with less than half of its share. Extras never are."""
    if question["role"] != "standard" or answer["state"] != "answered":
        return False
    if not shares.is_scored(question) or not shares.has_value(answer["value"]):
        return False
    return shares.share(question, answer["value"]) < HALF

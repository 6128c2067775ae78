"""Whole visits to a starter: everything right, or everything wrong."""

from decimal import Decimal
from typing import Any

from shopper.checklists import completeness, conditions, starters
from shopper.scoring import sheet


def with_identities(name: str) -> dict[str, Any]:
    """The starter as a ChecklistDocument whose identities are its keys."""
    document = starters.load(name)
    for touchpoint in document["touchpoints"]:
        touchpoint["id"] = touchpoint["key"]
        for question in touchpoint["questions"]:
            question["id"] = question["key"]
    return document


def questions_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        question for touchpoint in document["touchpoints"] for question in touchpoint["questions"]
    ]


def best_answer(question: dict[str, Any]) -> Any:
    return _answer(question, best=True)


def worst_answer(question: dict[str, Any]) -> Any:
    return _answer(question, best=False)


def _answer(question: dict[str, Any], *, best: bool) -> Any:
    best = best or question["role"] == "note"  # what happened, neither good nor bad
    pick = max if best else min
    match question["kind"]:
        case "yes_no":
            return question["good"] if best else {"yes": "no", "no": "yes"}[question["good"]]
        case "choice":
            return pick(question["options"], key=lambda option: Decimal(option["points"]))["key"]
        case "several":
            return [o["key"] for o in question["options"] if (Decimal(o["points"]) > 0) is best]
        case "rating":
            return question["steps"] if best else 1
        case "number" | "duration":
            amount = _amount(question, best=best)
            return str(amount) if question["kind"] == "number" else {"seconds": amount}
        case "time":
            return "14:05"
        case "text":
            return "Words."
    return None


def _amount(question: dict[str, Any], *, best: bool) -> int:
    pick = max if best else min
    band = pick(
        question["bands"] or [{"up_to": "1", "share": "1"}], key=lambda b: Decimal(b["share"])
    )
    closed = [int(b["up_to"]) for b in question["bands"] if b["up_to"] is not None]
    return max(closed) + 1 if band["up_to"] is None else int(band["up_to"])


def answered(document: dict[str, Any], how: Any) -> tuple[dict[str, Any], dict[str, int]]:
    """Answer every question one way, with a note and as many photographs as are wanted."""
    answers = {
        question["id"]: {
            "state": "answered",
            "value": how(question),
            "note": "Seen with my own eyes.",
            "reason": "",
        }
        for question in questions_of(document)
        if question["kind"] not in completeness.BY_PHOTO
    }
    photos = {question["id"]: question["photo"]["max"] for question in questions_of(document)}
    return answers, photos


def scored(document: dict[str, Any], how: Any) -> sheet.Sheet:
    answers, photos = answered(document, how)
    asked = conditions.asked(document["touchpoints"], answers)
    return sheet.score(document["touchpoints"], answers, photos, asked)


def verdicts_of(judged: sheet.Sheet) -> dict[str, str | None]:
    return {moment.id: moment.verdict.name for moment in judged.touchpoints if moment.is_controlled}

"""What is wrong with the windows in which a checklist's moments are asked after the visit."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from shopper.checklists.afterwards import Content, of, present

MOST_HOURS = 24 * 90


def faults(document: Content) -> dict[str, list[str]]:
    """Return what keeps a checklist from being published, by moment, question or member."""
    later = {one["id"] for touchpoint in of(document) for one in touchpoint["questions"]}
    errors = {
        touchpoint["id"]: [_("Give whole hours: opened within 90 days, and open for 1 or more.")]
        for touchpoint in of(document)
        if not _is_sound(touchpoint["follow_through"])
    }
    if document["touchpoints"] and not present(document):
        errors["touchpoints"] = [_("At least one moment must be asked during the visit.")]
    for touchpoint in present(document):
        for question in touchpoint["questions"]:
            if later.intersection(_asks_about(question["condition"])):
                errors[question["id"]] = [_("Its condition is only known after the visit.")]
    return errors


def _is_sound(hours: Content) -> bool:
    after, length = hours["opens_after_hours"], hours["open_for_hours"]
    is_whole = isinstance(after, int) and isinstance(length, int)
    return is_whole and 0 <= after <= MOST_HOURS and 1 <= length <= MOST_HOURS


def _asks_about(condition: Any) -> Iterator[str]:
    if not condition:
        return
    if "question" in condition:
        yield condition["question"]
    for parts in condition.values():
        inner: Iterable[Any] = parts if isinstance(parts, list) else [parts]
        for part in inner:
            if isinstance(part, dict):
                yield from _asks_about(part)

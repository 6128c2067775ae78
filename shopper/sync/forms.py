"""Published checklists as this process remembers them: they never change, so once is enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from shopper.checklists.models import Checklist


@dataclass(frozen=True)
class Form:
    """One ChecklistDocument, and its questions by identity."""

    content: Mapping[str, Any]
    questions: Mapping[str, Mapping[str, Any]]
    touchpoints: frozenset[str]


@lru_cache(maxsize=128)
def form_of(checklist_id: UUID) -> Form:
    """Return the form of a published version.

    Raises:
        Checklist.DoesNotExist: there is none, or it is a draft.
    """
    frozen = Checklist.objects.filter(pk=checklist_id, content__isnull=False)
    content = frozen.values_list("content", flat=True).first()
    if content is None:
        raise Checklist.DoesNotExist(checklist_id)
    touchpoints = content["touchpoints"]
    return Form(
        content=content,
        questions={
            question["id"]: question
            for touchpoint in touchpoints
            for question in touchpoint["questions"]
        },
        touchpoints=frozenset(touchpoint["id"] for touchpoint in touchpoints),
    )


def find(checklist_id: UUID) -> Form | None:
    """Return the form, or None where no published checklist has this identity."""
    try:
        return form_of(checklist_id)
    except Checklist.DoesNotExist:
        return None

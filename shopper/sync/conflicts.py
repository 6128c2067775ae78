"""Two devices on one visit: what each made of the same question, for the reviewer to see."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from shopper.sync.models import Revision
from shopper.visits.models import Flag, Visit

Document = Mapping[str, Any]
SAID = ("state", "value", "note", "reason")


def answers_of(document: Document) -> dict[str, tuple[Any, ...]]:
    """Return what was said to each question, leaving out when."""
    return {
        question: tuple(answer.get(part) for part in SAID)
        for question, answer in document["answers"].items()
    }


def photos_of(document: Document) -> dict[str, list[tuple[Any, ...]]]:
    """Return the photographs of each question; those of none stand under an empty name."""
    photos: dict[str, list[tuple[Any, ...]]] = {}
    for photo in document["photos"]:
        of_question = photos.setdefault(photo["question"] or "", [])
        of_question.append((photo["id"], photo["sha256"], photo["caption"], photo["missing"]))
    return {question: sorted(listed) for question, listed in photos.items()}


def flag(visit: Visit, revision: Revision) -> None:
    """Flag each question that another device answered differently since this one's last word.

    The phone has merged already and its value stands; the other's stays in the revisions.
    """
    earlier = Revision.objects.filter(visit=visit, number__lt=revision.number)
    theirs = earlier.exclude(device=revision.device).order_by("-number").first()
    ours = earlier.filter(device=revision.device).order_by("-number").first()
    if theirs is None:
        return
    before = answers_of(ours.document) if ours else {}
    other, now = answers_of(theirs.document), answers_of(revision.document)
    found = [
        question
        for question, said in other.items()
        if question in now and said != now[question] and said != before.get(question)
    ]
    detail = _("Revision %(one)d was overruled by revision %(other)d.") % {
        "one": theirs.number,
        "other": revision.number,
    }
    Flag.objects.bulk_create(
        [
            Flag(visit=visit, code=Flag.Code.CONFLICT, question_id=question, detail=detail)
            for question in found
        ],
        ignore_conflicts=True,
    )

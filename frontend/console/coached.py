"""What the shopper was told before sending, worked out from the document that arrived."""

from collections import Counter
from dataclasses import dataclass

from frontend.console.forms import SendBackDraft
from shopper.checklists.document import document_of
from shopper.coaching import wording
from shopper.coaching.remarks import remarks
from shopper.sync.models import Receipt
from shopper.visits import last_time
from shopper.visits.models import Visit


@dataclass(frozen=True)
class Told:
    """One remark in words; `is_passed_over` when the shopper was told and sent it all the same."""

    question: str
    code: str
    touchpoint: str
    text: str
    words: str
    is_required: bool
    is_passed_over: bool

    @property
    def key(self) -> str:
        """What an address names this remark by."""
        return f"{self.question}.{self.code}"


def told_of(visit: Visit) -> list[Told]:
    """Return the remarks about what was handed in; none where no phone has handed it in."""
    receipt = Receipt.objects.newest(visit.pk)
    if receipt is None:
        return []
    content, document = document_of(visit.checklist), receipt.revision.document
    questions = {
        q["id"]: q["text"] for moment in content["touchpoints"] for q in moment["questions"]
    }
    photos = Counter(photo["question"] for photo in document["photos"] if photo["question"])
    passed = {(one["question"], one["code"]) for one in document.get("passed_over", [])}
    facts = last_time.facts_of([visit])[visit.pk]
    return [
        Told(
            question=remark.question,
            code=remark.code,
            touchpoint=remark.touchpoint,
            text=questions[remark.question],
            words=wording.words(remark),
            is_required=remark.level == "required",
            is_passed_over=(remark.question, remark.code) in passed,
        )
        for remark in remarks(content, document, photos, facts)
    ]


def begun_from(told: list[Told], keys: list[str]) -> SendBackDraft:
    """Return what goes back when somebody begins from these remarks, their words as the notes."""
    chosen = [one for one in told if one.key in keys]
    notes: dict[str, str] = {}
    for one in chosen:
        notes[one.question] = f"{notes.get(one.question, '')} {one.words}".strip()
    return SendBackDraft(frozenset(notes), notes)

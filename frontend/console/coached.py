"""What the shopper was told before sending, in words, and what goes back because of it."""

from dataclasses import dataclass
from datetime import datetime

from frontend.console.forms import SendBackDraft
from shopper.checklists.document import document_of
from shopper.coaching import wording
from shopper.sync import documents, told
from shopper.sync.models import Receipt
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
    content = document_of(visit.checklist)
    questions = {
        q["id"]: q["text"] for moment in content["touchpoints"] for q in moment["questions"]
    }
    return [
        Told(
            question=one.remark.question,
            code=one.remark.code,
            touchpoint=one.remark.touchpoint,
            text=questions[one.remark.question],
            words=wording.words(one.remark),
            is_required=one.remark.level == "required",
            is_passed_over=one.is_passed_over,
        )
        for one in told.about(visit)
    ]


@dataclass(frozen=True)
class Quiz:
    """How the checklist's quiz went; without a moment it was not passed."""

    passed_at: datetime | None
    tries: int


def quiz_of(visit: Visit) -> Quiz | None:
    """Return how the quiz went; None where the checklist has none, or nothing was handed in."""
    receipt = Receipt.objects.newest(visit.pk) if document_of(visit.checklist).get("quiz") else None
    if receipt is None:
        return None
    said = receipt.revision.document.get("quiz") or {}
    at = said.get("passed_at")
    return Quiz(passed_at=documents.moment(at) if at else None, tries=said.get("tries", 0))


def begun_from(remarks: list[Told], keys: list[str]) -> SendBackDraft:
    """Return what goes back when somebody begins from these remarks, their words as the notes."""
    chosen = [one for one in remarks if one.key in keys]
    notes: dict[str, str] = {}
    for one in chosen:
        notes[one.question] = f"{notes.get(one.question, '')} {one.words}".strip()
    return SendBackDraft(frozenset(notes), notes)

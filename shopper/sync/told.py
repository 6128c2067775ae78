"""What the shopper was told before sending, worked out from the document that arrived."""

from collections import Counter
from dataclasses import dataclass

from shopper.checklists.document import document_of
from shopper.coaching.remarks import Remark, remarks
from shopper.sync.models import Receipt
from shopper.visits import last_time
from shopper.visits.models import Visit


@dataclass(frozen=True)
class Told:
    """One remark; `is_passed_over` when the shopper was told and sent it all the same."""

    remark: Remark
    is_passed_over: bool


def about(visit: Visit) -> list[Told]:
    """Return the remarks about what was handed in; none where no phone has handed it in."""
    receipt = Receipt.objects.newest(visit.pk)
    if receipt is None:
        return []
    document = receipt.revision.document
    photos = Counter(photo["question"] for photo in document["photos"] if photo["question"])
    passed = {(one["question"], one["code"]) for one in document.get("passed_over", [])}
    facts = last_time.facts_of([visit])[visit.pk]
    return [
        Told(remark, (remark.question, remark.code) in passed)
        for remark in remarks(document_of(visit.checklist), document, photos, facts)
    ]

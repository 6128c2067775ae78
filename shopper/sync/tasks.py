"""What follows a visit's submission, out of the shopper's way."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from shopper.sync import flags
from shopper.sync.models import Receipt
from shopper.visits import answering, tasks
from shopper.visits.models import Visit


@task()
def prepare(visit_id: str) -> None:
    """Make what was handed in ready to review: answers as rows, flags, derivatives.

    May run twice. Answers and flags come first, so that one bad photograph holds up none of them;
    `prepared_at` is written last, and not over a later submission.
    """
    receipt = Receipt.objects.newest(UUID(visit_id))
    if receipt is None:
        return
    visit = Visit.objects.get(pk=visit_id)
    document = receipt.revision.document
    answering.record(visit, document)
    flags.raise_for(visit, document)
    tasks.derive_all(visit)
    handed_in = Visit.objects.filter(pk=visit.pk, submitted_at=visit.submitted_at)
    handed_in.update(prepared_at=timezone.now())

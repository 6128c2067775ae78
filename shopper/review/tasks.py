"""What happens in the background after a decision; each task may run twice."""

from uuid import UUID

from django_tasks import task

from shopper.review import emails
from shopper.visits.models import Visit
from shopper.visits.states import Status


@task()
def tell_shopper_what_came_back(visit_id: str) -> None:
    """Send the letter, unless the visit has moved on since."""
    visit = Visit.objects.select_related("location", "shopper").get(pk=UUID(visit_id))
    if visit.status == Status.RETURNED:
        emails.send_questions_back(visit)

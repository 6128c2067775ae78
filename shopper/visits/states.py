"""Every status of a visit and the moves between them: data, no logic."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a visit stands."""

    SCHEDULED = "scheduled", _("Scheduled")
    ACCEPTED = "accepted", _("Accepted")
    IN_PROGRESS = "in_progress", _("In progress")
    SUBMITTED = "submitted", _("Submitted")
    REVIEWED = "reviewed", _("Reviewed")
    RETURNED = "returned", _("Sent back")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Cancelled")


MOVES: dict[str, frozenset[str]] = {
    Status.SCHEDULED: frozenset({Status.ACCEPTED, Status.SCHEDULED, Status.CANCELLED}),
    Status.ACCEPTED: frozenset({Status.IN_PROGRESS, Status.SCHEDULED, Status.CANCELLED}),
    Status.IN_PROGRESS: frozenset({Status.SUBMITTED, Status.CANCELLED, Status.IN_PROGRESS}),
    Status.SUBMITTED: frozenset(
        {Status.REVIEWED, Status.IN_PROGRESS, Status.RETURNED, Status.SUBMITTED}
    ),
    Status.REVIEWED: frozenset({Status.APPROVED, Status.RETURNED, Status.SUBMITTED}),
    Status.RETURNED: frozenset({Status.IN_PROGRESS, Status.SUBMITTED, Status.CANCELLED}),
    Status.APPROVED: frozenset({Status.PUBLISHED}),
    Status.PUBLISHED: frozenset(),
    Status.CANCELLED: frozenset({Status.IN_PROGRESS}),
}

OPEN_TO_THE_SHOPPER = frozenset(
    {Status.SCHEDULED, Status.ACCEPTED, Status.IN_PROGRESS, Status.RETURNED}
)
BEFORE_SUBMITTED = OPEN_TO_THE_SHOPPER
HANDED_IN = frozenset({Status.SUBMITTED, Status.REVIEWED, Status.APPROVED, Status.PUBLISHED})

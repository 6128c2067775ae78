"""What the owners did about what they read, as far as they have got."""

import random
from datetime import datetime, timedelta

from shopper.review.models import FollowUp

IN_CHARGE = {
    "Harbour Cabs": ("Helene Brandt", "Dispatch", "Workshop"),
    "Northern Air": ("Lasse Nygård", "Station Hamburg", "Cabin service"),
    "Bäckerei Lindemann": ("Shop manager", "Regional manager", "Training"),
}
LAPSES_AFTER, FRESH_FOR = timedelta(days=45), timedelta(days=10)


def decide(*, now: datetime, dice: random.Random) -> None:
    """Settle what is old, give what is recent to somebody, and leave the newest as proposed."""
    proposed = list(
        FollowUp.objects.select_related("location__organization").order_by("raised_at", "pk")
    )
    for item in proposed:
        age = now - item.raised_at
        if age < FRESH_FOR:
            continue
        item.assignee = dice.choice(IN_CHARGE[item.location.organization.name])
        item.due_on = (item.raised_at + timedelta(days=dice.randint(14, 40))).date()
        is_settled = age > LAPSES_AFTER and dice.random() < 0.85
        item.status = FollowUp.Status.OPEN
        if is_settled:
            item.status = FollowUp.Status.DONE if dice.random() < 0.8 else FollowUp.Status.DROPPED
    FollowUp.objects.bulk_update(proposed, ["assignee", "due_on", "status"], batch_size=200)

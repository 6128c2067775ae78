"""Which reports an owner may read."""

from django.db.models import QuerySet

from reports.models import Report
from shopper.accounts.models import User


def readable_reports(user: User) -> QuerySet[Report]:
    return Report.objects.visible_to(user)

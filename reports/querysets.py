"""Which reports may be read by whom."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from shopper.accounts.models import User
from shopper.organizations.models import Location

if TYPE_CHECKING:
    from reports.models import Report  # noqa: F401 - quoted below


class ReportQuerySet(QuerySet["Report"]):
    def visible_to(self, user: User) -> Self:
        """Keep the reports about locations `user` runs or owns; never a shopper's own."""
        return self.filter(
            Q(location__in=Location.objects.run_by(user))
            | Q(location__in=Location.objects.owned_by(user))
        )

    def run_by(self, user: User) -> Self:
        """Keep the reports about locations `user` operates."""
        return self.filter(location__in=Location.objects.run_by(user))

    def ready(self) -> Self:
        """Keep the reports whose PDF can be opened."""
        return self.filter(status="ready")

    def standing(self) -> Self:
        """Keep of each report the newest version."""
        return self.filter(replaced_by=None)

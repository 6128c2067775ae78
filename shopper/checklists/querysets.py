"""Which checklists may be read by whom."""

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from shopper.accounts.models import User
from shopper.organizations import roles

if TYPE_CHECKING:
    from shopper.checklists.models import Checklist  # noqa: F401 - quoted below


class ChecklistQuerySet(QuerySet["Checklist"]):
    def visible_to(self, user: User) -> Self:
        """Keep the checklists an operator may read: the agency's own, and their clients'."""
        operated = roles.operating(user)
        of_client = operated.filter(
            Q(organization=None) | Q(organization=OuterRef("organization")),
        )
        return self.filter(Exists(of_client) | (Q(organization=None) & Exists(operated)))

    def run_by(self, user: User) -> Self:
        """Keep the checklists an operator may change: those for every client only as the agency's."""
        operated = roles.operating(user)
        return self.filter(
            Exists(operated.filter(organization=None))
            | Exists(operated.filter(organization=OuterRef("organization")))
        )

    def published(self) -> Self:
        """Keep the versions that visits may be assigned with."""
        return self.filter(status="published")

"""Which of what the phones sent may be read by whom."""

from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shopper.accounts.models import User
from shopper.organizations import roles
from shopper.visits.models import Visit

if TYPE_CHECKING:
    from shopper.sync.models import (  # noqa: F401 - quoted below
        Device,
        Quarantined,
        QuarantinedPhoto,
        Receipt,
        Revision,
    )


class DeviceQuerySet(QuerySet["Device"]):
    def visible_to(self, user: User) -> Self:
        """Keep the user's own devices; an operator of the whole agency sees everybody's."""
        agency = roles.operating(user).filter(organization=None)
        return self.filter(Q(user=user) | Exists(agency))


class RevisionQuerySet(QuerySet["Revision"]):
    def visible_to(self, user: User) -> Self:
        """Keep the revisions of visits `user` made or runs."""
        return self.filter(visit__in=Visit.objects.visible_to(user))

    def brief(self) -> Self:
        """Leave the documents behind where only the order of revisions matters."""
        return self.only("visit", "number", "device")

    def of(self, visit: Any) -> Self:
        """Keep one visit's revisions; the visit by its identity, or by a place for it."""
        return self.filter(visit_id=visit)

    def standing(self, visit_id: UUID) -> "Revision | None":
        """Return the visit's newest revision, the one that counts; None before the first."""
        return self.filter(visit_id=visit_id).order_by("-number").first()


class ReceiptQuerySet(QuerySet["Receipt"]):
    def visible_to(self, user: User) -> Self:
        """Keep the receipts of visits `user` made or runs."""
        return self.filter(revision__visit__in=Visit.objects.visible_to(user))

    def newest(self, visit_id: UUID) -> "Receipt | None":
        """Return the receipt for what was last handed in, with its revision."""
        receipts = self.filter(revision__visit_id=visit_id).select_related("revision")
        return receipts.order_by("-revision__number").first()

    def first_of(self, visit_id: UUID) -> "Receipt | None":
        """Return the receipt for what was handed in first, with its revision."""
        receipts = self.filter(revision__visit_id=visit_id).select_related("revision")
        return receipts.order_by("revision__number").first()


class QuarantinedQuerySet(QuerySet["Quarantined"]):
    def visible_to(self, user: User) -> Self:
        """Keep what belongs to visits `user` runs; the whole agency also sees the homeless."""
        return self.filter(_is_for(user))

    def unsettled(self) -> Self:
        """Keep what no operator has dealt with yet."""
        return self.filter(settled_at=None)


class QuarantinedPhotoQuerySet(QuerySet["QuarantinedPhoto"]):
    def visible_to(self, user: User) -> Self:
        """Keep what belongs to visits `user` runs, as with the documents beside which they lie."""
        return self.filter(_is_for(user))


def _is_for(user: User) -> Q:
    agency = roles.operating(user).filter(organization=None)
    runs = Visit.objects.run_by(user).filter(pk=OuterRef("visit_identity"))
    return Q(Exists(runs) | Exists(agency))

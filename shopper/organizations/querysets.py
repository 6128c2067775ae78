"""Whose places may be read by whom."""

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from shopper.accounts.models import User
from shopper.organizations import roles

if TYPE_CHECKING:
    from shopper.organizations.models import Location, Organization, Region  # noqa: F401 - quoted below


class OrganizationQuerySet(QuerySet["Organization"]):
    def run_by(self, user: User) -> Self:
        """Keep the organizations `user` operates."""
        mine = roles.operating(user).filter(
            Q(organization=None) | Q(organization=OuterRef("pk")),
        )
        return self.filter(Exists(mine))

    def visible_to(self, user: User) -> Self:
        """Keep the organizations `user` operates or owns something of."""
        owned = roles.owning(user).filter(organization=OuterRef("pk"))
        operated = roles.operating(user).filter(
            Q(organization=None) | Q(organization=OuterRef("pk")),
        )
        return self.filter(Exists(operated) | Exists(owned))


class RegionQuerySet(QuerySet["Region"]):
    def visible_to(self, user: User) -> Self:
        """Keep the regions of organizations `user` operates or owns something of."""
        mine = user.memberships.filter(role__in=[roles.Role.OPERATOR, roles.Role.OWNER]).filter(
            Q(organization=None) | Q(organization=OuterRef("organization")),
        )
        return self.filter(Exists(mine))


class LocationQuerySet(QuerySet["Location"]):
    def run_by(self, user: User) -> Self:
        """Keep the locations whose organization `user` operates."""
        operated = roles.operating(user).filter(
            Q(organization=None) | Q(organization=OuterRef("organization")),
        )
        return self.filter(Exists(operated))

    def shopped_by(self, user: User) -> Self:
        """Keep the locations `user` may be sent to."""
        sent = roles.shopping(user).filter(
            Q(organization=None) | Q(organization=OuterRef("organization")),
        )
        return self.filter(Exists(sent))

    def owned_by(self, user: User) -> Self:
        """Keep the locations `user` owns: all of an organization, or the ones named."""
        owned = roles.owning(user).filter(organization=OuterRef("organization"))
        return self.filter(
            Exists(owned.filter(locations=None)) | Exists(owned.filter(locations=OuterRef("pk"))),
        )

    def visible_to(self, user: User) -> Self:
        """Keep the locations `user` runs or owns; a shopper sees theirs through their visits."""
        return self.filter(
            Q(pk__in=self.model._default_manager.all().run_by(user).values("pk"))
            | Q(pk__in=self.model._default_manager.all().owned_by(user).values("pk")),
        )

"""What a user is to an organization: the only reading of Membership.role."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shopper.accounts.models import User

if TYPE_CHECKING:
    from shopper.organizations.models import Membership


class Role(models.TextChoices):
    """What somebody may do: be sent, run, or own."""

    SHOPPER = "shopper", _("Shopper")
    OPERATOR = "operator", _("Operator")
    OWNER = "owner", _("Owner")


def operating(user: User) -> "QuerySet[Membership]":
    """Return the memberships by which `user` runs organizations, or the whole agency."""
    return user.memberships.filter(role=Role.OPERATOR)


def owning(user: User) -> "QuerySet[Membership]":
    """Return the memberships by which `user` owns organizations or some of their locations."""
    return user.memberships.filter(role=Role.OWNER)


def shopping(user: User) -> "QuerySet[Membership]":
    """Return the memberships by which `user` may be sent to places."""
    return user.memberships.filter(role=Role.SHOPPER)


def roles_of(user: User) -> list[str]:
    """Return every role the user has anywhere, in alphabetical order."""
    return sorted(set(user.memberships.values_list("role", flat=True)))


def is_shopper(user: User) -> bool:
    return user.is_active and shopping(user).exists()


def is_operator(user: User) -> bool:
    return user.is_active and operating(user).exists()


def is_owner(user: User) -> bool:
    return user.is_active and owning(user).exists()

"""Who may do which of the things that can be done to a visit."""

from django.db.models import Q
from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.errors import Invalid, NotAllowed
from shopper.organizations import roles
from shopper.organizations.models import Location
from shopper.visits.models import Visit


def is_run_by(location: Location, user: User) -> bool:
    """Say whether `user` operates the organization of the location."""
    there = Q(organization=None) | Q(organization=location.organization_id)
    return user.is_active and roles.operating(user).filter(there).exists()


def require_operator(visit: Visit, user: User) -> None:
    """Raise NotAllowed unless `user` operates the visit's organization."""
    if not is_run_by(visit.location, user):
        raise NotAllowed(_("Only an operator of this organization may do this."))


def require_assigned_shopper(visit: Visit, user: User) -> None:
    """Raise NotAllowed unless the visit is assigned to `user`."""
    if visit.shopper_id is None or visit.shopper_id != user.pk:
        raise NotAllowed(_("This visit is not assigned to you."))


def require_sendable(shopper: User, location: Location) -> None:
    """Raise Invalid unless `shopper` may be sent to the location's organization."""
    memberships = roles.shopping(shopper).filter(organization__in=[location.organization_id])
    anywhere = roles.shopping(shopper).filter(organization=None)
    if not shopper.is_active or not (memberships.exists() or anywhere.exists()):
        raise Invalid(errors={"shopper": [_("This person does not shop for this organization.")]})

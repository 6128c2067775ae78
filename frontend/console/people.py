"""Who can be sent, in the eyes of an operator."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from shopper.accounts.models import User
from shopper.organizations import roles
from shopper.organizations.models import Organization
from shopper.visits.models import Visit, VisitEvent
from shopper.visits.states import OPEN_TO_THE_SHOPPER


def shoppers_seen_by(user: User) -> QuerySet[User]:
    """Keep the active people who shop for an organization that `user` operates."""
    mine = Organization.objects.run_by(user).values("pk")
    shopping = roles.Role.SHOPPER
    everywhere = Q(memberships__role=shopping, memberships__organization=None)
    somewhere = Q(memberships__role=shopping, memberships__organization__in=mine)
    matching = User.objects.filter(everywhere | somewhere, pk=OuterRef("pk"))
    return User.objects.filter(Exists(matching), is_active=True).order_by("name", "email")


def sendable_to(
    organization: Organization, user: User, visit: Visit | None = None
) -> QuerySet[User]:
    """Keep those who may be sent to `organization`, each with how many visits are open.

    Of a visit that stands already, each also with whether they have declined it.
    """
    declined = VisitEvent.objects.declines().filter(visit=visit, by=OuterRef("pk"))
    shopping = roles.Role.SHOPPER
    fits = User.objects.filter(
        Q(memberships__organization=None) | Q(memberships__organization=organization),
        memberships__role=shopping,
        pk=OuterRef("pk"),
    )
    return (
        shoppers_seen_by(user)
        .filter(Exists(fits))
        .annotate(
            open_visits=Count("visits", filter=Q(visits__status__in=OPEN_TO_THE_SHOPPER)),
            has_declined=Exists(declined),
        )
    )

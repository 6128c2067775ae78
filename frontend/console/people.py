"""Who can be sent, in the eyes of an operator, and how well they work."""

from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shopper.accounts.models import User
from shopper.earnings.models import Earning
from shopper.earnings.querysets import Average
from shopper.organizations import roles
from shopper.organizations.models import Organization
from shopper.visits.models import Visit, VisitEvent


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
            open_visits=Count("visits", filter=Q(visits__in=Visit.objects.to_do())),
            has_declined=Exists(declined),
        )
    )


class ShopperChoice(forms.ModelChoiceField):
    """Each shopper with their visits to do, how their last ones were graded, and whether they declined this one."""

    averages: dict[Any, Average]

    def offer(self, people: QuerySet[User], *, seen_by: User) -> None:
        """Let one of these people be chosen, with the grades that `seen_by` may read."""
        self.averages = Earning.objects.run_by(seen_by).averages(people)
        self.queryset = people

    def label_from_instance(self, obj: Any) -> str:
        count: int = obj.open_visits
        words = ngettext("%(n)d open visit", "%(n)d open visits", count) % {"n": count}
        parts = [obj.name, words if count else _("no open visit")]
        if average := self.averages.get(obj.pk):
            parts.append(average_in_words(average))
        return " · ".join([*parts, _("declined this visit")] if obj.has_declined else parts)


def average_in_words(average: Average) -> str:
    """Return the grade and of how many visits it is the mean."""
    words = ngettext(
        "grade %(grade)d of %(n)d visit", "grade %(grade)d of %(n)d visits", average.visits
    )
    return words % {"grade": average.grade, "n": average.visits}

"""Which scores and follow-ups may be read by whom."""

from typing import TYPE_CHECKING, Self

from django.db.models import OuterRef, QuerySet, Subquery

from shopper.accounts.models import User
from shopper.organizations.models import Location

if TYPE_CHECKING:
    from shopper.review.models import FollowUp, Score  # noqa: F401 - quoted below


class ScoreQuerySet(QuerySet["Score"]):
    def visible_to(self, user: User) -> Self:
        """Keep the scores of visits to locations `user` runs; owners read them in reports."""
        return self.filter(visit__location__in=Location.objects.run_by(user))

    def standing(self) -> Self:
        """Keep of each visit the score that stands: the one with the highest number."""
        newest = (
            self.model._default_manager.filter(visit=OuterRef("visit"))
            .order_by("-number")
            .values("number")[:1]
        )
        return self.filter(number=Subquery(newest))


class FollowUpQuerySet(QuerySet["FollowUp"]):
    def visible_to(self, user: User) -> Self:
        """Keep the follow-ups of locations `user` runs or owns."""
        return self.filter(location__in=Location.objects.visible_to(user))

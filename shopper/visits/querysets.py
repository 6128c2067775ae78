"""Which visits may be read by whom, and the lists an operator works from."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import F, Prefetch, Q, QuerySet

from shopper import prepared
from shopper.accounts.models import User
from shopper.organizations.models import Location
from shopper.visits.coming_back import FollowThrough
from shopper.visits.states import HANDED_IN, OPEN_TO_THE_SHOPPER, Status

if TYPE_CHECKING:
    from shopper.visits.models import DateRequest, Photo, Visit, VisitEvent  # noqa: F401 - quoted below


class VisitQuerySet(QuerySet["Visit"]):
    def visible_to(self, user: User) -> Self:
        """Keep the visits `user` may read: their own, and those of locations they run."""
        return self.filter(Q(shopper=user) | Q(location__in=Location.objects.run_by(user)))

    def run_by(self, user: User) -> Self:
        """Keep the visits to locations `user` operates."""
        return self.filter(location__in=Location.objects.run_by(user))

    def assigned_to(self, user: User | prepared.Given) -> Self:
        """Keep the visits `user` is or was sent on."""
        return self.filter(shopper=user)

    def within_reach_of(self, user: User) -> Self:
        """Keep the visits to locations `user` may be sent to, whoever has them."""
        return self.filter(location__in=Location.objects.shopped_by(user))

    def on_the_board(self, at: datetime) -> Self:
        """Keep the visits that a shopper may still claim at `at`."""
        return self.filter(offered_at__isnull=False, closes_at__gt=at)

    def off_the_board(self, at: datetime) -> Self:
        """Keep the visits that no shopper can claim at `at`: the window of an offer may be over."""
        return self.filter(Q(offered_at=None) | Q(closes_at__lte=at))

    def awaiting_review(self) -> Self:
        """Keep the visits an operator must look at next: all was handed in that will be."""
        handed_in = self.filter(status__in=[Status.SUBMITTED, Status.REVIEWED])
        return handed_in.exclude(pk__in=FollowThrough.objects.awaited().values("visit"))

    def awaiting_follow_through(self) -> Self:
        """Keep the visits of which a follow-through is still to open, or is open."""
        within = [Status.SUBMITTED, Status.REVIEWED, Status.RETURNED, Status.IN_PROGRESS]
        return self.filter(
            status__in=within, pk__in=FollowThrough.objects.awaited().values("visit")
        )

    def with_awaited(self) -> Self:
        """Fetch with each, as `awaited`, what is still to open or open of its follow-through."""
        awaited = Prefetch("follow_throughs", FollowThrough.objects.awaited(), to_attr="awaited")
        return self.prefetch_related(awaited)

    def awaiting_publication(self) -> Self:
        return self.filter(status=Status.APPROVED)

    def returned(self) -> Self:
        """Keep the visits that an operator has sent back; an open follow-through is none."""
        return self.filter(status=Status.RETURNED).but_follow_through()

    def unassigned(self) -> Self:
        return self.filter(status=Status.SCHEDULED, shopper=None)

    def overdue(self, at: datetime) -> Self:
        """Keep the visits whose window closed before `at` and that were not handed in."""
        return self.to_do().filter(closes_at__lt=at)

    def to_do(self) -> Self:
        """Keep the visits a shopper has still to go on or to complete."""
        return self.filter(status__in=OPEN_TO_THE_SHOPPER).but_follow_through()

    def handed_in(self) -> Self:
        """Keep the visits that were handed in and not sent back; a follow-through may be open."""
        opened = FollowThrough.objects.opened().values("visit")
        return self.filter(Q(status__in=HANDED_IN) | Q(pk__in=opened))

    def but_follow_through(self) -> Self:
        """Leave out the visits that were made, and of which a follow-through is open."""
        return self.exclude(pk__in=FollowThrough.objects.opened().values("visit"))

    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)


class VisitEventQuerySet(QuerySet["VisitEvent"]):
    def declines(self) -> Self:
        """Keep the moves by which a shopper gave the visit back, latest first."""
        return self.exclude(declined_for="").order_by("-at", "-id")


class DateRequestQuerySet(QuerySet["DateRequest"]):
    def run_by(self, user: User) -> Self:
        """Keep what is asked for at locations `user` operates."""
        return self.filter(visit__location__in=Location.objects.run_by(user))

    def waiting(self) -> Self:
        """Keep what the office can still answer: the visit is theirs who asked, and has not begun."""
        return self.filter(
            outcome="open",
            visit__shopper=F("by"),
            visit__status__in=[Status.SCHEDULED, Status.ACCEPTED],
        )


class PhotoQuerySet(QuerySet["Photo"]):
    def visible_to(self, user: User) -> Self:
        """Keep the photographs of visits `user` made or runs."""
        return self.filter(
            Q(visit__shopper=user) | Q(visit__location__in=Location.objects.run_by(user)),
        )

"""Whose earnings may be read by whom: their own, and those of locations one runs; never an owner."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from shopper.accounts.models import User
from shopper.organizations.models import Location

if TYPE_CHECKING:
    from shopper.earnings.models import Earning, Payment  # noqa: F401 - quoted below

LAST = 10


@dataclass(frozen=True)
class Average:
    """The mean grade of a shopper's last visits, half up, and of how many."""

    grade: int
    visits: int


class EarningQuerySet(QuerySet["Earning"]):
    def visible_to(self, user: User) -> Self:
        """Keep the user's own, and those of visits to locations they run."""
        return self.filter(
            Q(shopper=user) | Q(visit__location__in=Location.objects.run_by(user)),
        )

    def run_by(self, user: User) -> Self:
        """Keep those of visits to locations `user` operates."""
        return self.filter(visit__location__in=Location.objects.run_by(user))

    def worth_money(self) -> Self:
        """Keep those by which anything is to be paid."""
        back = self._whole().filter(reimbursements__granted__gt=0)
        return self.filter(Q(fee_amount__gt=0) | Q(pk__in=back.values("pk")))

    def paid(self) -> Self:
        return self.filter(pk__in=self._with_a_payment())

    def unpaid(self) -> Self:
        return self.exclude(pk__in=self._with_a_payment())

    def due(self, on: date) -> Self:
        """Keep what should have been paid by this day, and was not."""
        return self.unpaid().filter(payable_on__lte=on)

    def _with_a_payment(self) -> Any:
        """Name those of which a payment stands."""
        paid = self._whole().filter(payments__isnull=False, payments__undone_at=None)
        return paid.values("pk")

    def _whole(self) -> Any:
        return self.model._default_manager.all()

    def averages(self, shoppers: Iterable[User]) -> dict[Any, Average]:
        """Return, by shopper, how their last visits were graded; in one query."""
        newest = Window(
            RowNumber(),
            partition_by=F("shopper"),
            order_by=[F("approved_at").desc(), F("pk").desc()],
        )
        rows = self.filter(shopper__in=shoppers).annotate(place=newest).filter(place__lte=LAST)
        grades: dict[Any, list[int]] = defaultdict(list)
        for shopper, grade in rows.order_by().values_list("shopper", "grade"):
            grades[shopper].append(grade)
        return {
            shopper: Average((2 * sum(of) + len(of)) // (2 * len(of)), len(of))
            for shopper, of in grades.items()
        }


class PaymentQuerySet(QuerySet["Payment"]):
    def run_by(self, user: User) -> Self:
        """Keep the payments for visits to locations `user` operates."""
        return self.filter(earning__visit__location__in=Location.objects.run_by(user))

    def standing(self) -> Self:
        """Keep what was not undone."""
        return self.filter(undone_at=None)

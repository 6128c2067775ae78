"""What a shopper gets for one visit, what is given back of their expenses, and what was paid."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shopper.checklists.models import Question
from shopper.earnings.amounts import Amounts
from shopper.earnings.querysets import EarningQuerySet, PaymentQuerySet
from shopper.identity import new_id
from shopper.visits.models import Visit


class Earning(models.Model):
    """What an approved visit is worth to its shopper, written down at the approval and not changed.

    `parts` are those of the grade (`grade.Part`); `words` is the reviewer's line about the work.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="earning")
    shopper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="earnings"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField()
    grade = models.PositiveSmallIntegerField()
    parts = models.JSONField(default=list)
    words = models.CharField(max_length=300, blank=True)
    fee_amount = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    fee_currency = models.CharField(max_length=3, blank=True)
    fee_note = models.CharField(max_length=120, blank=True)
    payable_on = models.DateField()

    objects = EarningQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-approved_at"]
        verbose_name = _("earning")
        verbose_name_plural = _("earnings")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(grade__lte=100), name="earning_grade_of_a_hundred"),
            models.CheckConstraint(
                condition=Q(fee_amount=None) | Q(fee_amount__gte=0) & ~Q(fee_currency=""),
                name="earning_fee_has_a_currency",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["shopper", "-approved_at"], name="earning_by_shopper"),
            models.Index(fields=["payable_on"], name="earning_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.shopper}: {self.visit}"

    @property
    def due(self) -> Amounts:
        """The fee and what is given back, by currency."""
        sums = Amounts()
        if self.fee_amount is not None:
            sums.add(self.fee_amount, self.fee_currency)
        for back in self.reimbursements.all():
            sums.add(back.granted, back.currency)
        return sums

    @property
    def payment(self) -> "Payment | None":
        """The payment that stands, of those at hand."""
        return next((one for one in self.payments.all() if one.undone_at is None), None)


class Reimbursement(models.Model):
    """What a shopper has spent at one question, and what is given back of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    earning = models.ForeignKey(Earning, on_delete=models.CASCADE, related_name="reimbursements")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    spent = models.DecimalField(max_digits=12, decimal_places=2)
    limit = models.DecimalField(max_digits=8, decimal_places=2)
    granted = models.DecimalField(max_digits=8, decimal_places=2)
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["earning", "question"], name="reimbursement_once_a_question"
            ),
            models.CheckConstraint(
                condition=Q(granted__gte=0, granted__lte=F("limit")) & Q(granted__lte=F("spent")),
                name="reimbursement_within_its_limit",
            ),
            models.CheckConstraint(
                condition=Q(granted=F("spent")) | Q(granted=F("limit")) | ~Q(reason=""),
                name="reimbursement_of_less_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.granted} {self.currency}"


class Payment(models.Model):
    """That an earning was paid on a day; undone, it stays to be read with its reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    earning = models.ForeignKey(Earning, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_because = models.TextField(blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["earning"], condition=Q(undone_at=None), name="payment_once_an_earning"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | ~Q(undone_because=""), name="payment_undone_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earning}: {self.paid_on}"

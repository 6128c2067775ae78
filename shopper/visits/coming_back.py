"""What comes back to the shopper after a visit was handed in: questions sent back, and follow-through."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shopper.checklists.models import Question, Touchpoint
from shopper.identity import new_id


class FollowThroughQuerySet(models.QuerySet["FollowThrough"]):
    def awaited(self) -> Self:
        """Keep those that are still to open, or are open."""
        return self.filter(closed_at=None)

    def waiting(self) -> Self:
        return self.awaited().filter(opened_at=None)

    def opened(self) -> Self:
        return self.awaited().filter(opened_at__isnull=False)


class FollowThrough(models.Model):
    """One moment that is asked after its visit: when it opens, and how far it has come.

    It waits until `opened_at`, is open until `closed_at`, and the score closes with the last one.
    `closes_at` is later than planned where it could only be opened late: its time is not cut short.
    """

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        LAPSED = "lapsed", _("Its window is over")
        ENDED = "ended", _("Closed by the office")
        NOT_ASKED = "not_asked", _("Nothing to ask")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(
        "visits.Visit", on_delete=models.CASCADE, related_name="follow_throughs"
    )
    touchpoint = models.ForeignKey(Touchpoint, on_delete=models.PROTECT, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)

    objects = FollowThroughQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["opens_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visit", "touchpoint"], name="follow_through_one_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lt=models.F("closes_at")),
                name="follow_through_opens_before_it_closes",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["opens_at"],
                condition=Q(closed_at=None),
                name="follow_through_awaited",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.touchpoint_id}: {self.opens_at:%Y-%m-%d}"


class Redo(models.Model):
    """One question that came back to the shopper, with why; answered by their next submission.

    Sent back by an operator, or opened as part of a follow-through by nobody. One of a
    follow-through counts as done too when that was closed without an answer.
    """

    SENT_BACK, FOLLOW_THROUGH = "sent_back", "follow_through"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey("visits.Visit", on_delete=models.CASCADE, related_name="redos")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    note = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    follow_through = models.ForeignKey(
        FollowThrough, on_delete=models.CASCADE, null=True, related_name="redos"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    redone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visit", "question"], condition=Q(redone_at=None), name="redo_asked_once"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="redo_says_why"),
            models.CheckConstraint(
                condition=Q(asked_by__isnull=True) ^ Q(follow_through__isnull=True),
                name="redo_is_of_a_person_or_a_follow_through",
            ),
        ]

    def __str__(self) -> str:
        return self.note

    @property
    def kind(self) -> str:
        return self.FOLLOW_THROUGH if self.follow_through_id else self.SENT_BACK

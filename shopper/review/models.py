"""What a visit is worth, and what must be done about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shopper.identity import new_id
from shopper.organizations.models import Location
from shopper.review.querysets import FollowUpQuerySet, ScoreQuerySet
from shopper.visits.models import Visit


class Score(models.Model):
    """Percent and verdicts, whole and per touchpoint, with the reasons; computed, never typed in.

    A visit's highest `number` is the score that stands; a re-score adds the next one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="scores")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    percent = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    misery_count = models.PositiveSmallIntegerField()
    mediocrity_count = models.PositiveSmallIntegerField()
    magic_count = models.PositiveSmallIntegerField()
    computed_at = models.DateTimeField(auto_now_add=True)
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "number"], name="score_number_once"),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__range=(0, 100)), name="score_is_a_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


class FollowUp(models.Model):
    """What the owner does about a moment: reward, coach, retrain, repair or recover."""

    class Kind(models.TextChoices):
        REWARD = "reward", _("Reward")
        COACH = "coach", _("Coach")
        RETRAIN = "retrain", _("Retrain")
        REPAIR = "repair", _("Repair")
        RECOVER = "recover", _("Recover")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="follow_ups")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="follow_ups")
    touchpoint_name = models.CharField(max_length=150)
    kind = models.CharField(max_length=8, choices=Kind)
    status = models.CharField(max_length=8, choices=Status, default=Status.PROPOSED)
    text = models.CharField(max_length=300)
    points = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        null=True,
        help_text=_("Percentage points of the visit it would win back."),
    )
    assignee = models.CharField(max_length=150, blank=True)
    due_on = models.DateField(null=True, blank=True)
    raised_at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["raised_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visit", "touchpoint_name", "kind"], name="follow_up_once_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.text

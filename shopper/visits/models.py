"""What happened: visits, their events, the answers and the photographs."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shopper.checklists.models import Checklist, Question, Touchpoint
from shopper.identity import new_id
from shopper.organizations.models import Location
from shopper.visits import flagged
from shopper.visits.coming_back import FollowThrough, Redo
from shopper.visits.eyes import Feeling, Lens
from shopper.visits.querysets import (
    DateRequestQuerySet,
    PhotoQuerySet,
    VisitEventQuerySet,
    VisitQuerySet,
)
from shopper.visits.reasons import Reason
from shopper.visits.states import Status

__all__ = [
    "Answer",
    "DateRequest",
    "Flag",
    "FollowThrough",
    "Impression",
    "Photo",
    "Redo",
    "Visit",
    "VisitEvent",
]


class Visit(models.Model):
    """One shopper's assignment to one location, within one window of time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="visits")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="visits")
    shopper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
    )
    lens = models.CharField(max_length=8, choices=Lens, default=Lens.SHOPPER)
    status = models.CharField(max_length=12, choices=Status, default=Status.SCHEDULED)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    briefing = models.TextField(_("for this visit"), blank=True)
    fee_amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    fee_currency = models.CharField(max_length=3, blank=True)
    fee_note = models.CharField(max_length=120, blank=True)
    offered_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Since when any shopper may claim it from the board.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the answers handed in were made ready to review.")
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["closes_at"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="visit_opens_before_it_closes"
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="visit_known_status"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.SCHEDULED, Status.CANCELLED])
                | Q(shopper__isnull=False),
                name="visit_beyond_scheduled_has_a_shopper",
            ),
            models.CheckConstraint(
                condition=Q(fee_amount=None) | Q(fee_amount__gte=0) & ~Q(fee_currency=""),
                name="visit_fee_has_a_currency",
            ),
            models.CheckConstraint(
                condition=Q(offered_at=None) | Q(status=Status.SCHEDULED, shopper=None),
                name="visit_on_the_board_is_unassigned",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "closes_at"], name="visit_by_status"),
            models.Index(fields=["shopper", "status"], name="visit_by_shopper"),
            models.Index(fields=["location", "-submitted_at"], name="visit_by_location"),
        ]

    def __str__(self) -> str:
        return f"{self.location} · {self.opens_at:%Y-%m-%d}"


class VisitEvent(models.Model):
    """One move of a visit: from, to, by whom, when. Append-only; the database refuses changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="events")
    from_status = models.CharField(max_length=12, choices=Status, blank=True)
    to_status = models.CharField(max_length=12, choices=Status)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)
    declined_for = models.CharField(max_length=5, choices=Reason, blank=True)

    objects = VisitEventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"


class DateRequest(models.Model):
    """Another window that a shopper asks for, and what the office says; its id is made on the phone."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("Open")
        TAKEN_OVER = "taken_over", _("Taken over")
        REFUSED = "refused", _("Refused")
        REPLACED = "replaced", _("Replaced by another")

    id = models.UUIDField(primary_key=True, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="date_requests")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    note = models.TextField()
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    objects = DateRequestQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(outcome="open"), name="date_request_one_open_a_visit"
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="date_request_opens_before_it_closes"
            ),
        ]

    def __str__(self) -> str:
        return self.note


class Answer(models.Model):
    """What the shopper found for one question, and when by the phone's clock."""

    class State(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        NOT_APPLICABLE = "not_applicable", _("Does not apply")
        COULD_NOT_CHECK = "could_not_check", _("Could not check")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=15, choices=State)
    value = models.JSONField(null=True)
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "question"], name="answer_one_a_question"),
            models.CheckConstraint(
                condition=Q(state="answered") | Q(value__isnull=True),
                name="answer_set_aside_has_no_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.state}"


class Impression(models.Model):
    """The shopper's own feeling about a moment, beside the verdict."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="impressions")
    touchpoint = models.ForeignKey(Touchpoint, on_delete=models.PROTECT, related_name="+")
    feeling = models.CharField(max_length=10, choices=Feeling)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "touchpoint"], name="impression_one_a_moment"),
        ]

    def __str__(self) -> str:
        return self.feeling


class Photo(models.Model):
    """One photograph for one answer; its id and digest are made on the phone.

    A row stands for bytes that are safely on disk. The question is known from the visit
    document; derivatives (480 and 1200 px, upright, no metadata) are made afterwards.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="photos")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    media_type = models.CharField(max_length=30)
    path = models.CharField(max_length=200)
    caption = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    width_px = models.PositiveIntegerField(null=True)
    height_px = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    is_withdrawn = models.BooleanField(default=False)
    is_unreadable = models.BooleanField(default=False)
    stored_at = models.DateTimeField(auto_now_add=True)
    derived_at = models.DateTimeField(null=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="photo_has_bytes"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="photo_digest_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size_bytes} bytes"


class Flag(models.Model):
    """Something the reviewer should know about a visit, noticed by the system."""

    Code = flagged.Code

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="flags")
    code = models.CharField(max_length=16, choices=Code)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="+")
    detail = models.TextField(blank=True)
    raised_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["raised_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["visit", "code", "question", "detail"], name="flag_raised_once"
            ),
            models.UniqueConstraint(
                fields=["visit", "code", "detail"],
                condition=Q(question=None),
                name="flag_of_the_visit_raised_once",
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()

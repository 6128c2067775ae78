"""The frozen pages an owner reads, and their sending."""

from pathlib import Path
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reports.querysets import ReportQuerySet
from shopper.identity import new_id
from shopper.organizations.models import Location
from shopper.visits.models import Visit


class Report(models.Model):
    """One version of a report: of a published visit, or of a location over a period.

    Its identity is random, for it leaves the agency and must tell neither time nor order. The
    content is frozen when the report is made; the PDF is drawn from it once, in the background.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", _("Visit report")
        LOCATION = "location", _("Location report")

    class Status(models.TextChoices):
        QUEUED = "queued", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="reports")
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    change_note = models.CharField(max_length=300, blank=True)
    content = models.JSONField()
    status = models.CharField(max_length=6, choices=Status, default=Status.QUEUED)
    failure = models.TextField(blank=True)
    pdf = models.CharField(max_length=200, blank=True, help_text=_("Below the media folder."))
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.PositiveIntegerField(null=True)
    page_count = models.PositiveSmallIntegerField(null=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    rendered_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-published_at", "id"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="visit", visit__isnull=False, first_on=None, last_on=None)
                | Q(
                    kind="location",
                    visit=None,
                    first_on__isnull=False,
                    last_on__isnull=False,
                    first_on__lte=F("last_on"),
                ),
                name="report_of_a_visit_or_of_a_period",
            ),
            models.UniqueConstraint(
                fields=["visit", "version"],
                condition=Q(visit__isnull=False),
                name="report_version_of_a_visit_once",
            ),
            models.CheckConstraint(
                condition=Q(version=1, replaces=None)
                | Q(version__gt=1, replaces__isnull=False) & ~Q(change_note=""),
                name="report_next_version_says_what_changed",
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | ~Q(pdf=""), name="report_ready_has_a_file"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["location", "-published_at"], name="report_by_location"),
            models.Index(fields=["status", "-published_at"], name="report_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.location} · v{self.version}"

    @property
    def language(self) -> str:
        """Return the language its pages are in, frozen with what they say."""
        return str(self.content["version"].get("language", "en"))

    @property
    def file(self) -> Path:
        """Where the PDF lies, if it was drawn."""
        return Path(settings.MEDIA_ROOT) / (self.pdf or f"reports/{self.pk}.pdf")


class Delivery(models.Model):
    """One letter about a report: to whom, when, and when its link was first opened."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="deliveries")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deliveries"
    )
    email = models.EmailField()
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["email"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "to"], name="delivery_once_a_reader"),
        ]

    def __str__(self) -> str:
        return self.email

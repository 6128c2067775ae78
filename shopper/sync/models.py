"""How a phone's day became rows: devices, revisions, receipts, and what was refused for good."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shopper.identity import new_id
from shopper.sync import agents
from shopper.sync.querysets import (
    DeviceQuerySet,
    QuarantinedPhotoQuerySet,
    QuarantinedQuerySet,
    ReceiptQuerySet,
    RevisionQuerySet,
)
from shopper.visits.models import Visit


class Installation(models.Model):
    """This server: one row, made by a migration.

    `epoch` changes when a backup is restored, so that every phone offers again what it holds.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    epoch = models.UUIDField(default=new_id)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="installation_only_one"),
        ]

    def __str__(self) -> str:
        return str(self.epoch)


class Device(models.Model):
    """A phone as one user's; two people on one phone are two rows with the same identity."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    identity = models.UUIDField(editable=False, help_text=_("Made on the phone."))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices"
    )
    agent = models.CharField(_("browser"), max_length=200, blank=True)
    first_seen_at = models.DateTimeField()
    seen_at = models.DateTimeField(_("last seen"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-seen_at"]
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "identity"], name="device_once_a_user"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.identity)

    @property
    def name(self) -> str:
        """What a person would call the phone; empty where it never said what it is."""
        return agents.name_of(self.agent)


class Revision(models.Model):
    """One document a phone sent, and the answer given to it; superseded, never overwritten.

    The highest `number` of a visit stands. `device` and `seq` make a repeat recognisable, and
    `digest` tells a repeat from another document under the same number.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    device = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    document = models.JSONField()
    missing_photos = models.JSONField(default=list)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["visit", "-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["visit", "device", "seq"], name="revision_sent_once_by_a_device"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_numbers_from_one"),
        ]

    def __str__(self) -> str:
        return f"rev {self.number}"


class Receipt(models.Model):
    """The proof that a visit arrived whole: each photograph by identity and digest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="receipt")
    epoch = models.UUIDField()
    photos = models.JSONField(default=list)
    issued_at = models.DateTimeField()

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-issued_at"]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")

    def __str__(self) -> str:
        return str(self.id)


class Quarantined(models.Model):
    """A document refused for good, kept for an operator: nothing a shopper made is dropped."""

    class Reason(models.TextChoices):
        WITHDRAWN = "withdrawn", _("The visit was withdrawn")
        NOT_THEIRS = "not_theirs", _("The visit is no longer, or never was, this shopper's")
        UNKNOWN = "unknown", _("There is no such visit")
        HANDED_IN = "handed_in", _("The visit was handed in already")
        REVOKED = "revoked", _("The account was closed")
        CHECKLIST = "checklist", _("The visit has another checklist")
        REPEATED = "repeated", _("Another document came under the same number")

    class Outcome(models.TextChoices):
        TAKEN_OVER = "taken_over", _("Taken over")
        DISCARDED = "discarded", _("Discarded")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit_identity = models.UUIDField(_("visit"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    digest = models.CharField(max_length=64)
    document = models.JSONField()
    received_at = models.DateTimeField(_("received"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    settled_because = models.TextField(_("why"), blank=True)

    objects = QuarantinedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-received_at"]
        verbose_name = _("quarantined document")
        verbose_name_plural = _("quarantined documents")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sent_by", "visit_identity", "digest"], name="quarantined_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_identity}: {self.get_reason_display()}"


class QuarantinedPhoto(models.Model):
    """A photograph that a quarantined document names, sent when the visit was not theirs any more.

    Operators alone see it. It becomes the visit's own when the document is taken over.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    identity = models.UUIDField(editable=False, help_text=_("Made on the phone."))
    visit_identity = models.UUIDField(_("visit"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    media_type = models.CharField(max_length=30)
    path = models.CharField(max_length=200)
    received_at = models.DateTimeField(_("received"))

    objects = QuarantinedPhotoQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["received_at", "id"]
        verbose_name = _("quarantined photograph")
        verbose_name_plural = _("quarantined photographs")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sent_by", "visit_identity", "identity", "sha256"],
                name="quarantined_photo_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size_bytes} bytes"

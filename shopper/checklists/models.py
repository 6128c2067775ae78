"""What is asked: checklists in versions, their touchpoints, and the questions of each."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shopper.checklists.querysets import ChecklistQuerySet
from shopper.identity import new_id
from shopper.organizations.models import Organization

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Checklist(models.Model):
    """One version of a journey: its touchpoints and their questions.

    A published version is never edited; the database refuses. `family` ties the versions of
    one checklist together. `content` is the frozen ChecklistDocument of a published version.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    class StaffNames(models.TextChoices):
        ALLOWED = "allowed", _("Allowed")
        FORBIDDEN = "forbidden", _("Must not be given")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    family = models.UUIDField(default=new_id, editable=False)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checklists",
        help_text=_("None: the agency's own, for every client."),
    )
    name = models.CharField(_("name"), max_length=150)
    version = models.PositiveIntegerField(_("version"), default=1)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    language = models.CharField(_("language"), max_length=12, default="en")
    briefing = models.TextField(_("briefing"), blank=True)
    staff_names = models.CharField(
        _("names of staff"), max_length=9, choices=StaffNames, default=StaffNames.ALLOWED
    )
    quiz = models.JSONField(
        _("quiz"),
        null=True,
        blank=True,
        help_text=_("What a shopper must have understood before a visit can begin."),
    )
    pictures = models.JSONField(_("pictures of the briefing"), null=True, blank=True)
    translations = models.JSONField(
        _("translations"),
        null=True,
        blank=True,
        help_text=_("Its texts in further languages, by part and slot."),
    )
    content = models.JSONField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "-version"]
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["family", "version"], name="checklist_version_once"),
            models.UniqueConstraint(
                fields=["family"], condition=Q(status="draft"), name="checklist_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", content__isnull=True, published_at=None)
                | (~Q(status="draft") & Q(content__isnull=False, published_at__isnull=False)),
                name="checklist_published_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class Touchpoint(models.Model):
    """One moment of truth in a journey, and what each verdict looks like there."""

    class Channel(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        PHONE = "phone", _("Phone")
        WEB = "web", _("Web")
        EMAIL = "email", _("E-mail")
        DELIVERY = "delivery", _("Delivery")

    class Kind(models.TextChoices):
        PEOPLE = "people", _("People")
        PROCESS = "process", _("Process")
        PLACE = "place", _("Place")
        PRODUCT = "product", _("Product")
        MESSAGE = "message", _("Message")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="touchpoints")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=150)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.IN_PERSON)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PEOPLE)
    is_controlled = models.BooleanField(_("the business controls it"), default=True)
    weight = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    floor_percent = models.DecimalField(
        max_digits=4, decimal_places=1, default=60, validators=PERCENT
    )
    magic_percent = models.DecimalField(
        max_digits=4, decimal_places=1, default=90, validators=PERCENT
    )
    misery = models.CharField(_("what misery looks like here"), max_length=300, blank=True)
    mediocrity = models.CharField(_("what mediocrity looks like here"), max_length=300, blank=True)
    magic = models.CharField(_("what magic looks like here"), max_length=300, blank=True)
    opens_after_hours = models.PositiveSmallIntegerField(
        _("opens so many hours after the visit"), null=True, blank=True
    )
    open_for_hours = models.PositiveSmallIntegerField(
        _("and is open for so many hours"), null=True, blank=True
    )

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checklist", "position"], name="touchpoint_one_place_in_the_journey"
            ),
            models.CheckConstraint(condition=Q(weight__gt=0), name="touchpoint_weighs_something"),
            models.CheckConstraint(
                condition=Q(floor_percent__gte=0, magic_percent__lte=100)
                & Q(floor_percent__lte=models.F("magic_percent")),
                name="touchpoint_floor_below_magic_line",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """What to look at in a moment: a standard, an extra or a note."""

    class Kind(models.TextChoices):
        YES_NO = "yes_no", _("Yes or no")
        CHOICE = "choice", _("Choice")
        SEVERAL = "several", _("Several choices")
        RATING = "rating", _("Rating")
        NUMBER = "number", _("Number")
        DURATION = "duration", _("Duration")
        TIME = "time", _("Time")
        TEXT = "text", _("Text")
        PHOTO = "photo", _("Photo")
        SIGNATURE = "signature", _("Signature")

    class Role(models.TextChoices):
        STANDARD = "standard", _("Standard")
        EXTRA = "extra", _("Extra")
        NOTE = "note", _("Note")

    class EvidenceRule(models.TextChoices):
        NONE = "none", _("None")
        OPTIONAL = "optional", _("Optional")
        REQUIRED = "required", _("Required")
        REQUIRED_WHEN_BAD = "required_when_bad", _("Required when the answer is bad")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    touchpoint = models.ForeignKey(Touchpoint, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=300)
    help = models.CharField(_("what to look at"), max_length=500, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    role = models.CharField(max_length=10, choices=Role, default=Role.STANDARD)
    weight = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    is_knock_out = models.BooleanField(_("knock-out"), default=False)
    is_required = models.BooleanField(_("required"), default=True)
    may_not_apply = models.BooleanField(_("may not apply"), default=True)
    may_be_unchecked = models.BooleanField(_("could perhaps not be checked"), default=True)
    good_answer = models.CharField(
        max_length=3, blank=True, choices=[("yes", _("Yes")), ("no", _("No"))]
    )
    options = models.JSONField(default=list, blank=True)
    steps = models.PositiveSmallIntegerField(null=True, blank=True)
    step_labels = models.JSONField(default=list, blank=True)
    bands = models.JSONField(default=list, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    minimum = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    maximum = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    condition = models.JSONField(null=True, blank=True)
    example = models.JSONField(_("picture of what is wanted"), null=True, blank=True)
    photo_rule = models.CharField(
        max_length=17, choices=EvidenceRule, default=EvidenceRule.OPTIONAL
    )
    photos_min = models.PositiveSmallIntegerField(default=0)
    photos_max = models.PositiveSmallIntegerField(default=6)
    note_rule = models.CharField(max_length=17, choices=EvidenceRule, default=EvidenceRule.OPTIONAL)
    note_min = models.PositiveSmallIntegerField(default=0)
    note_max = models.PositiveIntegerField(default=1000)
    text_min = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Characters of a text answer; empty: as is usual here.")
    )
    expense = models.JSONField(
        null=True, blank=True, help_text=_("What was spent is given back up to this amount.")
    )

    class Meta:
        ordering: ClassVar = ["touchpoint__position", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["touchpoint", "position"], name="question_one_place_in_the_moment"
            ),
            models.CheckConstraint(condition=Q(weight__gt=0), name="question_weighs_something"),
            models.CheckConstraint(
                condition=Q(is_knock_out=False) | Q(role="standard"),
                name="question_knock_out_is_a_standard",
            ),
            models.CheckConstraint(
                condition=~Q(kind="yes_no") | Q(good_answer__in=["yes", "no"]),
                name="question_yes_no_has_a_good_answer",
            ),
            models.CheckConstraint(
                condition=~Q(kind="rating") | Q(steps__isnull=False, steps__gte=2, steps__lte=11),
                name="question_rating_has_steps",
            ),
            models.CheckConstraint(
                condition=Q(photos_min__lte=models.F("photos_max"))
                & Q(note_min__lte=models.F("note_max")),
                name="question_evidence_least_not_above_most",
            ),
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(maximum=None) | Q(minimum__lte=models.F("maximum")),
                name="question_minimum_not_above_maximum",
            ),
        ]

    def __str__(self) -> str:
        return self.text

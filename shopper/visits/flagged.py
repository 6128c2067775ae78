"""What the system notices about a visit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Code(models.TextChoices):
    """What a reviewer should know."""

    LATE = "late", _("Handed in after the window had closed")
    CLOCK = "clock", _("The phone's clock was wrong")
    CONFLICT = "conflict", _("Two devices answered differently")
    PHOTO_LOST = "photo_lost", _("A photograph was lost on the phone")
    PHOTO_UNREADABLE = "photo_unreadable", _("A photograph cannot be opened")

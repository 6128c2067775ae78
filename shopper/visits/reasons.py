"""Why a shopper gives a visit back: the short list, the same on the phone and at the desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """What stands in the way. With `OTHER` the shopper's own words say it."""

    TIME = "time", _("No time in this window")
    ILL = "ill", _("Ill")
    FAR = "far", _("Too far away")
    KNOWN = "known", _("Known to the people there")
    FEE = "fee", _("The fee is too low")
    OTHER = "other", _("Another reason")

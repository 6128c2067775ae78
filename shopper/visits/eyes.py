"""Whose eyes see a moment, and what it was in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lens(models.TextChoices):
    """Whose eyes see the touchpoints."""

    SHOPPER = "shopper", _("Mystery shopper")
    MANAGER = "manager", _("Manager's own walk")
    CUSTOMER = "customer", _("Customer's feedback")


class Feeling(models.TextChoices):
    """What a moment was, in the eyes of whoever lived it."""

    MISERY = "misery", _("Misery")
    MEDIOCRITY = "mediocrity", _("As expected")
    MAGIC = "magic", _("Magic")

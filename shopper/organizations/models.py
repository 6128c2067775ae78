"""Whose places they are, and what each person is to them."""

import zoneinfo
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shopper.identity import new_id
from shopper.organizations.querysets import (
    LocationQuerySet,
    OrganizationQuerySet,
    RegionQuerySet,
)
from shopper.organizations.roles import Role


def validate_time_zone(name: str) -> None:
    """Refuse a name that is not in the IANA time zone database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


class Organization(models.Model):
    """A client whose places are visited."""

    class CheckIn(models.TextChoices):
        """Whether shoppers are asked where they are, when they begin and when they end."""

        OFF = "off", _("Never")
        ASKED = "asked", _("Asked, and free to say no")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=150, unique=True)
    language = models.CharField(_("language of the reports"), max_length=12, default="en")
    staff_names = models.JSONField(_("names of staff"), default=list, blank=True)
    board_lockout_days = models.PositiveSmallIntegerField(
        _("days between two visits"),
        default=30,
        validators=[MaxValueValidator(730)],
        help_text=_("So long a shopper cannot claim a place again. 0: at once."),
    )
    board_capacity = models.PositiveSmallIntegerField(
        _("open visits at once"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Who has so many to do can claim no other."),
    )
    board_rotates = models.BooleanField(
        _("somebody else each time"),
        default=False,
        help_text=_("Nobody claims the same place twice in a row."),
    )
    check_in = models.CharField(
        _("place at the beginning and at the end"),
        max_length=8,
        choices=CheckIn,
        default=CheckIn.OFF,
        help_text=_("Only reviewers see it; it never stops a visit."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(board_capacity__gte=1), name="organization_lets_claim_one_at_least"
            ),
            models.CheckConstraint(
                condition=Q(check_in__in=["off", "asked"]), name="organization_check_in_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A part of an organization's network; regions may lie within regions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="regions")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(_("name"), max_length=150)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "name"], name="region_name_once"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")),
                name="region_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """One place of an organization: a shop, a cab, a gate."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="locations"
    )
    region = models.ForeignKey(
        Region, on_delete=models.SET_NULL, null=True, blank=True, related_name="locations"
    )
    name = models.CharField(_("name"), max_length=150)
    address = models.CharField(_("street and number"), max_length=250, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text="ISO 3166-1")
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])
    directions = models.TextField(_("how to find it"), blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    is_open = models.BooleanField(_("open for visits"), default=True)

    objects = LocationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["organization__name", "name"]
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "name"], name="location_name_once"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="location_coordinates_both_or_none",
            ),
            models.CheckConstraint(condition=~Q(time_zone=""), name="location_has_a_time_zone"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The location's time zone, in which its dates are shown."""
        return zoneinfo.ZoneInfo(self.time_zone)


class Membership(models.Model):
    """What a user is to an organization; without an organization, to the whole agency."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    locations = models.ManyToManyField(
        Location,
        blank=True,
        related_name="memberships",
        help_text=_("For an owner: only these. None named means all of the organization."),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role", "organization"], name="membership_once_per_organization"
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(organization=None),
                name="membership_once_for_the_agency",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.OWNER) | Q(organization__isnull=False),
                name="membership_owner_of_an_organization",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

"""What an operator types about places: locations, clients, their regions and owners."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shopper.organizations.models import Location, Organization, Region


class LocationForm(forms.ModelForm[Location]):
    """One place: where it is, and by which clock it lives."""

    class Meta:
        model = Location
        fields = (
            *("name", "region", "address", "postal_code", "city", "country"),
            *("latitude", "longitude", "time_zone", "directions", "is_open"),
        )
        widgets = {
            "directions": forms.Textarea(attrs={"rows": 3}),
            "time_zone": forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"}),
            "country": forms.TextInput(attrs={"maxlength": 2}),
        }
        help_texts = {
            "country": _("Two letters, such as DE."),
            "time_zone": _("Such as Europe/Berlin. Windows and times are shown by this clock."),
            "latitude": _("Between -90 and 90."),
            "longitude": _("Between -180 and 180."),
        }

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organization = organization
        region = self.fields["region"]
        assert isinstance(region, forms.ModelChoiceField)
        region.queryset = organization.regions.all()
        region.empty_label = _("None")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = self.instance.organization.locations.exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise ValidationError(_("This organization has a location of this name already."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_coordinates(cleaned)
        country = (cleaned.get("country") or "").upper()
        if country and not (len(country) == 2 and country.isalpha()):
            self.add_error("country", _("Two letters, such as DE."))
        cleaned["country"] = country
        return cleaned

    def _check_coordinates(self, cleaned: dict[str, Any]) -> None:
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        if (latitude is None) != (longitude is None) and not self.errors:
            empty = "latitude" if latitude is None else "longitude"
            self.add_error(empty, _("Give both coordinates, or none."))
        for name, value, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
            if value is not None and abs(value) > most:
                self.add_error(name, _("Between -%(most)s and %(most)s.") % {"most": most})

    @staticmethod
    def zones() -> list[str]:
        return sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")


class NamesField(forms.Field):
    """Names of people, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})
    most_names = 500
    longest = 100

    def prepare_value(self, value: Any) -> str:
        return "\n".join(value) if isinstance(value, list) else value or ""

    def to_python(self, value: Any) -> list[str]:
        return [name for line in str(value or "").splitlines() if (name := line.strip())]

    def validate(self, value: list[str]) -> None:
        if len(value) > self.most_names:
            raise ValidationError(_("%(most)s names at most.") % {"most": self.most_names})
        if too_long := [name for name in value if len(name) > self.longest]:
            raise ValidationError(_("“%(name)s” is too long for a name.") % {"name": too_long[0]})


class OrganizationForm(forms.ModelForm[Organization]):
    """A client's name, and the language in which its owners read."""

    language = forms.ChoiceField(
        label=_("Language of the reports"), choices=settings.LANGUAGES, required=False
    )
    staff_names = NamesField(
        label=_("Names of staff"),
        required=False,
        help_text=_(
            "One a line, as they are written. Shoppers are told when they write one, and their phones know the list."
        ),
    )

    class Meta:
        model = Organization
        fields = ("name", "language", "staff_names")

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or self.instance.language


class RegionForm(forms.ModelForm[Region]):
    """A part of a client's network."""

    class Meta:
        model = Region
        fields = ("name", "parent")
        labels = {"parent": _("Within")}

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organization = organization
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset = organization.regions.all()
        parent.empty_label = _("Nothing")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.instance.organization.regions.filter(name=name).exists():
            raise ValidationError(_("There is a region of this name already."))
        return name

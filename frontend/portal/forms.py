"""How an owner narrows down the list of reports."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from reports.models import Report
from shopper.organizations.models import Location


class ReportFilter(forms.Form):
    """By location, and by what the report is about; what cannot be read is ignored."""

    location = forms.ModelChoiceField(
        Location.objects.none(), label=_("Location"), required=False, empty_label=_("All")
    )
    kind = forms.ChoiceField(
        label=_("About"), required=False, choices=[("", _("All")), *Report.Kind.choices]
    )

    def __init__(self, data: QueryDict, *, locations: QuerySet[Location]) -> None:
        super().__init__(data)
        choice = self.fields["location"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = locations

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

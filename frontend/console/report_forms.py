"""What an operator types about reports: filters, periods, and what changed."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frontend.console.forms import FewWords, ListFilter
from reports.models import Report
from reports.querysets import ReportQuerySet


class ReportFilter(ListFilter):
    """By words, by state, by what the report is about; what cannot be read is ignored."""

    sought = _("Location, organization")

    status = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Report.Status.choices]
    )
    kind = forms.ChoiceField(
        label=_("About"), required=False, choices=[("", _("All")), *Report.Kind.choices]
    )

    def narrowed(self, reports: ReportQuerySet) -> ReportQuerySet:
        """Keep the reports that every chosen filter lets pass."""
        chosen = self.chosen
        for word in chosen.get("q", "").split():
            reports = reports.filter(
                Q(location__name__icontains=word) | Q(location__organization__name__icontains=word)
            )
        exact = {name: chosen[name] for name in ("status", "kind") if chosen.get(name)}
        return reports.filter(**exact)


class PeriodForm(forms.Form):
    """The days a location's report is about, both included."""

    first_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))


class ReissueForm(forms.Form):
    """What changed since the version that the owner has."""

    change_note = FewWords(
        label=_("What changed?"),
        help_text=_("The owner reads this on the new version."),
        error_messages={"required": _("Say what changed, in a sentence.")},
    )

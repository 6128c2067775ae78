"""What an operator says about payments: which to show, which were paid on which day, and why not."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frontend.console.forms import FewWords, ListFilter
from shopper.accounts.models import User
from shopper.earnings.models import Earning
from shopper.earnings.querysets import EarningQuerySet
from shopper.organizations.models import Organization


class PaymentFilter(ListFilter):
    """What the list of payments is narrowed down to; what cannot be read is ignored."""

    STATES = {
        "unpaid": _("To be paid"),
        "due": _("Due by today"),
        "paid": _("Paid"),
        "all": _("All"),
    }

    sought = _("Shopper")

    state = forms.ChoiceField(label=_("State"), required=False, choices=list(STATES.items()))
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Organization"), required=False, empty_label=_("All")
    )
    since = forms.DateField(
        label=_("Payable from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("to"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        choice = self.fields["organization"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Organization.objects.run_by(user)

    @property
    def state_shown(self) -> str:
        return str(self.chosen.get("state") or "unpaid")

    def rows(self, today: date) -> EarningQuerySet:
        """Return what every chosen filter lets pass, of what the operator runs."""
        rows, chosen = Earning.objects.run_by(self.user).worth_money(), self.chosen
        for word in chosen.get("q", "").split():
            rows = rows.filter(shopper__name__icontains=word)
        if organization := chosen.get("organization"):
            rows = rows.filter(visit__location__organization=organization)
        if since := chosen.get("since"):
            rows = rows.filter(payable_on__gte=since)
        if until := chosen.get("until"):
            rows = rows.filter(payable_on__lte=until)
        match self.state_shown:
            case "unpaid":
                return rows.unpaid()
            case "due":
                return rows.due(today)
            case "paid":
                return rows.paid()
        return rows


class PayForm(forms.Form):
    """Which visits were paid, and on which day."""

    chosen = forms.ModelMultipleChoiceField(
        Earning.objects.none(),
        error_messages={"required": _("Choose at least one visit that is to be paid.")},
    )
    on = forms.DateField(
        label=_("Paid on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say on which day."), "invalid": _("Say on which day.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].widget.attrs["max"] = str(timezone.localdate() + timedelta(days=1))
        choice = self.fields["chosen"]
        assert isinstance(choice, forms.ModelMultipleChoiceField)
        rows = Earning.objects.run_by(user).worth_money()
        choice.queryset = rows.select_related(
            "shopper", "visit__location__organization"
        ).prefetch_related("reimbursements", "payments")


class UndoPaymentForm(forms.Form):
    """Why a payment is taken back."""

    because = FewWords(
        label=_("Why?"),
        help_text=_("It stays to be read, with your name."),
        error_messages={"required": _("Say why, in a few words.")},
    )

"""What a client sets for its visits: fees, the rules of the board, whether the place is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shopper.organizations.models import Organization
from shopper.visits.fees import Fee
from shopper.visits.models import Visit

USUAL_CURRENCY = "EUR"


class FeeForm(forms.Form):
    """What the shopper is paid, if anything."""

    fee_amount = forms.DecimalField(
        label=_("Fee"), required=False, min_value=0, max_digits=8, decimal_places=2
    )
    fee_currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        required=False,
        error_messages={"invalid": _("Three letters, such as EUR.")},
        widget=forms.TextInput(attrs={"maxlength": 3, "autocapitalize": "characters"}),
    )
    fee_note = forms.CharField(label=_("On top"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fee_note"].widget.attrs["placeholder"] = _("such as + fare")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("fee_amount") is not None and not cleaned.get("fee_currency"):
            self.add_error("fee_currency", _("A fee needs a currency."))
        return cleaned

    @property
    def fee(self) -> Fee | None:
        given = self.cleaned_data
        if given.get("fee_amount") is None:
            return None
        return Fee(given["fee_amount"], given["fee_currency"].upper(), given["fee_note"])


class OfferForm(FeeForm):
    """For how much a visit is offered on the board; at first what was planned."""

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "fee_amount": visit.fee_amount,
            "fee_currency": visit.fee_currency or USUAL_CURRENCY,
            "fee_note": visit.fee_note,
        }


class BoardRulesForm(forms.ModelForm[Organization]):
    """Who may claim a client's visits: after how many days, how many at once, and in turn."""

    class Meta:
        model = Organization
        fields = ("board_lockout_days", "board_capacity", "board_rotates")


class CheckInForm(forms.ModelForm[Organization]):
    """Whether a client's shoppers are asked where they are."""

    class Meta:
        model = Organization
        fields = ("check_in",)

"""The rules of a visit as forms: briefing, quiz, what is asked later, lengths of texts, limits of expenses."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.console import placing
from shopper.checklists import enclosures, expenses, windows
from shopper.checklists.document import Document
from shopper.checklists.models import Checklist

HOURS_A_DAY = 24
MOST_DAYS = windows.MOST_HOURS // HOURS_A_DAY
MOST_CHARACTERS = 10_000
OPTIONS = 5
EITHER_WAY = forms.TextInput(attrs={"dir": "auto"})  # a checklist may be written in Arabic


class WholeForm(forms.Form):
    """What the checklist itself says."""

    briefing = forms.CharField(
        label=gettext_lazy("Briefing"),
        required=False,
        strip=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        help_text=gettext_lazy(
            "What a shopper reads before the visit, and can read again during it."
        ),
    )
    staff_names = forms.ChoiceField(
        label=gettext_lazy("Names of staff"),
        choices=Checklist.StaffNames.choices,
        help_text=gettext_lazy("Where they must not be given, the phone says so before sending."),
    )

    @property
    def said(self) -> dict[str, str]:
        return {
            "briefing": as_it_was(self.initial["briefing"], self.cleaned_data["briefing"]),
            "staff_names": self.cleaned_data["staff_names"],
        }


class QuizForm(forms.Form):
    """One question of the quiz; left empty, it is none."""

    text = forms.CharField(
        label=gettext_lazy("Question"), required=False, max_length=300, widget=EITHER_WAY
    )
    why = forms.CharField(
        label=gettext_lazy("Why it is so"),
        required=False,
        max_length=500,
        widget=EITHER_WAY,
        help_text=gettext_lazy("Shown to who answered wrongly."),
    )
    remove = forms.BooleanField(label=gettext_lazy("Take this question away"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(OPTIONS):
            self.fields[f"option_{place}"] = forms.CharField(
                label=_("Answer %(number)s") % {"number": place + 1},
                required=False,
                max_length=200,
                widget=EITHER_WAY,
            )
        self.fields["right"] = forms.ChoiceField(
            label=_("The right answer"),
            required=False,
            choices=[("", "–"), *((str(place), str(place + 1)) for place in range(OPTIONS))],
        )
        self.fields["place"] = placing.field(enclosures.MOST_QUESTIONS)

    @property
    def options(self) -> list[forms.BoundField]:
        return [self[f"option_{place}"] for place in range(OPTIONS)]

    @property
    def is_open(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.errors) or any(self[name].value() for name in ("text", "option_0"))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        given = {place: said.get(f"option_{place}", "") for place in range(OPTIONS)}
        filled = {place: words for place, words in given.items() if words}
        if said.get("remove") or not (filled or said.get("text") or said.get("why")):
            self.errors.clear()  # of what is no question any more
            return {}
        if not said.get("text") and "text" not in self.errors:
            self.add_error("text", _("Say what is asked."))
        if len(filled) < 2:
            self.add_error("option_1", _("Give at least two answers."))
        elif len(set(filled.values())) != len(filled):
            self.add_error("option_1", _("Two answers are the same."))
        right = said.get("right", "")
        if not right or int(right) not in filled:
            self.add_error("right", _("Say which answer is right."))
            return said
        said["asked"] = {
            "text": self._as_it_was("text", said.get("text", "")),
            "options": [self._as_it_was(f"option_{at}", words) for at, words in filled.items()],
            "right": list(filled).index(int(right)),
            "why": self._as_it_was("why", said.get("why", "")),
        }
        return said

    def _as_it_was(self, name: str, typed: str) -> str:
        return as_it_was(self.initial.get(name, ""), typed)


class WindowForm(forms.Form):
    """Whether a moment is asked after the visit, and when."""

    later = forms.BooleanField(label=gettext_lazy("Asked after the visit"), required=False)
    after = forms.DecimalField(
        label=gettext_lazy("Opens after so many days"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(MOST_DAYS),
        decimal_places=2,
    )
    length = forms.DecimalField(
        label=gettext_lazy("Is open for so many days"),
        required=False,
        min_value=Decimal("0.04"),  # an hour
        max_value=Decimal(MOST_DAYS),
        decimal_places=2,
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("later"):
            for name in ("after", "length"):
                if said.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Say how many days."))
        else:
            self.errors.clear()  # of days that count for nothing
        return said

    @property
    def window(self) -> Document | None:
        said = self.cleaned_data
        if not said.get("later"):
            return None
        return {
            "opens_after_hours": round(said["after"] * HOURS_A_DAY),
            "open_for_hours": max(1, round(said["length"] * HOURS_A_DAY)),
        }


class LengthForm(forms.Form):
    """How much a text should say at least."""

    characters = forms.IntegerField(
        label=gettext_lazy("Characters at least"), min_value=0, max_value=MOST_CHARACTERS
    )


class LimitForm(forms.Form):
    """Up to which amount an expense is given back."""

    amount = forms.DecimalField(
        label=gettext_lazy("Given back up to"),
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        max_length=3,
        help_text=gettext_lazy("In three letters, such as EUR."),
    )

    def clean_currency(self) -> str:
        currency = str(self.cleaned_data["currency"]).upper()
        if not expenses.CURRENCY.fullmatch(currency):
            raise ValidationError(_("Give three letters, such as EUR."))
        return currency


def as_sent(value: Any) -> str:
    """Return a field's value as a browser sends it; a box that is not ticked is nothing."""
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value).replace("\r\n", "\n")


def as_it_was(stated: str, typed: str) -> str:
    """Return what was typed; where it says the same, as it stood, with its spaces and line ends."""
    words = as_sent(typed).strip()
    return stated if as_sent(stated).strip() == words else words

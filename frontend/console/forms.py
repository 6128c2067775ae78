"""What an operator types about visits: plans, reasons, filters, notes for the shopper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from frontend.console.board_forms import FeeForm
from frontend.console.people import ShopperChoice, sendable_to
from shopper.accounts.models import User
from shopper.checklists.models import Checklist
from shopper.organizations.models import Location, Organization
from shopper.visits.models import Visit
from shopper.visits.states import Status
from shopper.visits.windows import instant

CANNED_NOTES = (
    _("The photo is blurred or too dark. Please take it again."),
    _("The photo does not show what the question asks about."),
    _("Your note and your answer do not agree. Which one is right?"),
    _("Please describe what you saw in one or two sentences."),
    _("The receipt is cut off. Please photograph all of it."),
)


class WallClockField(forms.Field):
    """A date and a time as a clock on the wall shows them; the place decides the zone."""

    default_error_messages = {"invalid": _("Give a date and a time, such as 24 Nov 2026, 09:00.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            return datetime.fromisoformat(str(value)).replace(tzinfo=None)
        except ValueError as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from wrong


class AssignForm(FeeForm):
    """Who goes where, with which checklist, when, and for how much."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label=_("Organization"))
    location = forms.ModelChoiceField(Location.objects.none(), label=_("Location"))
    checklist = forms.ModelChoiceField(Checklist.objects.none(), label=_("Checklist"))
    shopper = ShopperChoice(
        User.objects.none(), label=_("Shopper"), required=False, empty_label=_("Nobody yet")
    )
    opens_at = WallClockField(label=_("Opens"))
    closes_at = WallClockField(label=_("Closes"))
    briefing = forms.CharField(
        label=_("For this visit"),
        required=False,
        max_length=4000,
        help_text=_("The shopper reads this before the checklist's own briefing."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    on_the_board = forms.BooleanField(
        label=_("Offer it on the board"),
        required=False,
        help_text=_("Any shopper of this client may claim it."),
    )

    def __init__(
        self, *args: Any, user: User, organization: Organization | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._querysets(user, organization)

    def _querysets(self, user: User, organization: Organization | None) -> None:
        choices: dict[str, Any] = {"organization": Organization.objects.run_by(user)}
        if organization is not None:
            own = Checklist.objects.visible_to(user).published()
            choices |= {
                "location": Location.objects.run_by(user).filter(
                    organization=organization, is_open=True
                ),
                "checklist": own.filter(organization=organization) | own.filter(organization=None),
            }
            shopper = self.fields["shopper"]
            assert isinstance(shopper, ShopperChoice)
            shopper.offer(sendable_to(organization, user), seen_by=user)
        for name, rows in choices.items():
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        location = cleaned.get("location")
        if location is not None:
            for name in ("opens_at", "closes_at"):
                self._put_in_zone(name, location.zone)
        if cleaned.get("on_the_board") and cleaned.get("shopper"):
            self.add_error("on_the_board", _("Choose “Nobody yet” to offer it to all."))
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and opens >= closes:
            self.add_error("closes_at", _("The window must close after it opens."))
        return cleaned

    def _put_in_zone(self, name: str, zone: ZoneInfo) -> None:
        wall = self.cleaned_data.get(name)
        if wall is None:
            return
        aware = instant(wall, zone)
        if aware is None:
            self.add_error(name, _("The clocks go forward over this time. Choose another one."))
            return
        self.cleaned_data[name] = aware


def default_window(zone: ZoneInfo, now: datetime) -> dict[str, str]:
    """Return a week's window from tomorrow morning, by the clock of the place."""
    tomorrow = now.astimezone(zone) + timedelta(days=1)
    opens = tomorrow.replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None)
    closes = (opens + timedelta(days=6)).replace(hour=18)
    return {"opens_at": f"{opens:%Y-%m-%dT%H:%M}", "closes_at": f"{closes:%Y-%m-%dT%H:%M}"}


class ReassignForm(forms.Form):
    """Somebody else goes, instead of whom the page has named."""

    instead_of = forms.UUIDField(required=False)
    shopper = ShopperChoice(User.objects.none(), label=_("Shopper"))

    def __init__(self, *args: Any, user: User, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"shopper": visit.shopper_id}
        choice = self.fields["shopper"]
        assert isinstance(choice, ShopperChoice)
        choice.offer(sendable_to(visit.location.organization, user, visit), seen_by=user)

    def as_it_was_read(self, visit: Visit) -> Visit:
        """Return the visit with the shopper it had when the page was drawn."""
        if "instead_of" in self.data:
            visit.shopper_id = self.cleaned_data["instead_of"]
        return visit


class FewWords(forms.CharField):
    """A sentence or two that somebody else will read."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=500, **options)


class CancelForm(forms.Form):
    """Why a visit is withdrawn."""

    reason = FewWords(
        label=_("Why?"),
        help_text=_("The shopper is told. A few words are enough."),
        error_messages={"required": _("Say why, in a few words.")},
    )


class RefuseDateForm(forms.Form):
    """Why the window stays as it is."""

    answer = FewWords(
        label=_("Why not?"),
        help_text=_("The shopper reads it at the next contact."),
        error_messages={"required": _("Say why, in a few words.")},
    )


class ListFilter(forms.Form):
    """What a list is narrowed down to, by words at least; what cannot be read is ignored."""

    sought: ClassVar[Any]  # what the words are looked for in, as the empty field says it

    q = forms.CharField(label=_("Search"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["q"].widget.attrs["placeholder"] = self.sought

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class VisitFilter(ListFilter):
    """What the list of visits is narrowed down to; what cannot be read is ignored."""

    SORTS = {
        "-closes_at": _("Window, latest first"),
        "closes_at": _("Window, earliest first"),
        "-submitted_at": _("Handed in, latest first"),
        "location__name": _("Location"),
    }
    WAITING = {
        "waiting": _("To review"),
        "overdue": _("Overdue"),
        "unassigned": _("Unassigned"),
        "board": _("On the board"),
        "afterwards": _("Follow-through to come"),
    }

    sought = _("Location, city, shopper")

    status = forms.ChoiceField(label=_("Status"), required=False)
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Organization"), required=False, empty_label=_("All")
    )
    shopper = forms.ModelChoiceField(
        User.objects.none(), label=_("Shopper"), required=False, empty_label=_("All")
    )
    since = forms.DateField(
        label=_("Window from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("to"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=list(SORTS.items()))

    def __init__(self, data: QueryDict, *, user: User, shoppers: Any) -> None:
        super().__init__(data)
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        status.choices = [("", _("All")), *self.WAITING.items(), *Status.choices]
        for name, rows in (
            ("organization", Organization.objects.run_by(user)),
            ("shopper", shoppers),
        ):
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = rows


@dataclass(frozen=True)
class SendBackDraft:
    """The questions ticked and the notes typed on the review page; kept whatever happens."""

    ticked: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, post: QueryDict, errors: Mapping[str, Sequence[str]] | None = None
    ) -> "SendBackDraft":
        notes = {
            name.removeprefix("note-"): str(text)
            for name, text in post.items()
            if name.startswith("note-")
        }
        return cls(frozenset(post.getlist("back")), notes, errors or {})

    @property
    def to_send(self) -> dict[str, str]:
        return {question: self.notes.get(question, "") for question in sorted(self.ticked)}

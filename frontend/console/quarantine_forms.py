"""What an operator types about documents in quarantine: filters, and what becomes of one."""

from django import forms
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from frontend.console.forms import FewWords, ListFilter
from shopper.accounts.models import User
from shopper.sync.models import Quarantined
from shopper.sync.querysets import QuarantinedQuerySet
from shopper.visits.models import Visit


class DiscardForm(forms.Form):
    """Why what a phone sent is of no use."""

    because = FewWords(
        label=_("Why is it of no use?"),
        help_text=_("Kept beside the document, with your name. The shopper is not told."),
        error_messages={"required": _("Say why, in a few words.")},
    )


class TakeOverForm(forms.Form):
    """The revision upon which the operator has decided; none before the first."""

    base = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class QuarantineFilter(ListFilter):
    """By words, by what became of it, by why it was refused; what cannot be read is ignored."""

    OPEN = "open"

    sought = _("Shopper, location")

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), (OPEN, _("To read")), *Quarantined.Outcome.choices],
    )
    reason = forms.ChoiceField(
        label=_("Why"), required=False, choices=[("", _("All")), *Quarantined.Reason.choices]
    )

    def narrowed(self, user: User) -> QuarantinedQuerySet:
        """Return what the operator sees and every chosen filter lets pass.

        Each carries the `location` and `time_zone` of its visit, or None where there is no visit.
        """
        chosen = self.chosen
        documents = Quarantined.objects.visible_to(user)
        visits = Visit.objects.run_by(user).filter(pk=OuterRef("visit_identity"))
        documents = documents.annotate(
            location=Subquery(visits.values("location__name")),
            time_zone=Subquery(visits.values("location__time_zone")),
        )
        for word in chosen.get("q", "").split():
            documents = documents.filter(
                Q(sent_by__name__icontains=word)
                | Q(sent_by__email__icontains=word)
                | Q(location__icontains=word)
            )
        if chosen.get("reason"):
            documents = documents.filter(reason=chosen["reason"])
        if chosen.get("state") == self.OPEN:
            return documents.unsettled()
        return documents.filter(outcome=chosen["state"]) if chosen.get("state") else documents

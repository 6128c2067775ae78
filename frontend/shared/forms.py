"""The forms everybody meets: signing in, and choosing another password."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """E-mail address and password."""

    error_messages = {
        "invalid_login": _(
            "This e-mail address and password do not belong together. Check both and try again."
        ),
        "inactive": _("This account is switched off. Ask your agency."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("E-mail address")
        self.fields["username"].widget = forms.EmailInput(
            attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}
        )

    def clean(self) -> dict[str, Any]:
        """Check address and password.

        The address is given as `email`, the model's own name for it: Axes counts tries under that
        name, and would not recognise a locked account by any other.
        """
        email = self.cleaned_data.get("username", "").strip().lower()
        password = self.cleaned_data.get("password", "")
        if email and password:
            user = authenticate(self.request, email=email, password=password)
            if user is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(user)
            self.user_cache = user
        return self.cleaned_data

"""Who is at the door, also where the account was closed while the phone was away."""

from typing import Any

from django.conf import settings
from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from shopper.accounts import sessions
from shopper.accounts.models import User

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


class SignedIn(SessionAuthentication):
    """REST framework's own, but the session and its user are asked for in one statement.

    Where that finds nobody, Django has the last word.
    """

    def authenticate(self, request: Request) -> tuple[User, Any] | None:
        key = request._request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        user = sessions.signed_in(key)
        if user is None or not self.may_come_in(user):
            return super().authenticate(request)
        self.enforce_csrf(request)
        return user, None

    def may_come_in(self, user: User) -> bool:
        return user.is_active

    def enforce_csrf(self, request: Request) -> None:
        """Look for the token in its header, and in the body of a form alone, which is refused later."""
        asked = request._request
        looked_at: Any = request if asked.content_type in FORMS else asked
        super().enforce_csrf(looked_at)


class SignedInScheme(SessionScheme):  # type: ignore[no-untyped-call]  # registers itself
    """Say in the schema that this is the cookie REST framework's own would ask for."""

    target_class = "api.authentication.SignedIn"


class ClosedAccountsToo(SignedIn):
    """Let somebody whose account was closed hand over what they made before, for quarantine."""

    def may_come_in(self, user: User) -> bool:
        return True

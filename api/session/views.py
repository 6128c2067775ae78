"""Sign in, see who is signed in, sign out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from axes.conf import settings as axes_settings
from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api import examples
from api.door import Door, device_of, greeted, person
from api.errors import ForeignOrigin, WrongCredentials
from api.session.serializers import CredentialsInput, SessionOutput
from shopper.accounts.models import User
from shopper.organizations import roles
from shopper.reminders import phones
from shopper.sync import installation

MARKER = "moments"
# The oldest client understood, by its generation's day: at least ninety days back; empty while every one is.
MIN_CLIENT = ""
SLID_ON = "slid_on"


class Session(Door):
    """The signed-in person, kept in an HttpOnly cookie that slides once a day."""

    def get_permissions(self) -> Sequence[Any]:
        if getattr(self.request, "method", "") == "POST":
            return [AllowAny()]
        return super().get_permissions()

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Sign in whoever asks, whatever an old cookie says: its CSRF token may be gone."""
        if getattr(self.request, "method", "") == "POST":
            return []
        return super().get_authenticators()

    @extend_schema(
        summary="Sign in",
        request=CredentialsInput,
        parameters=[examples.DEVICE],
        responses={200: SessionOutput, **examples.refusals(400, 403, 415, 422, 429)},
        examples=[*examples.SIGN_IN, *examples.SESSION],
        auth=[],
    )
    def post(self, request: Request) -> Response:
        _require_own_origin(request)
        device_of(request)
        given = CredentialsInput(data=request.data)
        given.is_valid(raise_exception=True)
        user = _authenticated(request, **given.validated_data)
        auth.login(request._request, user)
        request._request.session[SLID_ON] = timezone.now().date().isoformat()
        return Response(_session(request, user))

    @extend_schema(
        summary="Who is signed in",
        parameters=[examples.DEVICE],
        responses={200: SessionOutput, **examples.refusals(400, 401)},
        examples=examples.SESSION,
    )
    def get(self, request: Request) -> Response:
        _slide(request, timezone.now())
        return Response(_session(request, person(request)))

    @extend_schema(
        summary="Sign out",
        request=None,
        parameters=[examples.DEVICE],
        responses={204: None, **examples.refusals(400, 401, 403)},
    )
    def delete(self, request: Request) -> Response:
        phones.forget(person(request), device_of(request))
        auth.logout(request._request)
        return Response(status=204)


def _require_own_origin(request: Request) -> None:
    """Refuse a sign-in that another site's page asked for; who is no browser names no origin."""
    origin = request.headers.get("Origin")
    own = f"{request.scheme}://{request.get_host()}"
    if origin is not None and origin not in {own, *settings.CSRF_TRUSTED_ORIGINS}:
        raise ForeignOrigin


def _authenticated(request: Request, *, email: str, password: str) -> User:
    """Return whose credentials these are.

    Raises:
        WrongCredentials: nobody's, or of somebody who no longer signs in.
        Throttled: too many wrong tries from this address.
    """
    plain: HttpRequest = request._request
    user = auth.authenticate(plain, email=email.strip().lower(), password=password)
    # Left there, the middleware would answer in its own shape.
    if plain.__dict__.pop("axes_locked_out", False):
        raise Throttled(wait=axes_settings.AXES_COOLOFF_TIME.total_seconds())
    if user is None:
        raise WrongCredentials
    return user


def _slide(request: Request, now: datetime) -> None:
    """Let the session last from today on: one write a day, and none in between."""
    today = now.date().isoformat()
    if request.session.get(SLID_ON) != today:
        request.session[SLID_ON] = today


def _session(request: Request, user: User) -> dict[str, Any]:
    device = greeted(request, user)
    state = "revoked" if device and device.revoked_at else "ok"
    return {
        "marker": MARKER,
        "user": {
            "id": str(user.pk),
            "name": user.name,
            "email": user.email,
            "roles": roles.roles_of(user),
        },
        "csrf": get_token(request._request),
        "now": timezone.now().isoformat(),
        "epoch": str(installation.epoch()),
        "min_client": MIN_CLIENT,
        "device": {"state": state},
    }

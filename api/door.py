"""What every door of the API has in common."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.exceptions import NotAuthenticated, ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.errors import PreconditionRequired
from api.parsers import StrictJSON
from shopper.accounts.models import User
from shopper.sync import devices
from shopper.sync.models import Device

# Answers are data: opened as a page, they load nothing, run nothing and are framed by nobody.
NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'"


class OneForm(DefaultContentNegotiation):
    """Answer in the one form there is: a browser that asks for a picture also reads refusals."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class Door(APIView):
    """Strict JSON in, and answers that no cache on the way keeps and no browser runs."""

    parser_classes = (StrictJSON,)
    content_negotiation_class = OneForm

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Content-Security-Policy", NOTHING_RUNS)
        return response


def said(
    content: Any, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return an answer worded at once: plain data, such as a phone is told many times a visit."""
    body = msgspec.json.encode(content)
    return HttpResponse(body, content_type="application/json", status=status, headers=headers)


def person(request: Request) -> User:
    """Return who is signed in; the door's permissions have seen to it that somebody is.

    Raises:
        NotAuthenticated: nobody is.
    """
    if isinstance(request.user, User):
        return request.user
    raise NotAuthenticated


def greeted(request: Request, user: User) -> Device | None:
    """Return the phone that asks, as this user's and known from now on; None where it did not say.

    Raises:
        ParseError: its identity is none.
    """
    identity = device_of(request)
    if identity is None:
        return None
    agent = request.headers.get("User-Agent", "").replace("\0", "")
    return devices.greet(user, identity=identity, agent=agent, at=timezone.now())


def base_revision(request: Request) -> int | None:
    """Return the revision the phone built upon: `If-Match: "3"`; None for `If-None-Match: *`.

    Raises:
        PreconditionRequired: the request says neither.
        ParseError: it says both, or something else.
    """
    asked = request._request.headers
    match, none_match = asked.get("If-Match"), asked.get("If-None-Match")
    if match is None and none_match is None:
        raise PreconditionRequired
    if match is None and none_match is not None and none_match.strip() == "*":
        return None
    number = (match or "").strip().removeprefix("W/").strip('"')
    if none_match is not None or not (number.isascii() and number.isdigit() and len(number) < 10):
        raise ParseError('If-None-Match is "*"; If-Match is a revision, such as "3".')
    return int(number)


def device_of(request: Request) -> UUID | None:
    """Return the phone's own identity from `X-Device`; None where none was sent.

    Raises:
        ParseError: it is not a UUID.
    """
    text = request.headers.get("X-Device", "").strip()
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as trouble:
        raise ParseError("X-Device is the phone's UUID.") from trouble

"""Every refusal and every error as one shape: {code, detail, errors}. The only such place."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from django.core import exceptions as django
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions as rest
from rest_framework.response import Response

from shopper import errors as domain
from shopper.outages import TRY_AGAIN_AFTER_SECONDS, Outage, outage_behind
from shopper.sync.documents import Malformed
from shopper.sync.ingest import NoSuchVisit

logger = logging.getLogger(__name__)

STATUS_OF_REFUSALS: dict[type[domain.Refusal], int] = {
    domain.Refusal: 400,
    domain.Invalid: 422,
    domain.NotAllowed: 403,
    domain.WrongState: 409,
    domain.Outdated: 412,
    domain.Incomplete: 409,
    domain.Conflict: 409,
    domain.Taken: 409,
    domain.LockedOut: 409,
    domain.Withdrawn: 410,
    domain.TooLarge: 413,
    domain.DiskFull: 507,
    Malformed: 400,
    NoSuchVisit: 404,
}


class PreconditionRequired(rest.APIException):
    """Neither If-Match nor If-None-Match says what the document is built upon."""

    status_code = 428
    default_code = "precondition_required"
    default_detail = gettext_lazy(
        'Send If-None-Match: * the first time, and If-Match: "<rev>" after.'
    )


class WrongCredentials(rest.APIException):
    """Nobody signs in with these."""

    status_code = 400
    default_code = "wrong_credentials"
    default_detail = gettext_lazy("E-mail address or password is not right.")


class ForeignOrigin(rest.PermissionDenied):
    """A page of another site asked."""

    default_code = "foreign_origin"
    default_detail = gettext_lazy("Sign in from the product's own pages.")


def answer_refusal(trouble: Exception, context: Mapping[str, Any]) -> Response | None:
    """Turn what a view raised into an answer; None for a defect, which is a 500 and is logged."""
    if isinstance(trouble, domain.Refusal):
        return _refused(trouble)
    if isinstance(trouble, rest.APIException):
        return _refused_by_the_framework(trouble)
    return _refused_by_django(trouble) or _in_trouble(trouble)


def _answer(
    status: int,
    code: str,
    detail: Any,
    errors: Any = None,
    *,
    headers: Mapping[str, str] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Response:
    body = {**(facts or {}), "code": code, "detail": force_str(detail), "errors": errors or {}}
    return Response(body, status=status, headers=headers)


def _refused(refusal: domain.Refusal) -> Response:
    kind = next(kind for kind in type(refusal).__mro__ if kind in STATUS_OF_REFUSALS)
    errors = {
        name: [force_str(sentence) for sentence in sentences]
        for name, sentences in refusal.errors.items()
    }
    status = STATUS_OF_REFUSALS[kind]
    return _answer(status, refusal.code, refusal.detail, errors, facts=refusal.facts)


def _refused_by_the_framework(trouble: rest.APIException) -> Response:
    if isinstance(trouble, rest.ValidationError):
        errors = dict(_by_field(trouble.detail))
        return _answer(422, "invalid", domain.Invalid.sentence, errors)
    if isinstance(trouble, rest.NotAuthenticated | rest.AuthenticationFailed):
        headers = {"WWW-Authenticate": "Session"}
        return _answer(401, "signed_out", _("Sign in to go on."), headers=headers)
    if isinstance(trouble, rest.Throttled):
        seconds = int(getattr(trouble, "wait", None) or TRY_AGAIN_AFTER_SECONDS)
        return _answer(429, "throttled", trouble.detail, headers={"Retry-After": str(seconds)})
    code = getattr(trouble.detail, "code", None) or trouble.default_code
    if str(trouble.detail).startswith("CSRF Failed"):
        code = "csrf"
    return _answer(trouble.status_code, CODES.get(code, code), trouble.detail)


CODES = {"permission_denied": "not_allowed", "parse_error": "malformed"}


def _by_field(detail: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Flatten the framework's nested errors: {"a": {"b": [...]}} becomes {"a.b": [...]}."""
    if isinstance(detail, dict):
        for field, inner in detail.items():
            yield from _by_field(inner, f"{name}.{field}" if name else str(field))
    else:
        sentences = detail if isinstance(detail, list) else [detail]
        yield name or "body", [force_str(sentence) for sentence in sentences]


def _refused_by_django(trouble: Exception) -> Response | None:
    if isinstance(trouble, Http404 | django.ObjectDoesNotExist):
        return _answer(404, "not_found", _("There is nothing here for you."))
    if isinstance(trouble, django.PermissionDenied):
        return _answer(403, "not_allowed", domain.NotAllowed.sentence)
    if isinstance(trouble, django.RequestDataTooBig):
        return _answer(413, "too_large", _("This is more than is accepted at once."))
    if isinstance(
        trouble,
        django.SuspiciousOperation | django.BadRequest | UnreadablePostError | MultiPartParserError,
    ):
        return _answer(400, "malformed", _("This request could not be read to its end."))
    return None


def _in_trouble(trouble: Exception) -> Response | None:
    """Answer for a database or a disk that cannot serve at present: nothing was kept."""
    outage = outage_behind(trouble)
    if outage is None:
        return None
    logger.error("the database or the disk is in trouble", exc_info=trouble)
    if outage is Outage.FULL:
        return _answer(507, domain.DiskFull.code, domain.DiskFull.sentence)
    headers = {"Retry-After": str(TRY_AGAIN_AFTER_SECONDS)}
    sentence = _("The server cannot serve this at present. It will be tried again.")
    return _answer(503, "unavailable", sentence, headers=headers)

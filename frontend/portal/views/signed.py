"""The link in an owner's letter: it opens one report without signing in, for a while."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontend.portal import reading
from frontend.shared import report_file
from reports import delivery
from reports.delivery import LinkExpired
from reports.models import Report
from shopper.errors import Refusal


def _closed(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    expired = isinstance(refusal, LinkExpired)
    context = {"expired": expired, "told": refusal.detail}
    return render(request, "portal/closed.html", context, status=410 if expired else 404)


def _opened(token: str) -> Report:
    return delivery.open_link(token, at=timezone.now())


@require_safe
@never_cache
def signed(request: HttpRequest, token: str) -> HttpResponse:
    """Show the report that the letter is about."""
    try:
        report = _opened(token)
    except Refusal as refusal:
        return _closed(request, refusal)
    return render(request, "portal/report.html", {**reading.page_context(report), "token": token})


@require_safe
def signed_download(request: HttpRequest, token: str) -> HttpResponseBase:
    """Stream the PDF that the letter is about."""
    try:
        return report_file.streamed(_opened(token))
    except Refusal as refusal:
        return _closed(request, refusal)


@require_safe
def signed_photo(request: HttpRequest, token: str, digest: str) -> HttpResponseBase:
    """Show one photograph of the report that the letter is about."""
    try:
        return reading.photo_file(_opened(token), digest)
    except Refusal as refusal:
        return _closed(request, refusal)

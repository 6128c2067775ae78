"""What a page answers when the database or the disk cannot serve: no defect, and so no 500."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views import defaults

from shopper.outages import TRY_AGAIN_AFTER_SECONDS, Outage, outage_behind


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for what nobody has caught; Django asks for this while the trouble is at hand."""
    outage = outage_behind(sys.exception())
    if outage is None:
        return defaults.server_error(request)
    if outage is Outage.FULL:
        return HttpResponse(_page("507.html", request), status=507)
    headers = {"Retry-After": str(TRY_AGAIN_AFTER_SECONDS)}
    return HttpResponse(_page("503.html", request), status=503, headers=headers)


def _page(template: str, request: HttpRequest) -> str:
    """Draw a page without asking the database for anything, not even for who is signed in."""
    again = request.get_full_path() if request.method in {"GET", "HEAD"} else None
    return loader.render_to_string(template, {"again": again})

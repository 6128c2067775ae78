"""The shell that every address of the field app is served with, and the worker at the root."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from frontend.phone import precache
from shopper.catalogues import SOURCE


@require_safe
@gzip_page
@cache_control(no_cache=True)
@translation.override(SOURCE)
def shell(request: HttpRequest, path: str = "") -> HttpResponse:
    """Serve the same page to everybody: it carries no user and no token, for a phone keeps it."""
    # What a phone keeps is no person's and in nobody's language: the client speaks the reader's.
    headers = {"Content-Language": SOURCE}
    return HttpResponse(
        render_to_string("phone/shell.html", _shell_context(), request), headers=headers
    )


def _shell_context() -> dict[str, Any]:
    return {"base": _base(), "first": precache.first_urls(), "name": settings.PWA_APP_NAME}


def _base() -> str:
    return f"{settings.STATIC_URL}{precache.prefix()}/"


@translation.override(SOURCE)
def _worker(request: HttpRequest) -> str:
    """Return the worker's text, headed by what it keeps and the version that names it.

    The version covers the shell as well: a page that changed is as much a new version as a module.
    """
    shell_text = render_to_string("phone/shell.html", _shell_context(), request)
    shell_hash = hashlib.sha256(shell_text.encode()).hexdigest()[:8]
    catalogues, tools = precache.catalogue_urls(), precache.tool_urls()
    apart = {*catalogues, *tools, f"{_base()}service-worker.js"}
    urls = [
        reverse("phone:shell"),
        reverse("manifest"),
        static("phone/icon-192.png"),
        static("phone/icon-32.png"),
        *(url for url in precache.client_urls() if url not in apart),
    ]
    version = f"{precache.client_version()}-{shell_hash}"
    kept = {"version": version, "urls": urls, "catalogues": catalogues, "tools": tools}
    worker = precache.client_dir() / "service-worker.js"
    source = worker.read_text().replace('"./', f'"{_base()}')
    return f"self.KEPT = {json.dumps(kept)};\n{source}"


def _etag(request: HttpRequest) -> str:
    return f'"{hashlib.sha256(_worker(request).encode()).hexdigest()[:32]}"'


@require_safe
def to_the_shell(request: HttpRequest) -> HttpResponse:
    """Forgive the missing stroke at the end of an address typed by hand."""
    return redirect("phone:shell")


@require_safe
@gzip_page
@cache_control(no_cache=True)
@condition(etag_func=_etag)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the worker from the root, so that its scope may be any part of the site."""
    return HttpResponse(
        _worker(request),
        content_type="text/javascript; charset=utf-8",
        headers={"Service-Worker-Allowed": "/"},
    )

"""The link in a reminder: it switches letters of its kind off, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from shopper.reminders import wishes
from shopper.reminders.wishes import LinkUnknown


@csrf_exempt  # A mail program posts here by itself (RFC 8058); the signed token is the permission.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def switch_off(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with one button: a mail program that looks ahead must change nothing. A POST does it."""
    try:
        shopper, kind = wishes.read_link(token)
    except LinkUnknown as refusal:
        context = {"told": refusal.detail}
        return render(request, "shared/reminder_off.html", context, status=404)
    if request.method == "POST":
        wishes.switch(shopper, kind, on=False, at=timezone.now())
    with translation.override(shopper.language or translation.get_language()):
        context = {"kind": kind.label, "is_off": request.method == "POST"}
        return render(request, "shared/reminder_off.html", context)

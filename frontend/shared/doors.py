"""Who may open which pages: one decorator for each audience."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django_htmx.http import HttpResponseClientRefresh
from django_htmx.middleware import HtmxDetails

from shopper.accounts.models import User
from shopper.organizations import roles

P = ParamSpec("P")


class SignedRequest(HttpRequest):
    """A request whose sender is known."""

    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[SignedRequest, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> Guarded[P]:
    """Send strangers to the sign-in page and back again."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(cast(SignedRequest, request), *args, **kwargs)
        if cast(SignedRequest, request).htmx:
            return HttpResponseClientRefresh()
        return redirect_to_login(request.get_full_path())

    return guarded


def _only(may: Callable[[User], bool], view: View[P]) -> Guarded[P]:
    @wraps(view)
    def checked(request: SignedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not may(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return signed_in(checked)


def operators_only(view: View[P]) -> Guarded[P]:
    """Open the page to operators; others are told that it is not theirs."""
    return _only(roles.is_operator, view)


def owners_only(view: View[P]) -> Guarded[P]:
    """Open the page to owners; others are told that it is not theirs."""
    return _only(roles.is_owner, view)


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, even when it is empty; None when the page was only asked for."""
    return request.POST if request.method == "POST" else None

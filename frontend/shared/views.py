"""Signing in and out, the way home, and an operator's view of one photograph."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.views import SuccessMessageMixin
from django.core.exceptions import PermissionDenied
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import LANGUAGE_QUERY_PARAMETER, set_language

from frontend.shared.doors import SignedRequest, operators_only, signed_in
from frontend.shared.forms import SignInForm
from shopper.accounts import language as reading
from shopper.organizations.roles import Role, roles_of
from shopper.visits import copies
from shopper.visits.models import Photo

PHOTO_SIZES_PX = (480, 1200)
A_DAY_IN_SECONDS = 86_400


class SignIn(auth.LoginView):
    """Sign in; after too many tries, say so and for how long."""

    template_name = "shared/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    http_method_names = ["get", "head", "post", "options"]

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Speak the person's language in this browser too; learn it here where it is not known yet."""
        response = super().form_valid(form)
        user = form.get_user()
        if not user.language:
            reading.remember(user, get_language() or settings.LANGUAGE_CODE)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        if getattr(self.request, "axes_locked_out", False):
            # Axes would replace the page by a bare sentence; this one says what to do next.
            self.request.axes_locked_out = False  # type: ignore[attr-defined]  # set by axes
            minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
            return render(self.request, "shared/locked_out.html", {"minutes": minutes}, status=429)
        return super().form_invalid(form)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Speak another language in this browser from now on, and in letters to whoever is signed in."""
    language = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest(f"language: {_('Choose an option.')}")
    if request.user.is_authenticated:
        reading.remember(request.user, language)
    return set_language(request)


@require_safe
def sign_in_to_the_admin(request: HttpRequest) -> HttpResponse:
    """Send people to the one page where tries are counted; the admin's own form does not count."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))


class SignOut(auth.LogoutView):
    """Sign out, by POST only."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        messages.success(request, _("You are signed out."))
        return response


class ChangePassword(SuccessMessageMixin, auth.PasswordChangeView):
    """Choose another password."""

    template_name = "shared/change_password.html"
    http_method_names = ["get", "head", "post", "options"]
    success_url = reverse_lazy("home")
    success_message = _("Your password is changed.")


@require_safe
@signed_in
def home(request: SignedRequest) -> HttpResponseBase:
    """Send each role to its place."""
    mine = roles_of(request.user)
    if Role.OPERATOR in mine:
        return redirect("console:today")
    if Role.OWNER in mine:
        return redirect("portal:locations")
    if Role.SHOPPER in mine:
        return redirect(settings.PWA_APP_START_URL)
    if request.user.is_staff:
        return redirect("admin:index")
    return render(request, "shared/no_role.html")


@require_safe
@operators_only
def photo(request: SignedRequest, photo_id: UUID, longest_px: int) -> HttpResponseBase:
    """Answer with the upright, stripped derivative of one photograph."""
    if longest_px not in PHOTO_SIZES_PX:
        raise Http404
    row = get_object_or_404(
        Photo.objects.visible_to(request.user).exclude(derived_at=None), pk=photo_id
    )
    path = copies.derivative_path(row, longest_px=longest_px)
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = f"private, max-age={A_DAY_IN_SECONDS}, immutable"
    return response

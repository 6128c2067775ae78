"""Clients: their names, regions and owners."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.forms import BaseForm, ModelForm
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.console.board_forms import BoardRulesForm, CheckInForm
from frontend.console.place_forms import OrganizationForm, RegionForm
from frontend.shared.doors import SignedRequest, operators_only, posted
from shopper.accounts.models import User
from shopper.organizations import roles
from shopper.organizations.models import Organization


def runs_the_agency(user: User) -> bool:
    """Say whether `user` runs the whole agency; only then may they take on a client."""
    return roles.operating(user).filter(organization=None).exists()


@require_safe
@operators_only
def organization_list(request: SignedRequest) -> HttpResponse:
    """List the clients."""
    rows = (
        Organization.objects.run_by(request.user)
        .annotate(
            location_count=Count("locations", distinct=True),
            checklist_count=Count("checklists", distinct=True),
        )
        .order_by("name")
    )
    context = {"organizations": rows, "may_add": runs_the_agency(request.user)}
    return render(request, "console/organizations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def organization_new(request: SignedRequest) -> HttpResponseBase:
    """Take on a client."""
    if not runs_the_agency(request.user):
        raise PermissionDenied
    form = OrganizationForm(posted(request))
    if form.is_bound and form.is_valid():
        saved = form.save()
        messages.success(request, _("Added. Its locations come next."))
        return redirect("console:organization", saved.pk)
    status = 422 if form.is_bound else 200
    return render(request, "console/organization_form.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def organization(request: SignedRequest, organization_id: UUID) -> HttpResponseBase:
    """Show one client; its name can be corrected here."""
    one = _organization(request, organization_id)
    form = OrganizationForm(posted(request), instance=one)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("console:organization", one.pk)
    return _page(request, one, name_form=form, status=422 if form.is_bound else 200)


@require_POST
@operators_only
def board_rules(request: SignedRequest, organization_id: UUID) -> HttpResponseBase:
    """Change the rules by which shoppers may claim this client's visits."""
    return _saved(request, organization_id, BoardRulesForm, "board_form")


@require_POST
@operators_only
def check_in(request: SignedRequest, organization_id: UUID) -> HttpResponseBase:
    """Change whether this client's shoppers are asked where they are."""
    return _saved(request, organization_id, CheckInForm, "check_in_form")


def _saved(
    request: SignedRequest,
    organization_id: UUID,
    form_class: type[ModelForm[Organization]],
    name: str,
) -> HttpResponseBase:
    """Save what one form of the client's page says, or show it again under its name with what is wrong."""
    one = _organization(request, organization_id)
    form = form_class(request.POST, instance=one)
    if not form.is_valid():
        return _page(request, _organization(request, one.pk), status=422, **{name: form})
    form.save()
    messages.success(request, _("Saved."))
    return redirect("console:organization", one.pk)


@require_POST
@operators_only
def region_new(request: SignedRequest, organization_id: UUID) -> HttpResponseBase:
    """Add a region to a client."""
    one = _organization(request, organization_id)
    form = RegionForm(request.POST, organization=one)
    if not form.is_valid():
        return _page(request, one, region_form=form, status=422)
    form.save()
    messages.success(request, _("Region added."))
    return redirect("console:organization", one.pk)


def _organization(request: SignedRequest, organization_id: UUID) -> Organization:
    return get_object_or_404(Organization.objects.run_by(request.user), pk=organization_id)


def _page(
    request: SignedRequest,
    one: Organization,
    *,
    status: int = 200,
    **forms: BaseForm,
) -> HttpResponse:
    """Draw the page with the form that was sent in the place of its own."""
    owners = one.memberships.filter(role=roles.Role.OWNER)
    context = {
        "organization": one,
        "name_form": OrganizationForm(instance=one),
        "region_form": RegionForm(organization=one),
        "board_form": BoardRulesForm(instance=one),
        "check_in_form": CheckInForm(instance=one),
        "regions": one.regions.select_related("parent")
        .annotate(location_count=Count("locations"))
        .order_by("name"),
        "owners": owners.select_related("user").prefetch_related("locations"),
        "locations": one.locations.select_related("region"),
        **forms,
    }
    return render(request, "console/organization.html", context, status=status)

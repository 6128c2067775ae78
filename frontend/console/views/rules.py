"""The rules of a visit: changed around the questions, published as the checklist's next version."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from frontend.console import picture_forms, rule_changes
from frontend.console.rule_sheet import RuleSheet, merged
from frontend.shared.doors import SignedRequest, operators_only
from shopper.checklists import ruling
from shopper.checklists.document import document_of
from shopper.checklists.models import Checklist
from shopper.errors import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def rules(request: SignedRequest, checklist_id: UUID) -> HttpResponseBase:
    """Show the rules as a form, then what changes; publish it as the next version once agreed to."""
    rows = Checklist.objects.run_by(request.user).select_related("organization", "published_by")
    one = get_object_or_404(rows, pk=checklist_id, content__isnull=False)
    standing = get_object_or_404(rows.published(), family=one.family)
    if request.method != "POST":
        if one.pk != standing.pk:
            return redirect("console:checklist-rules", standing.pk)
        return _page(request, standing, RuleSheet(document_of(standing)))
    typed, refused = picture_forms.taken_in(document_of(one), request.POST, request.FILES)
    if one.pk != standing.pk:
        typed = merged(document_of(one), document_of(standing), typed)
        sheet = RuleSheet(document_of(standing), typed, refused=refused)
        sheet.is_valid()
        return _page(request, standing, sheet, refusal=_overtaken(standing), status=409)
    sheet = RuleSheet(document_of(standing), typed, refused=refused)
    if "back" in request.POST:
        return _page(request, standing, sheet)
    if not sheet.is_valid():
        return _page(request, standing, sheet, status=422)
    if sheet.changes_nothing:
        messages.info(request, _("Nothing was changed, so no version is published."))
        return redirect("console:checklist", standing.pk)
    if "sure" in request.POST:
        return _published(request, standing, sheet)
    return _look(request, standing, sheet)


def _look(request: SignedRequest, standing: Checklist, sheet: RuleSheet) -> HttpResponse:
    """Show what will be different; published without having agreed, say that it is not yet."""
    unsure = "publish" in request.POST
    context = {
        "checklist": standing,
        "sheet": sheet,
        "changes": rule_changes.changes(sheet.document, sheet.stated, sheet.rules),
        "missing": ruling.untranslated(sheet.document, sheet.rules),
        "next": standing.version + 1,
        "unsure": _("Please agree below that a new version is published.") if unsure else "",
    }
    status = 422 if unsure else 200
    return render(request, "console/checklist_rules_look.html", context, status=status)


def _published(request: SignedRequest, standing: Checklist, sheet: RuleSheet) -> HttpResponseBase:
    missing = ruling.untranslated(sheet.document, sheet.rules)
    try:
        newer = ruling.rule(standing, sheet.rules, by=request.user)
    except Refusal as refusal:
        return _page(request, standing, sheet, refusal=str(refusal.detail), status=409)
    messages.success(request, _("Version %(n)s is published.") % {"n": newer.version})
    if missing:
        names = ", ".join(one.name for one in missing)
        words = _("Texts that changed are to be translated anew: %(languages)s.")
        messages.info(request, words % {"languages": names})
    return redirect("console:checklist", newer.pk)


def _overtaken(standing: Checklist) -> str:
    words = _(
        "%(who)s published version %(n)s meanwhile, so yours was not published. What you typed is "
        "kept here, and the rest stands as they left it. Look through it, then publish it."
    )
    by = standing.published_by
    return words % {"who": by.name if by else _("Somebody"), "n": standing.version}


def _page(
    request: SignedRequest,
    checklist: Checklist,
    sheet: RuleSheet,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"checklist": checklist, "sheet": sheet, "refusal": refusal}
    return render(request, "console/checklist_rules.html", context, status=status)

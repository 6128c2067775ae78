"""The languages of a checklist: side by side with the original, published as its next version."""

from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from frontend.console.language_forms import Sheet
from frontend.shared.doors import SignedRequest, operators_only
from shopper.checklists import languages, translating
from shopper.checklists.document import Document, document_of
from shopper.checklists.models import Checklist
from shopper.errors import Refusal


class _Asked(NamedTuple):
    """The version somebody has before them, the one that stands, and the language meant."""

    checklist: Checklist
    standing: Checklist
    language: str

    @property
    def is_newest(self) -> bool:
        return self.checklist.pk == self.standing.pk


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def language(request: SignedRequest, checklist_id: UUID, code: str) -> HttpResponseBase:
    """Translate side by side; publish as the next version once that was agreed to."""
    asked = _asked(request, checklist_id, code)
    sheet = Sheet(document_of(asked.checklist), code)
    if request.method != "POST":
        if not asked.is_newest:
            return redirect("console:checklist-language", asked.standing.pk, code)
        return _page(request, asked, sheet)
    sheet.type(request.POST.dict())
    if not asked.is_newest:
        return _overtaken(request, asked, sheet)
    is_sure = "sure" in request.POST
    if not sheet.is_valid() or not is_sure:
        unsure = "" if is_sure else _("Please agree below that a new version is published.")
        return _page(request, asked, sheet, unsure=unsure, status=422)
    try:
        newer = translating.translate(asked.checklist, code, sheet.translation(), by=request.user)
    except Refusal as refusal:
        asked = _asked(request, checklist_id, code)
        if not asked.is_newest:
            return _overtaken(request, asked, sheet)
        return _page(request, asked, sheet, refusal=str(refusal.detail), status=409)
    words = _("Version %(n)s is published, with %(language)s.")
    messages.success(request, words % {"n": newer.version, "language": languages.NAMES[code]})
    return redirect("console:checklist", newer.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def language_remove(request: SignedRequest, checklist_id: UUID, code: str) -> HttpResponseBase:
    """Ask, and then publish the next version without a language."""
    asked = _asked(request, checklist_id, code)
    if code not in languages.translations_of(document_of(asked.standing)):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            newer = translating.take_away(asked.checklist, code, by=request.user)
        except Refusal as declined:
            refusal = str(declined.detail)
        else:
            words = _("Version %(n)s is published, without %(language)s.")
            names = {"n": newer.version, "language": languages.NAMES[code]}
            messages.success(request, words % names)
            return redirect("console:checklist", newer.pk)
    context = {**_about(asked), "refusal": refusal}
    return render(
        request, "console/checklist_language_remove.html", context, status=409 if refusal else 200
    )


def _asked(request: SignedRequest, checklist_id: UUID, code: str) -> _Asked:
    rows = Checklist.objects.run_by(request.user).select_related("organization")
    one = get_object_or_404(rows, pk=checklist_id, content__isnull=False)
    if code not in languages.NAMES or code == one.language:
        raise Http404
    return _Asked(one, get_object_or_404(rows.published(), family=one.family), code)


def _overtaken(request: SignedRequest, asked: _Asked, typed: Sheet) -> HttpResponse:
    """Show what was typed beside the version that stands now; nothing of it is lost."""
    newer: Document = document_of(asked.standing)
    sheet = Sheet(newer, asked.language)
    sheet.take_over(typed)
    sheet.is_valid()
    words = _(
        "%(who)s published version %(n)s meanwhile, so yours was not published. What you typed is "
        "kept here, beside the new version. Look through it, then publish it."
    )
    by = asked.standing.published_by
    said = words % {"who": by.name if by else _("Somebody"), "n": asked.standing.version}
    return _page(request, asked, sheet, refusal=said, status=409)


def _about(asked: _Asked) -> dict[str, object]:
    return {
        "checklist": asked.standing,
        "code": asked.language,
        "language": languages.NAMES[asked.language],
        "own": languages.NAMES.get(asked.standing.language, asked.standing.language),
        "direction": "rtl" if asked.language in languages.RIGHT_TO_LEFT else "ltr",
        "next": asked.standing.version + 1,
    }


def _page(
    request: SignedRequest,
    asked: _Asked,
    sheet: Sheet,
    *,
    unsure: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    exists = asked.language in languages.translations_of(sheet.document)
    context = {
        **_about(asked),
        "sheet": sheet,
        "unsure": unsure,
        "refusal": refusal,
        "exists": exists,
    }
    return render(request, "console/checklist_language.html", context, status=status)

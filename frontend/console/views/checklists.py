"""Checklists: what is asked, in which version, and how the phone shows it."""

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from frontend.shared.doors import SignedRequest, operators_only
from shopper.checklists import languages
from shopper.checklists.document import Document, document_of
from shopper.checklists.models import Checklist


@require_safe
@operators_only
def checklist_list(request: SignedRequest) -> HttpResponse:
    """List the newest version of each checklist."""
    rows = (
        Checklist.objects.visible_to(request.user)
        .select_related("organization")
        .defer("content")
        .annotate(moment_count=Count("touchpoints"))
        .order_by("name", "family", "-version")
    )
    newest: dict[UUID, Checklist] = {}
    for row in rows:
        newest.setdefault(row.family, row)
    return render(request, "console/checklists.html", {"checklists": list(newest.values())})


@require_safe
@operators_only
def checklist(request: SignedRequest, checklist_id: UUID) -> HttpResponse:
    """Read one version from the first moment to the last."""
    one = _checklist(request, checklist_id)
    versions = (
        Checklist.objects.visible_to(request.user)
        .filter(family=one.family)
        .select_related("published_by")
        .defer("content")
        .order_by("-version")
    )
    written = document_of(one)
    document = languages.in_language(written, _shown_in(request, written))
    questions = [q for t in document["touchpoints"] for q in t["questions"]]
    context = {
        "checklist": one,
        "document": document,
        "versions": versions,
        "question_count": len(questions),
        "photo_count": sum(1 for q in questions if q["photo"]["rule"] == "required"),
        "texts": {question["id"]: question["text"] for question in questions},
        **_languages(request, one, written, document),
    }
    return render(request, "console/checklist.html", context)


@require_safe
@operators_only
def preview(request: SignedRequest, checklist_id: UUID) -> HttpResponse:
    """Show the questions as the phone does, 360 px wide."""
    one = _checklist(request, checklist_id)
    written = document_of(one)
    document = languages.in_language(written, _shown_in(request, written))
    context = {"checklist": one, "document": document}
    return render(request, "console/preview.html", context | _switch(written, document))


def _shown_in(request: SignedRequest, written: Document) -> str:
    """Return the language that was asked for here, or else the operator's own."""
    return request.GET.get("language") or get_language() or str(written["language"])


def _switch(written: Document, shown: Document) -> dict[str, Any]:
    """Return between which languages somebody can switch, and which is shown."""
    codes = [written["language"], *languages.translations_of(written)]
    return {
        "switch": [(code, languages.NAMES.get(code, code)) for code in codes],
        "shown": shown["language"],
        "direction": "rtl" if shown["language"] in languages.RIGHT_TO_LEFT else "ltr",
    }


def _languages(
    request: SignedRequest, one: Checklist, written: Document, shown: Document
) -> dict[str, Any]:
    """Return how complete each language is, and which could be added by this operator."""
    here = languages.completeness(written)
    taken = {one.language, *(each.language for each in here)}
    is_theirs = Checklist.objects.run_by(request.user).published().filter(pk=one.pk).exists()
    return {
        **_switch(written, shown),
        "own": languages.NAMES.get(one.language, one.language),
        "completeness": here,
        "addable": [pair for pair in languages.NAMES.items() if pair[0] not in taken],
        "may_translate": is_theirs,
    }


def _checklist(request: SignedRequest, checklist_id: UUID) -> Checklist:
    rows = Checklist.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(rows, pk=checklist_id)

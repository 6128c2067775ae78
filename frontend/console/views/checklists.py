"""Checklists: what is asked, in which version, and how the phone shows it."""

from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from frontend.shared.doors import SignedRequest, operators_only
from shopper.checklists.document import document_of
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
    document = document_of(one)
    questions = [q for t in document["touchpoints"] for q in t["questions"]]
    context = {
        "checklist": one,
        "document": document,
        "versions": versions,
        "question_count": len(questions),
        "photo_count": sum(1 for q in questions if q["photo"]["rule"] == "required"),
        "texts": {question["id"]: question["text"] for question in questions},
    }
    return render(request, "console/checklist.html", context)


@require_safe
@operators_only
def preview(request: SignedRequest, checklist_id: UUID) -> HttpResponse:
    """Show the questions as the phone does, 360 px wide."""
    one = _checklist(request, checklist_id)
    return render(request, "console/preview.html", {"checklist": one, "document": document_of(one)})


def _checklist(request: SignedRequest, checklist_id: UUID) -> Checklist:
    rows = Checklist.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(rows, pk=checklist_id)

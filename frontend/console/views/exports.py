"""Visits as a table for a spreadsheet, streamed row by row."""

from uuid import UUID

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from frontend.shared.doors import SignedRequest, operators_only
from shopper.checklists.models import Checklist
from shopper.review import export
from shopper.visits.models import Visit


@require_safe
@operators_only
def visits_csv(request: SignedRequest, checklist_id: UUID) -> StreamingHttpResponse:
    """Stream the visits made with one checklist version; only those the operator runs."""
    checklist = get_object_or_404(Checklist.objects.visible_to(request.user), pk=checklist_id)
    lines = export.as_csv(Visit.objects.run_by(request.user), checklist)
    name = f"{slugify(checklist.name) or 'visits'}-v{checklist.version}.csv"
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )

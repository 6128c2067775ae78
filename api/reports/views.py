"""An owner's reports, for the owner's own systems."""

from uuid import UUID

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from api import examples
from api.door import Door, person
from api.permissions import IsOwner
from api.reports.serializers import ReportOutput
from reports.models import Report
from reports.querysets import ReportQuerySet


class Pages(PageNumberPagination):
    page_size = 100


@extend_schema_view(
    get=extend_schema(
        summary="The reports of the owner's locations",
        responses={200: ReportOutput(many=True), **examples.refusals(401, 403, 404)},
        examples=examples.REPORT,
    )
)
class Reports(Door, ListAPIView):
    """The reports that can be opened, the latest first; of each, the newest version."""

    permission_classes = (IsOwner,)
    serializer_class = ReportOutput
    pagination_class = Pages

    def get_queryset(self) -> ReportQuerySet:
        if getattr(self, "swagger_fake_view", False):
            return Report.objects.none()
        mine = Report.objects.visible_to(person(self.request)).ready().standing()
        return mine.select_related("location__organization").defer("content")


class ReportPdf(Door):
    """The report itself, as it was published."""

    permission_classes = (IsOwner,)

    @extend_schema(
        summary="The PDF of a report",
        responses={(200, "application/pdf"): bytes, **examples.refusals(401, 403, 404)},
    )
    def get(self, request: Request, report_id: UUID) -> FileResponse:
        mine = Report.objects.visible_to(person(request)).ready().defer("content")
        report = get_object_or_404(mine, pk=report_id)
        try:
            file = report.file.open("rb")
        except FileNotFoundError as trouble:
            raise Http404 from trouble
        name = f"report-{report.pk}.pdf"
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")

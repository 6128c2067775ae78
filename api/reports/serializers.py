"""What an owner's own system learns of a report. Nothing of it leads to the shopper."""

from rest_framework import serializers

from reports.models import Report


class PlaceOutput(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    organization = serializers.CharField(source="organization.name")


class ReportOutput(serializers.Serializer):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Report.Kind.choices)
    location = PlaceOutput()
    first_on = serializers.DateField(allow_null=True)
    last_on = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()
    change_note = serializers.CharField()
    published_on = serializers.SerializerMethodField()
    page_count = serializers.IntegerField()
    size_bytes = serializers.IntegerField()
    sha256 = serializers.CharField(source="pdf_sha256")

    def get_published_on(self, report: Report) -> str:
        """Tell the day at the location; the minute stays with the agency."""
        return report.published_at.astimezone(report.location.zone).date().isoformat()

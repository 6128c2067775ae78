"""The owner's pages: their locations and reports, and the link in their letters."""

from django.urls import path, register_converter

from frontend.portal.views import locations, reports, signed


class Digest:
    """A SHA-256 in hexadecimal."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Digest, "sha256")

app_name = "portal"
urlpatterns = [
    path("", locations.locations, name="locations"),
    path("locations/<uuid:location_id>/", locations.location, name="location"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<uuid:report_id>/", reports.report, name="report"),
    path("reports/<uuid:report_id>/download/", reports.download, name="download"),
    path("reports/<uuid:report_id>/photos/<sha256:digest>/", reports.photo, name="report-photo"),
    path("r/<str:token>/", signed.signed, name="signed"),
    path("r/<str:token>/download/", signed.signed_download, name="signed-download"),
    path("r/<str:token>/photos/<sha256:digest>/", signed.signed_photo, name="signed-photo"),
]

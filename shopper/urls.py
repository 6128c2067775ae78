"""Who answers at which address; the packages are named by dotted string only."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("api/", include("api.urls")),  # the first to be asked: phones ask most often
    path("", include("frontend.shared.urls")),
    path("", include("frontend.phone.urls_root")),
    path("", include("pwa.urls")),
    path("field/", include("frontend.phone.urls")),
    path("console/", include("frontend.console.urls")),
    path("portal/", include("frontend.portal.urls")),
    path("admin/", admin.site.urls),
]

handler500 = "frontend.shared.outages.server_error"

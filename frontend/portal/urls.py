"""Until reports.models exists, the portal has no addresses; see routes.py."""

from importlib.util import find_spec

from django.urls import include, path

app_name = "portal"
urlpatterns = [path("", include("frontend.portal.routes"))] if find_spec("reports.models") else []

"""Until reports.models exists, the desk has no addresses; see routes.py."""

from importlib.util import find_spec

from django.urls import include, path

app_name = "console"
urlpatterns = [path("", include("frontend.console.routes"))] if find_spec("reports.models") else []

"""What must be served from the root: the service worker, before django-pwa's own."""

from django.urls import path
from django.views.generic import RedirectView

from frontend.phone import views

urlpatterns = [
    path("serviceworker.js", views.service_worker, name="serviceworker"),
    path(
        "field", RedirectView.as_view(pattern_name="phone:shell", http_method_names=["get", "head"])
    ),
]

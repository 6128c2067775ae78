"""What must be served from the root: the service worker, before django-pwa's own."""

from django.urls import path

from frontend.phone import views

urlpatterns = [
    path("serviceworker.js", views.service_worker, name="serviceworker"),
    path("field", views.to_the_shell),
]

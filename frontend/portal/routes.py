"""The owner's pages: their locations and reports."""

from django.urls import path

from frontend.portal import views

urlpatterns = [
    path("", views.locations, name="locations"),
    path("locations/<uuid:location_id>/", views.location, name="location"),
    path("reports/", views.locations, name="reports"),
]

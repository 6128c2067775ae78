"""The field app: one shell for every address below /field/."""

from django.urls import path

from frontend.phone import views

app_name = "phone"

urlpatterns = [
    path("", views.shell, name="shell"),
    path("<path:path>", views.shell, name="screen"),
]

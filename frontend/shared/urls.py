"""Signing in and out, home, photographs for operators, and the way out of reminders."""

from django.urls import path

from frontend.shared import reminders, views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("admin/login/", views.sign_in_to_the_admin, name="sign-in-to-the-admin"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("language/", views.choose_language, name="choose-language"),
    path("password/", views.ChangePassword.as_view(), name="change-password"),
    path("reminders/off/<str:token>/", reminders.switch_off, name="reminder-off"),
    path("photos/<uuid:photo_id>/<int:longest_px>/", views.photo, name="photo"),
]

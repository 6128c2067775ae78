"""The whole route table of the API."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from api.board.views import Board, ClaimVisit
from api.devices.views import Devices, RevokeDevice
from api.nowhere import Nowhere
from api.offers.views import AcceptVisit, AskForAnotherDate, DeclineVisit
from api.outcomes.views import Outcomes
from api.photos.views import VisitPhoto
from api.reminders.views import Notifications, Reminders, SwitchReminder
from api.reports.views import ReportPdf, Reports
from api.session.views import Session
from api.sync.views import Assignments, PutVisit, SubmitVisit, VisitStatus

VISIT = "v1/visits/<uuid:visit_id>"

urlpatterns = [
    path("v1/session", Session.as_view()),
    path("v1/devices", Devices.as_view()),
    path("v1/devices/<uuid:device_id>/revoke", RevokeDevice.as_view()),
    path("v1/assignments", Assignments.as_view()),
    path("v1/board", Board.as_view()),
    path("v1/outcomes", Outcomes.as_view()),
    path(VISIT, PutVisit.as_view()),
    path(f"{VISIT}/photos/<uuid:photo_id>", VisitPhoto.as_view()),
    path(f"{VISIT}/submit", SubmitVisit.as_view()),
    path(f"{VISIT}/accept", AcceptVisit.as_view()),
    path(f"{VISIT}/another-date", AskForAnotherDate.as_view()),
    path(f"{VISIT}/claim", ClaimVisit.as_view()),
    path(f"{VISIT}/decline", DeclineVisit.as_view()),
    path(f"{VISIT}/status", VisitStatus.as_view()),
    path("v1/reminders", Reminders.as_view()),
    path("v1/reminders/phone", Notifications.as_view()),
    path("v1/reminders/<str:kind>/on", SwitchReminder.as_view(on=True)),
    path("v1/reminders/<str:kind>/off", SwitchReminder.as_view(on=False)),
    path("v1/reports/", Reports.as_view()),
    path("v1/reports/<uuid:report_id>/pdf", ReportPdf.as_view()),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="api/docs.html"),
        name="docs",
    ),
    re_path(r"^.*$", Nowhere.as_view()),
]

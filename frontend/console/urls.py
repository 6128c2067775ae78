"""The desk: what waits, visits, reviews, places, checklists, people, reports, quarantine."""

from django.urls import path

from frontend.console.views import (
    assignments,
    checklists,
    exports,
    locations,
    organizations,
    people,
    quarantine,
    reports,
    rescue,
    reviews,
    visits,
)
from frontend.console.views.today import today

app_name = "console"
urlpatterns = [
    path("", today, name="today"),
    path("visits/", visits.visit_list, name="visit-list"),
    path("visits/new/", assignments.visit_new, name="visit-new"),
    path("visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("visits/<uuid:visit_id>/reassign/", assignments.reassign, name="visit-reassign"),
    path("visits/<uuid:visit_id>/cancel/", assignments.cancel, name="visit-cancel"),
    path("visits/<uuid:visit_id>/undo/", assignments.undo, name="visit-undo"),
    path("visits/<uuid:visit_id>/review/", reviews.review, name="review"),
    path("visits/<uuid:visit_id>/review/ready/", reviews.readiness, name="review-ready"),
    path("visits/<uuid:visit_id>/review/approve/", reviews.approve, name="review-approve"),
    path("visits/<uuid:visit_id>/review/send-back/", reviews.send_back, name="review-send-back"),
    path("visits/<uuid:visit_id>/review/publish/", reviews.publish, name="review-publish"),
    path("locations/", locations.location_list, name="location-list"),
    path("locations/<uuid:location_id>/", locations.location, name="location"),
    path("locations/<uuid:location_id>/edit/", locations.location_edit, name="location-edit"),
    path("locations/<uuid:location_id>/report/", reports.location_report, name="location-report"),
    path("organizations/", organizations.organization_list, name="organization-list"),
    path("organizations/new/", organizations.organization_new, name="organization-new"),
    path("organizations/<uuid:organization_id>/", organizations.organization, name="organization"),
    path(
        "organizations/<uuid:organization_id>/regions/",
        organizations.region_new,
        name="organization-region-new",
    ),
    path(
        "organizations/<uuid:organization_id>/locations/new/",
        locations.location_new,
        name="location-new",
    ),
    path("checklists/", checklists.checklist_list, name="checklist-list"),
    path("checklists/<uuid:checklist_id>/", checklists.checklist, name="checklist"),
    path("checklists/<uuid:checklist_id>/preview/", checklists.preview, name="checklist-preview"),
    path("checklists/<uuid:checklist_id>/visits.csv", exports.visits_csv, name="checklist-visits"),
    path("people/", people.person_list, name="person-list"),
    path("people/<uuid:user_id>/", people.person, name="person"),
    path(
        "people/<uuid:user_id>/phones/<uuid:device_id>/revoke/",
        people.device_revoke,
        name="device-revoke",
    ),
    path(
        "people/<uuid:user_id>/phones/<uuid:device_id>/readmit/",
        people.device_readmit,
        name="device-readmit",
    ),
    path("reports/", reports.report_list, name="report-list"),
    path("reports/<uuid:report_id>/", reports.report, name="report"),
    path("reports/<uuid:report_id>/download/", reports.download, name="report-download"),
    path("reports/<uuid:report_id>/retry/", reports.retry, name="report-retry"),
    path("reports/<uuid:report_id>/reissue/", reports.reissue, name="report-reissue"),
    path("rescue/", rescue.upload, name="rescue"),
    path("rescue/<uuid:rescue_id>/", rescue.preview, name="rescue-preview"),
    path("rescue/<uuid:rescue_id>/take-in/", rescue.take_in, name="rescue-take-in"),
    path("quarantine/", quarantine.quarantine_list, name="quarantine-list"),
    path("quarantine/<uuid:document_id>/", quarantine.quarantine_read, name="quarantine-read"),
    path(
        "quarantine/<uuid:document_id>/take-over/",
        quarantine.quarantine_take_over,
        name="quarantine-take-over",
    ),
    path(
        "quarantine/<uuid:document_id>/discard/",
        quarantine.quarantine_discard,
        name="quarantine-discard",
    ),
    path(
        "quarantine/<uuid:document_id>/photos/<uuid:photo_id>/",
        quarantine.quarantine_photo,
        name="quarantine-photo",
    ),
]

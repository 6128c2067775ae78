"""Who may open which page: the rows for console, portal, phone shell and the shared pages.

Each row is a `tests.authorization.Row(route, method, statuses)`; `statuses` holds one status for
each of `tests.authorization.ROLES`, in their order: anonymous, shopper (whose visit it is), other
shopper, operator, foreign operator, owner, foreign owner.

`kwargs` fills the route's parameters from the `World` (the default fills `visit_id`), `sends` adds
`data` (bytes), `content_type` and `headers`, and `prepares(world)` makes what the row needs beyond
it. `tests/api/test_authorization_matrix.py` reads these rows, knocks with every role, and fails for
a route of the product, or a method of its class-based view, that no row names.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from reports import delivery, publishing
from reports.models import Delivery, Report
from shopper.earnings import paying, settling
from shopper.reminders import wishes
from shopper.review import decisions
from shopper.sync import devices
from shopper.sync.models import Quarantined, QuarantinedPhoto
from shopper.visits import copies, lifecycle
from shopper.visits.models import Photo, Visit
from tests import factories
from tests.authorization import Row, World

Statuses = tuple[int, int, int, int, int, int, int]


def at_the_desk(status: int = 200, *, foreign: int | None = None) -> Statuses:
    """Strangers are asked to sign in; shoppers and owners are told that it is not theirs."""
    return (302, 403, 403, status, status if foreign is None else foreign, 403, 403)


def of_one_client(status: int = 200) -> Statuses:
    """As at the desk, and to an operator of another client the thing does not exist."""
    return at_the_desk(status, foreign=404)


def in_the_portal(status: int = 200, *, foreign: int | None = None) -> Statuses:
    """Strangers are asked to sign in; shoppers and operators are told that it is not theirs."""
    return (302, 403, 403, 403, 403, status, status if foreign is None else foreign)


def everybody(status: int) -> Statuses:
    return (status,) * 7


def hand_in(world: World) -> None:
    shopper = world.people["shopper"]
    lifecycle.accept(world.visit, by=shopper)
    lifecycle.start(world.visit, by=shopper, started_at=factories.NOW)
    lifecycle.submit(world.visit, by=shopper, ended_at=None, submitted_at=factories.NOW)
    Visit.objects.filter(pk=world.visit.pk).update(prepared_at=timezone.now())


def derive(world: World) -> None:
    path = Path(copies.derivative_path(world.photo, 480))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"derivative")
    Photo.objects.filter(pk=world.photo.pk).update(derived_at=timezone.now())


def another_date(world: World) -> dict[str, Any]:
    asked = factories.make_date_request(world.visit)
    return {"request_id": asked.pk}


def refuse(world: World) -> None:
    world.refused = Quarantined.objects.create(
        visit_identity=world.visit.pk,
        sent_by=world.people["shopper"],
        reason=Quarantined.Reason.WITHDRAWN,
        digest="0" * 64,
        document={},
        received_at=factories.NOW,
    )


def nothing(_world: World) -> dict[str, Any]:
    return {}


def organization(world: World) -> dict[str, Any]:
    return {"organization_id": world.organization.pk}


def location(world: World) -> dict[str, Any]:
    return {"location_id": world.location.pk}


def translated(world: World) -> dict[str, Any]:
    """A client's own checklist, which exists in German."""
    data = {**factories.SMALL_CHECKLIST, "translations": {"de": {"checklist": {"name": "Fahrt"}}}}
    own = factories.make_checklist(data, organization=world.organization)
    return {"checklist_id": own.pk, "code": "de"}


def own_checklist(world: World) -> dict[str, Any]:
    return {"checklist_id": translated(world)["checklist_id"]}


def checklist(world: World) -> dict[str, Any]:
    return {"checklist_id": world.visit.checklist_id}


def person(world: World) -> dict[str, Any]:
    return {"user_id": world.people["shopper"].pk}


def rescued(world: World) -> dict[str, Any]:
    """Leave a rescue file that the operator has brought."""
    brought_by, rescue_id = world.people["operator"].pk, world.visit.pk
    place = Path(settings.MEDIA_ROOT) / "incoming" / f"rescue-{brought_by.hex}-{rescue_id.hex}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(
        f'{{"rescue":1,"device":"{rescue_id}","user":"a@example.org","at":"","visits":[]}}'
    )
    return {"rescue_id": rescue_id}


def phone(world: World) -> dict[str, Any]:
    """Name a phone of the shopper's; only who operates for the whole agency sees it."""
    shopper = world.people["shopper"]
    device = devices.greet(shopper, identity=shopper.pk, agent="", at=factories.NOW)
    return {"user_id": shopper.pk, "device_id": device.pk}


def document(world: World) -> dict[str, Any]:
    return {"document_id": world.refused.pk}


def refused_photo(world: World) -> dict[str, Any]:
    """Name a photograph that lies beside the refused document, which speaks of it."""
    path = Path(settings.MEDIA_ROOT) / "quarantine" / "photo.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"photo")
    photo = QuarantinedPhoto.objects.create(
        identity=world.photo.pk,
        visit_identity=world.visit.pk,
        sent_by=world.people["shopper"],
        sha256="0" * 64,
        size_bytes=5,
        media_type="image/jpeg",
        path="quarantine/photo.jpg",
        received_at=factories.NOW,
    )
    listing = {"id": str(photo.identity), "sha256": photo.sha256}
    Quarantined.objects.filter(pk=world.refused.pk).update(document={"photos": [listing]})
    return {**document(world), "photo_id": photo.pk}


def publish(world: World) -> None:
    """Publish the visit, draw its report as four bytes, and write to its owner."""
    hand_in(world)
    operator = world.people["operator"]
    visit = Visit.objects.get(pk=world.visit.pk)
    decisions.approve(visit, by=operator)
    world.report = publishing.publish(visit, by=operator)
    world.report.file.parent.mkdir(parents=True, exist_ok=True)
    world.report.file.write_bytes(b"%PDF")
    Report.objects.filter(pk=world.report.pk).update(
        status=Report.Status.READY, pdf=f"reports/{world.report.pk}.pdf"
    )
    owner = world.people["owner"]
    letter = Delivery.objects.create(report=world.report, to=owner, email=owner.email)
    world.token = delivery.link_to(letter).rstrip("/").rsplit("/", 1)[1]


def payment(world: World) -> dict[str, Any]:
    """Pay the shopper for an approved visit."""
    Visit.objects.filter(pk=world.visit.pk).update(fee_amount=18, fee_currency="EUR")
    hand_in(world)
    by = world.people["operator"]
    visit = Visit.objects.get(pk=world.visit.pk)
    earning = settling.approve(visit, by=by, at=factories.NOW)
    [paid] = paying.pay([earning.pk], by=by, on=factories.NOW.date(), at=factories.NOW)
    return {"payment_id": paid.pk}


def report(world: World) -> dict[str, Any]:
    return {"report_id": world.report.pk}


def token(world: World) -> dict[str, Any]:
    return {"token": world.token}


def without_that_photo(named: Callable[[World], dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Ask for a photograph that the report does not show."""
    return lambda world: {**named(world), "digest": "0" * 64}


def link_off(world: World) -> dict[str, Any]:
    """Take the link out of a letter to the shopper: who has it needs nothing else."""
    return {"token": wishes.link_off(world.people["shopper"], "closing").rstrip("/").split("/")[-1]}


SHARED = [
    Row("", "GET", everybody(302), nothing),
    Row("field/", "GET", everybody(200), nothing),
    Row("field/<path:path>", "GET", everybody(200), lambda world: {"path": "outbox/"}),
    Row("serviceworker.js", "GET", everybody(200), nothing),
    Row("^serviceworker\\.js$", "GET", everybody(200), nothing),
    Row("^manifest\\.json$", "GET", everybody(200), nothing),
    Row("offline/", "GET", everybody(200), nothing),
    Row("field", "GET", everybody(302), nothing),
    Row("sign-in/", "GET", (200, 302, 302, 302, 302, 302, 302), nothing),
    Row("sign-in/", "POST", (200, 302, 302, 302, 302, 302, 302), nothing),
    Row("sign-in/", "PUT", (405, 302, 302, 302, 302, 302, 302), nothing),
    Row("sign-out/", "GET", everybody(405), nothing),
    Row("sign-out/", "POST", everybody(302), nothing),
    Row("language/", "GET", everybody(405), nothing),
    Row("language/", "POST", everybody(400), nothing),
    Row("password/", "GET", (302, 200, 200, 200, 200, 200, 200), nothing),
    Row("password/", "POST", (302, 200, 200, 200, 200, 200, 200), nothing),
    Row("password/", "PUT", (302, 405, 405, 405, 405, 405, 405), nothing),
    Row("reminders/off/<str:token>/", "GET", everybody(200), link_off),
    Row("reminders/off/<str:token>/", "POST", everybody(200), link_off),
    Row(
        "photos/<uuid:photo_id>/<int:longest_px>/",
        "GET",
        of_one_client(),
        lambda world: {"photo_id": world.photo.pk, "longest_px": 480},
        prepares=derive,
    ),
]

VISIT = "console/visits/<uuid:visit_id>/"
REVIEW = f"{VISIT}review/"
CONSOLE = [
    Row("console/", "GET", at_the_desk(), nothing),
    Row("console/visits/", "GET", at_the_desk(), nothing),
    Row("console/visits/new/", "GET", at_the_desk(), nothing),
    Row("console/visits/new/", "POST", at_the_desk(422), nothing),
    Row(VISIT, "GET", of_one_client()),
    Row(VISIT, "POST", everybody(405)),
    Row(f"{VISIT}reassign/", "POST", of_one_client(422)),
    Row(f"{VISIT}offer/", "POST", of_one_client(422)),  # somebody has it
    Row(f"{VISIT}take-back/", "POST", of_one_client(302)),
    Row("console/dates/<uuid:request_id>/take-over/", "POST", of_one_client(302), another_date),
    Row("console/dates/<uuid:request_id>/refuse/", "GET", of_one_client(), another_date),
    Row("console/dates/<uuid:request_id>/refuse/", "POST", of_one_client(422), another_date),
    Row(f"{VISIT}cancel/", "GET", of_one_client()),
    Row(f"{VISIT}cancel/", "POST", of_one_client(422)),
    Row(f"{VISIT}undo/", "POST", of_one_client(302)),
    Row(REVIEW, "GET", of_one_client(), prepares=hand_in),
    Row(f"{REVIEW}ready/", "GET", of_one_client(), prepares=hand_in),
    Row(f"{REVIEW}approve/", "POST", of_one_client(302), prepares=hand_in),
    Row(f"{REVIEW}send-back/", "POST", of_one_client(422), prepares=hand_in),
    Row(f"{REVIEW}close-follow-through/", "POST", of_one_client(422), prepares=hand_in),
    Row(f"{REVIEW}publish/", "POST", of_one_client(409), prepares=hand_in),
    Row("console/locations/", "GET", at_the_desk(), nothing),
    Row("console/locations/<uuid:location_id>/", "GET", of_one_client(), location),
    Row("console/locations/<uuid:location_id>/edit/", "GET", of_one_client(), location),
    Row("console/locations/<uuid:location_id>/edit/", "POST", of_one_client(422), location),
    Row("console/locations/<uuid:location_id>/report/", "GET", of_one_client(), location),
    Row("console/locations/<uuid:location_id>/report/", "POST", of_one_client(422), location),
    Row("console/reports/", "GET", at_the_desk(), nothing),
    Row("console/reports/<uuid:report_id>/", "GET", of_one_client(), report, prepares=publish),
    Row(
        "console/reports/<uuid:report_id>/download/",
        "GET",
        of_one_client(),
        report,
        prepares=publish,
    ),
    Row(
        "console/reports/<uuid:report_id>/retry/",
        "POST",
        of_one_client(302),
        report,
        prepares=publish,
    ),
    Row(
        "console/reports/<uuid:report_id>/reissue/",
        "POST",
        of_one_client(422),
        report,
        prepares=publish,
    ),
    Row("console/organizations/", "GET", at_the_desk(), nothing),
    Row("console/organizations/new/", "GET", at_the_desk(403), nothing),
    Row("console/organizations/new/", "POST", at_the_desk(403), nothing),
    Row("console/organizations/<uuid:organization_id>/", "GET", of_one_client(), organization),
    Row("console/organizations/<uuid:organization_id>/", "POST", of_one_client(422), organization),
    Row(
        "console/organizations/<uuid:organization_id>/board/",
        "POST",
        of_one_client(422),
        organization,
    ),
    Row(
        "console/organizations/<uuid:organization_id>/check-in/",
        "POST",
        of_one_client(422),
        organization,
    ),
    Row(
        "console/organizations/<uuid:organization_id>/regions/",
        "POST",
        of_one_client(422),
        organization,
    ),
    Row(
        "console/organizations/<uuid:organization_id>/locations/new/",
        "GET",
        of_one_client(),
        organization,
    ),
    Row(
        "console/organizations/<uuid:organization_id>/locations/new/",
        "POST",
        of_one_client(422),
        organization,
    ),
    Row("console/checklists/", "GET", at_the_desk(), nothing),
    Row("console/checklists/<uuid:checklist_id>/", "GET", at_the_desk(), checklist),
    Row("console/checklists/<uuid:checklist_id>/preview/", "GET", at_the_desk(), checklist),
    Row("console/checklists/<uuid:checklist_id>/rules/", "GET", of_one_client(), own_checklist),
    Row("console/checklists/<uuid:checklist_id>/rules/", "POST", of_one_client(422), own_checklist),
    *(
        Row(
            f"console/checklists/<uuid:checklist_id>/languages/<str:code>/{rest}",
            *knock,
            translated,
        )
        for rest, *knock in (
            ("", "GET", of_one_client()),
            ("", "POST", of_one_client(422)),
            ("remove/", "GET", of_one_client()),
            ("remove/", "POST", of_one_client(302)),
        )
    ),
    Row("console/checklists/<uuid:checklist_id>/visits.csv", "GET", at_the_desk(), checklist),
    Row("console/people/", "GET", at_the_desk(), nothing),
    Row("console/people/<uuid:user_id>/", "GET", of_one_client(), person),
    Row(
        "console/people/<uuid:user_id>/phones/<uuid:device_id>/revoke/",
        "GET",
        at_the_desk(404),
        phone,
    ),
    Row(
        "console/people/<uuid:user_id>/phones/<uuid:device_id>/revoke/",
        "POST",
        at_the_desk(404),
        phone,
    ),
    Row(
        "console/people/<uuid:user_id>/phones/<uuid:device_id>/readmit/",
        "POST",
        at_the_desk(404),
        phone,
    ),
    Row("console/payments/", "GET", at_the_desk(), nothing),
    Row("console/payments/payments.csv", "GET", at_the_desk(), nothing),
    Row("console/payments/pay/", "POST", at_the_desk(422), nothing),
    Row("console/payments/<uuid:payment_id>/undo/", "GET", of_one_client(), payment),
    Row("console/payments/<uuid:payment_id>/undo/", "POST", of_one_client(422), payment),
    Row("console/rescue/", "GET", at_the_desk(), nothing),
    Row("console/rescue/", "POST", at_the_desk(422), nothing),
    Row("console/rescue/<uuid:rescue_id>/", "GET", at_the_desk(200, foreign=404), rescued),
    Row("console/rescue/<uuid:rescue_id>/take-in/", "POST", at_the_desk(200, foreign=404), rescued),
    Row("console/quarantine/", "GET", at_the_desk(), nothing),
    Row(
        "console/quarantine/<uuid:document_id>/", "GET", of_one_client(), document, prepares=refuse
    ),
    Row(
        "console/quarantine/<uuid:document_id>/take-over/",
        "POST",
        of_one_client(302),
        document,
        prepares=refuse,
    ),
    Row(
        "console/quarantine/<uuid:document_id>/discard/",
        "POST",
        of_one_client(422),
        document,
        prepares=refuse,
    ),
    Row(
        "console/quarantine/<uuid:document_id>/photos/<uuid:photo_id>/",
        "GET",
        of_one_client(),
        refused_photo,
        prepares=refuse,
    ),
]

REPORT = "portal/reports/<uuid:report_id>/"
LINK = "portal/r/<str:token>/"
PORTAL = [
    Row("portal/", "GET", in_the_portal(), nothing),
    Row("portal/locations/<uuid:location_id>/", "GET", in_the_portal(foreign=404), location),
    Row("portal/reports/", "GET", in_the_portal(), nothing),
    Row(REPORT, "GET", in_the_portal(foreign=404), report, prepares=publish),
    Row(f"{REPORT}download/", "GET", in_the_portal(foreign=404), report, prepares=publish),
    Row(
        f"{REPORT}photos/<sha256:digest>/",
        "GET",
        in_the_portal(404),
        without_that_photo(report),
        prepares=publish,
    ),
    Row(LINK, "GET", everybody(200), token, prepares=publish),
    Row(f"{LINK}download/", "GET", everybody(200), token, prepares=publish),
    Row(
        f"{LINK}photos/<sha256:digest>/",
        "GET",
        everybody(404),
        without_that_photo(token),
        prepares=publish,
    ),
]

ROWS: list[Row] = [*SHARED, *CONSOLE, *PORTAL]

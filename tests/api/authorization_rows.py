"""Who may knock at which door of the API."""

import json
from datetime import timedelta
from typing import Any

from django.utils import timezone

from shopper.identity import new_id
from shopper.sync import devices, documents, ingest
from shopper.sync.ingest import Sent
from tests.api.test_reports import make_report
from tests.authorization import Row, World
from tests.phone import make_document, repr_digest
from tests.push_service import Browser
from tests.samples import photographs

JSON = "application/json"
VISIT = "api/v1/visits/<uuid:visit_id>"


def body(text: bytes, **headers: str) -> dict[str, Any]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"data": text, "content_type": JSON, "headers": named}


def a_document(world: World) -> bytes:
    plain = make_document(world.visit)
    return json.dumps(plain).encode()


def another_date() -> bytes:
    day = timezone.now() + timedelta(days=3)
    times = {"opens": f"{day:%Y-%m-%dT09:00}", "closes": f"{day:%Y-%m-%dT18:00}"}
    return json.dumps({"id": str(new_id()), **times, "note": "My train."}).encode()


def a_photo(world: World) -> dict[str, Any]:
    bytes_ = photographs.jpeg()
    headers = {"Repr-Digest": repr_digest(bytes_)}
    return {"data": bytes_, "content_type": "image/jpeg", "headers": headers}


def a_subscription() -> bytes:
    return json.dumps(Browser(f"https://web.push.apple.com/{new_id()}").subscription()).encode()


def with_a_document(world: World) -> None:
    document = documents.read(a_document(world))
    by = world.people["shopper"]
    sent = Sent(visit_id=world.visit.pk, document=document, by=by, base=None, at=timezone.now())
    ingest.take_in(sent)


def nothing(world: World) -> dict[str, Any]:
    return {}


def photo(world: World) -> dict[str, Any]:
    return {"visit_id": world.visit.pk, "photo_id": world.photo.pk}


def another_photo(world: World) -> dict[str, Any]:
    return {"visit_id": world.visit.pk, "photo_id": new_id()}


def a_report(world: World) -> dict[str, Any]:
    return {"report_id": make_report(world.location).pk}


def a_phone_of_the_shopper(world: World) -> dict[str, Any]:
    owner = world.people["shopper"]
    phone = devices.greet(owner, identity=new_id(), agent="Chrome", at=timezone.now())
    return {"device_id": phone.pk}


ONLY_ITS_SHOPPER = (404, 404, 404, 404, 404)

ROWS = [
    Row(
        "api/v1/session",
        "POST",
        (400, 400, 400, 400, 400, 400, 400),  # anybody may try; these credentials are nobody's
        nothing,
        lambda world: body(b'{"email": "nobody@example.org", "password": "guess"}'),
    ),
    Row("api/v1/session", "GET", (401, 200, 200, 200, 200, 200, 200), nothing),
    Row("api/v1/session", "DELETE", (401, 204, 204, 204, 204, 204, 204), nothing),
    Row("api/v1/devices", "GET", (401, 200, 200, 403, 403, 403, 403), nothing),
    Row(
        "api/v1/devices/<uuid:device_id>/revoke",
        "POST",
        (401, 200, 404, 403, 403, 403, 403),
        a_phone_of_the_shopper,
    ),
    Row("api/v1/assignments", "GET", (401, 200, 200, 403, 403, 403, 403), nothing),
    Row(
        VISIT,
        "PUT",
        (401, 201, *ONLY_ITS_SHOPPER),
        sends=lambda world: body(a_document(world), If_None_Match="*"),
    ),
    Row(
        f"{VISIT}/photos/<uuid:photo_id>",
        "PUT",
        (401, 201, *ONLY_ITS_SHOPPER),
        another_photo,
        a_photo,
    ),
    Row(f"{VISIT}/photos/<uuid:photo_id>", "GET", (401, 200, *ONLY_ITS_SHOPPER), photo),
    Row(
        f"{VISIT}/submit",
        "POST",
        (401, 200, *ONLY_ITS_SHOPPER),
        sends=lambda world: body(b"", If_Match='"1"'),
        prepares=with_a_document,
    ),
    Row("api/v1/board", "GET", (401, 200, 200, 403, 403, 403, 403), nothing),
    Row("api/v1/outcomes", "GET", (401, 200, 200, 403, 403, 403, 403), nothing),
    Row("api/v1/reminders", "GET", (401, 200, 200, 403, 403, 403, 403), nothing),
    *(
        Row(
            f"api/v1/reminders/<str:kind>/{way}",
            "POST",
            (401, 200, 200, 403, 403, 403, 403),
            lambda world: {"kind": "closing"},
            lambda world: body(b""),
        )
        for way in ("on", "off")
    ),
    Row(
        "api/v1/reminders/phone",
        "PUT",
        (401, 200, 200, 403, 403, 403, 403),
        nothing,
        lambda world: body(a_subscription(), X_Device=str(new_id())),
    ),
    Row("api/v1/reminders/phone", "DELETE", (401, 200, 200, 403, 403, 403, 403), nothing),
    # Theirs already; to another shopper of the client it is no longer on offer.
    Row(
        f"{VISIT}/claim", "POST", (401, 200, 409, 403, 403, 403, 403), sends=lambda world: body(b"")
    ),
    Row(f"{VISIT}/accept", "POST", (401, 200, *ONLY_ITS_SHOPPER), sends=lambda world: body(b"")),
    Row(
        f"{VISIT}/another-date",
        "POST",
        (401, 200, *ONLY_ITS_SHOPPER),
        sends=lambda world: body(another_date()),
    ),
    Row(
        f"{VISIT}/decline",
        "POST",
        (401, 200, *ONLY_ITS_SHOPPER),
        sends=lambda world: body(b'{"reason": "I am ill."}'),
    ),
    Row(f"{VISIT}/status", "GET", (401, 200, *ONLY_ITS_SHOPPER)),
    Row("api/v1/reports/", "GET", (401, 403, 403, 403, 403, 200, 200), nothing),
    Row(
        "api/v1/reports/<uuid:report_id>/pdf",
        "GET",
        (401, 403, 403, 403, 403, 200, 404),
        a_report,
    ),
    Row("api/schema/", "GET", (200, 200, 200, 200, 200, 200, 200), nothing),
    Row("api/docs/", "GET", (200, 200, 200, 200, 200, 200, 200), nothing),
    Row("api/^.*$", "GET", (404, 404, 404, 404, 404, 404, 404), nothing),
]

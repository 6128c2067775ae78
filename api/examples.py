"""What the schema shows of each door: refusals, parameters, and one true example of each body."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    inline_serializer,
)
from rest_framework import serializers

VISIT_ID = "01935f2e-7c1a-7d3e-9a40-3f6f4e0a9b11"
CHECKLIST_ID = "01935f2e-6b00-7c11-8e2f-0a1b2c3d4e5f"
QUESTION_ID = "01935f2e-6b01-7a22-9c3d-1f2e3d4c5b6a"
TOUCHPOINT_ID = "01935f2e-6b01-7000-8000-00000000aa01"
PHOTO_ID = "01935f30-11aa-7b3c-8d4e-5f6071829304"
DEVICE_ID = "01935d00-0000-7000-8000-0000000000d1"
EPOCH = "01930000-0000-7000-8000-0000000000e1"
SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
NOW = "2026-11-22T10:20:00+00:00"

# The library's types know only names here; its schema wants the requirement itself.
SAME_COOKIE: list[Any] = [{"cookieAuth": []}]


# Some refusals carry more, such as `missing_photos`, `document` or `kept`.
REFUSAL = inline_serializer(
    "Refusal",
    {
        "code": serializers.CharField(help_text="Stable; for machines."),
        "detail": serializers.CharField(help_text="A sentence for people."),
        "errors": serializers.DictField(child=serializers.ListField(child=serializers.CharField())),
    },
)


MEANINGS = {
    400: "Not JSON, or headers that cannot be read",
    401: "Signed out: nothing is lost, sign in and send it again",
    403: "The person may not do this, or the CSRF token is absent",
    404: "There is no such thing for this person",
    409: "Not in this state, not whole, taken by somebody else, or an identity used for something else",
    410: "Withdrawn for good; what was sent is kept for the office",
    412: "Another revision stands: `rev` and `document` carry it",
    413: "More bytes than are accepted",
    415: "Not a content type that is read here",
    422: "What was sent is not valid; `errors` says what, by question or field",
    428: "Neither If-Match nor If-None-Match was sent",
    429: "Too many tries; wait as `Retry-After` says",
    507: "The disk is full; nothing was half-written",
}


def refusals(*statuses: int) -> dict[int, OpenApiResponse]:
    """Return the refusals a door may give, for its schema."""
    return {status: OpenApiResponse(REFUSAL, MEANINGS[status]) for status in statuses}


def sent(name: str, value: Any) -> OpenApiExample:
    return OpenApiExample(name, value=value, request_only=True)


def answered(name: str, value: Any, *statuses: str) -> OpenApiExample:
    codes: list[str | int] = list(statuses or ("200",))
    return OpenApiExample(name, value=value, response_only=True, status_codes=codes)


def _header(name: str, description: str, *, required: bool = False) -> OpenApiParameter:
    return OpenApiParameter(name, str, "header", required=required, description=description)


VISIT = OpenApiParameter("visit_id", OpenApiTypes.UUID, OpenApiParameter.PATH)
PHOTO = OpenApiParameter("photo_id", OpenApiTypes.UUID, OpenApiParameter.PATH)
IF_MATCH = _header("If-Match", 'The revision built upon: `"3"`.')
IF_NONE_MATCH = _header("If-None-Match", "`*` with the first document of a visit.")
IF_NONE_MATCH_ETAG = _header("If-None-Match", "The ETag of what the phone holds.")
REPR_DIGEST = _header("Repr-Digest", "RFC 9530: `sha-256=:<base64>:`", required=True)
UNCHANGED = OpenApiResponse(description="The phone holds this already")
BYTES = dict.fromkeys(["image/jpeg", "image/png", "image/webp", "image/heic"], OpenApiTypes.BINARY)
BYTES_OUT = OpenApiResponse(OpenApiTypes.BINARY, "The bytes as they were sent")

SIGN_IN = [sent("Sign in", {"email": "sami@example.org", "password": "correct horse"})]
SESSION = [
    answered(
        "Signed in",
        {
            "marker": "moments",
            "user": {
                "id": "01935d00-0000-7000-8000-0000000000a1",
                "name": "Sami",
                "email": "sami@example.org",
                "roles": ["shopper"],
            },
            "csrf": "Xq3…",
            "now": NOW,
            "epoch": EPOCH,
            "min_client": "",
            "device": {"state": "ok"},
        },
    )
]
DEVICE = OpenApiParameter("X-Device", str, OpenApiParameter.HEADER, description="The phone's UUID.")
_KNOWN_DEVICE = {
    "id": "01935d00-0000-7000-8000-0000000000d2",
    "name": "Chrome, Android",
    "first_seen_at": "2026-10-02T08:00:00+00:00",
    "seen_at": "2026-11-20T07:55:00+00:00",
    "revoked_at": None,
    "is_this": False,
}
DEVICES = [answered("Two phones", {"devices": [_KNOWN_DEVICE | {"is_this": True}, _KNOWN_DEVICE]})]
REVOKED = [answered("Lost", _KNOWN_DEVICE | {"revoked_at": NOW})]
_DOCUMENT = {
    "checklist_version": CHECKLIST_ID,
    "seq": 7,
    "device": DEVICE_ID,
    "client": "3f2a9c1d0b7e",
    "started_at": "2026-11-22T10:11:12.123+01:00",
    "ended_at": None,
    "skew_ms": -120,
    "answers": {
        QUESTION_ID: {
            "state": "answered",
            "value": "yes",
            "note": "",
            "reason": "",
            "at": "2026-11-22T10:12:01.002+01:00",
            "monotonic_ms": 123456,
        }
    },
    "feelings": {
        TOUCHPOINT_ID: {
            "feeling": "magic",
            "note": "He knew my name.",
            "at": "2026-11-22T10:12:30+01:00",
        }
    },
    "photos": [
        {
            "id": PHOTO_ID,
            "question": QUESTION_ID,
            "sha256": SHA256,
            "bytes": 43210,
            "type": "image/jpeg",
            "width": 1600,
            "height": 1200,
            "taken_at": "2026-11-22T10:12:10+01:00",
            "caption": "",
            "missing": "",
        }
    ],
}
_PHOTO = {"id": PHOTO_ID, "sha256": SHA256}
_RECEIPT = {
    "id": "01935f40-0000-7000-8000-0000000000c1",
    "visit": VISIT_ID,
    "rev": 4,
    "at": NOW,
    "epoch": EPOCH,
    "photos": [_PHOTO],
}
DOCUMENT = [sent("A draft with one answer", _DOCUMENT)]
TAKEN = [answered("Taken in", {"rev": 4, "missing_photos": [PHOTO_ID]}, "200", "201")]
SUBMITTED = [answered("Handed in", {"receipt": _RECEIPT})]
INCOMPLETE = [
    answered(
        "Not whole yet",
        {
            "code": "incomplete",
            "detail": "Something is still missing.",
            "errors": {QUESTION_ID: ["Take at least 1 photo."]},
            "missing_photos": [PHOTO_ID],
        },
        "409",
    )
]
_RETURNED = {
    "question": QUESTION_ID,
    "note": "The picture shows another cab.",
    "at": NOW,
    "kind": "sent_back",
    "until": None,
}
STATUS = [
    answered(
        "Sent back",
        {
            "rev": 4,
            "status": "returned",
            "photos": [_PHOTO],
            "notes": [_RETURNED],
            "receipt": _RECEIPT,
            "epoch": EPOCH,
        },
    )
]
ASSIGNMENTS = [
    answered(
        "One visit",
        {
            "visits": [
                {
                    "id": VISIT_ID,
                    "status": "in_progress",
                    "rev": 4,
                    "checklist": CHECKLIST_ID,
                    "lens": "shopper",
                    "location": {
                        "name": "Cab 12",
                        "organization": "Harbour Cabs",
                        "address": "Quay 3",
                        "postal_code": "20457",
                        "city": "Hamburg",
                        "country": "DE",
                        "latitude": "53.54",
                        "longitude": "9.98",
                        "time_zone": "Europe/Berlin",
                        "directions": "Behind the arrivals hall.",
                    },
                    "opens_at": "2026-11-22T06:00:00+00:00",
                    "closes_at": "2026-11-22T20:00:00+00:00",
                    "briefing": "",
                    "fee": {"amount": "18.00", "currency": "EUR", "note": "+ fare"},
                    "another_date": None,
                    "returned": [],
                    "follow_through_at": None,
                    "document": _DOCUMENT,
                    "photos": [_PHOTO],
                    "receipt": None,
                    "submitted_at": None,
                }
            ],
            "checklists": [{"id": CHECKLIST_ID, "name": "Cab ride", "version": 3}],
            "now": NOW,
            "epoch": EPOCH,
        },
    )
]
STORED = [answered("Safe on disk", _PHOTO, "200", "201")]
REPORT = [
    answered(
        "A visit's report",
        {
            "id": "5f0c2a52-6f0e-4c7e-9d38-0a7d1a5b2c11",
            "kind": "visit",
            "location": {
                "id": "01935c00-0000-7000-8000-0000000000b1",
                "name": "Cab 12",
                "organization": "Harbour Cabs",
            },
            "first_on": None,
            "last_on": None,
            "version": 1,
            "change_note": "",
            "published_on": "2026-11-24",
            "page_count": 6,
            "size_bytes": 412345,
            "sha256": SHA256,
        },
    )
]

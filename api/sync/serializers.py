"""The shapes of a phone's day, as the schema shows them; reading is left to `shopper.sync`."""

from typing import Any

import msgspec
from drf_spectacular.extensions import OpenApiSerializerExtension
from rest_framework import serializers

from shopper.sync.documents import VisitDocument
from shopper.visits.models import DateRequest, Redo
from shopper.visits.states import Status


class DocumentInput(serializers.Serializer):
    """A visit document. Its shape is `shopper.sync.documents.VisitDocument`, told once."""


class DocumentShape(OpenApiSerializerExtension):  # type: ignore[no-untyped-call] # untyped library
    """Shows the schema the document itself has, instead of a second telling of it."""

    target_class = DocumentInput

    def get_name(self, auto_schema: Any, direction: Any) -> str:
        return "VisitDocument"

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        (shape,), parts = msgspec.json.schema_components([VisitDocument], ref_template="{name}")
        inlined: dict[str, Any] = _inlined(shape, parts)
        return inlined


def _inlined(shape: Any, parts: dict[str, Any]) -> Any:
    if isinstance(shape, dict):
        if "$ref" in shape:
            return _inlined(parts[shape["$ref"]], parts)
        if {"type": "null"} in shape.get("anyOf", []):
            # OpenAPI 3.0 knows no type that is null.
            others = [other for other in shape["anyOf"] if other != {"type": "null"}]
            return {**_inlined({**shape, "anyOf": others}, parts), "nullable": True}
        return {key: _inlined(value, parts) for key, value in shape.items()}
    if isinstance(shape, list):
        return [_inlined(item, parts) for item in shape]
    return shape


class TakenOutput(serializers.Serializer):
    rev = serializers.IntegerField(help_text="The revision that stands from now on.")
    missing_photos = serializers.ListField(child=serializers.UUIDField())


class PhotoOutput(serializers.Serializer):
    id = serializers.UUIDField()
    sha256 = serializers.CharField()


class ReceiptOutput(serializers.Serializer):
    id = serializers.UUIDField()
    visit = serializers.UUIDField()
    rev = serializers.IntegerField()
    at = serializers.DateTimeField()
    epoch = serializers.UUIDField()
    photos = PhotoOutput(many=True)


class SubmittedOutput(serializers.Serializer):
    receipt = ReceiptOutput()


class ReturnedOutput(serializers.Serializer):
    question = serializers.UUIDField()
    note = serializers.CharField()
    at = serializers.DateTimeField()
    kind = serializers.ChoiceField(
        choices=[Redo.SENT_BACK, Redo.FOLLOW_THROUGH],
        help_text="Whether an operator sent it back, or it opened some time after the visit.",
    )
    until = serializers.DateTimeField(
        allow_null=True, help_text="When its follow-through closes; null for what was sent back."
    )


class StatusOutput(serializers.Serializer):
    rev = serializers.IntegerField(allow_null=True)
    status = serializers.ChoiceField(choices=Status.choices)
    photos = PhotoOutput(many=True, help_text="Those whose bytes are truly on disk.")
    notes = ReturnedOutput(many=True, help_text="The questions that were sent back.")
    receipt = ReceiptOutput(allow_null=True)
    epoch = serializers.UUIDField()


class LocationOutput(serializers.Serializer):
    name = serializers.CharField()
    organization = serializers.CharField()
    address = serializers.CharField()
    postal_code = serializers.CharField()
    city = serializers.CharField()
    country = serializers.CharField()
    latitude = serializers.CharField(allow_null=True)
    longitude = serializers.CharField(allow_null=True)
    time_zone = serializers.CharField()
    directions = serializers.CharField()


class FeeOutput(serializers.Serializer):
    amount = serializers.CharField()
    currency = serializers.CharField()
    note = serializers.CharField()


class AnotherDateOutput(serializers.Serializer):
    id = serializers.UUIDField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    outcome = serializers.ChoiceField(choices=DateRequest.Outcome.choices)
    answer = serializers.CharField(help_text="Why the office has refused it.")


class VisitOutput(serializers.Serializer):
    id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=Status.choices)
    rev = serializers.IntegerField(allow_null=True)
    checklist = serializers.UUIDField()
    lens = serializers.ChoiceField(choices=["shopper", "manager", "customer"])
    location = LocationOutput()
    check_in = serializers.BooleanField(
        help_text="Whether the client asks where it begins and ends."
    )
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    briefing = serializers.CharField()
    fee = FeeOutput(allow_null=True)
    another_date = AnotherDateOutput(
        allow_null=True, help_text="What the shopper has asked for last, and what became of it."
    )
    returned = ReturnedOutput(many=True)
    follow_through_at = serializers.DateTimeField(
        allow_null=True, help_text="When the next questions of a visit handed in open."
    )
    document = DocumentInput(allow_null=True)
    photos = PhotoOutput(many=True)
    receipt = ReceiptOutput(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)


class AssignmentsOutput(serializers.Serializer):
    visits = VisitOutput(many=True)
    checklists = serializers.ListField(child=serializers.DictField())
    now = serializers.DateTimeField()
    epoch = serializers.UUIDField()

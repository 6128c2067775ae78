"""What a shopper says before a visit begins."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from shopper.visits.reasons import Reason


class WallClockField(serializers.DateTimeField):
    """A day and a time as a clock on the wall shows them, without a zone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M"], **options)

    def enforce_timezone(self, value: datetime) -> datetime:
        """Leave the zone to the place."""
        return value


class AcceptedOutput(serializers.Serializer):
    status = serializers.CharField(help_text="Always `accepted`.")


class DeclineInput(serializers.Serializer):
    id = serializers.UUIDField(
        required=False,
        help_text="Made on the phone; the same again is answered the same, and does nothing more.",
    )
    code = serializers.ChoiceField(choices=Reason.choices, default=Reason.OTHER)
    reason = serializers.CharField(
        max_length=1000,
        required=False,
        allow_blank=True,
        default="",
        help_text="In the shopper's own words; required where the code is `other`.",
    )


class DeclinedOutput(serializers.Serializer):
    status = serializers.CharField(help_text="Always `declined`.")


class AnotherDateInput(serializers.Serializer):
    id = serializers.UUIDField(
        help_text="Made on the phone; the same again is answered the same, and does nothing more."
    )
    opens = WallClockField(help_text="By the clock of the location: `2026-11-24T09:00`.")
    closes = WallClockField(help_text="By the clock of the location: `2026-11-24T18:00`.")
    note = serializers.CharField(max_length=500, help_text="Why.")


class AskedOutput(serializers.Serializer):
    status = serializers.CharField(help_text="Always `asked`.")


def given(serializer: type[serializers.Serializer], data: Any) -> dict[str, Any]:
    """Return what was sent in the serializer's shape, or refuse it by field."""
    reading = serializer(data=data)
    reading.is_valid(raise_exception=True)
    read: dict[str, Any] = reading.validated_data
    return read

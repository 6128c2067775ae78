"""What a shopper says before a visit begins."""

from typing import Any

from rest_framework import serializers

from shopper.visits.reasons import Reason


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


def given(serializer: type[serializers.Serializer], data: Any) -> dict[str, Any]:
    """Return what was sent in the serializer's shape, or refuse it by field."""
    reading = serializer(data=data)
    reading.is_valid(raise_exception=True)
    read: dict[str, Any] = reading.validated_data
    return read

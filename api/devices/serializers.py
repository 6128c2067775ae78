"""What a shopper is told of her phones."""

from rest_framework import serializers


class KnownDeviceOutput(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField(help_text="Browser and system; empty where it never said.")
    first_seen_at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField(help_text="Of the last contact, to the day.")
    revoked_at = serializers.DateTimeField(allow_null=True)
    is_this = serializers.BooleanField(help_text="The phone that asks.")


class KnownDevicesOutput(serializers.Serializer):
    devices = KnownDeviceOutput(many=True)

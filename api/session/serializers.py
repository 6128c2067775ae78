"""What signing in takes and tells."""

from rest_framework import serializers


class CredentialsInput(serializers.Serializer):
    email = serializers.CharField(max_length=254)
    password = serializers.CharField(max_length=1000, trim_whitespace=False)


class UserOutput(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.EmailField()
    roles = serializers.ListField(
        child=serializers.ChoiceField(choices=["shopper", "operator", "owner"])
    )


class DeviceOutput(serializers.Serializer):
    state = serializers.ChoiceField(choices=["ok", "revoked"])


class SessionOutput(serializers.Serializer):
    marker = serializers.CharField(
        help_text="Always `moments`: tells this server from a network's own sign-in page."
    )
    user = UserOutput()
    csrf = serializers.CharField(help_text="Send it back as `X-CSRFToken`.")
    now = serializers.DateTimeField()
    epoch = serializers.UUIDField(help_text="Changes when a backup was restored.")
    min_client = serializers.CharField(
        help_text="The oldest client understood, by the day of its form; empty: every one."
    )
    device = DeviceOutput()

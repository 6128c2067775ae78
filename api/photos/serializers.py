"""What is said of a photograph once its bytes are safe."""

from rest_framework import serializers


class StoredOutput(serializers.Serializer):
    id = serializers.UUIDField()
    sha256 = serializers.CharField()

"""What is on the board, as one shopper sees it."""

from rest_framework import serializers

from api.sync.serializers import FeeOutput, LocationOutput
from shopper.visits import turns


class WhyNotOutput(serializers.Serializer):
    code = serializers.ChoiceField(
        choices=[turns.EXPECTED, turns.LOCKED_OUT, turns.ROTATION, turns.CAPACITY]
    )
    sentence = serializers.CharField(help_text="For the shopper.")
    until = serializers.DateTimeField(
        allow_null=True, help_text="When it is over by itself, if it ever is."
    )


class OpenVisitOutput(serializers.Serializer):
    id = serializers.UUIDField()
    checklist = serializers.CharField(help_text="Its name; the rest comes with the claim.")
    location = LocationOutput()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    fee = FeeOutput(allow_null=True)
    why_not = WhyNotOutput(
        allow_null=True, help_text="What keeps this shopper from claiming it; null: nothing."
    )


class BoardOutput(serializers.Serializer):
    visits = OpenVisitOutput(many=True, help_text="Those whose window closes first.")
    count = serializers.IntegerField(help_text="Of all that are open, shown here or not.")
    now = serializers.DateTimeField()


class ClaimedOutput(serializers.Serializer):
    status = serializers.CharField(help_text="Always `claimed`.")

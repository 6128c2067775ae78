"""Which reminders a shopper gets by e-mail."""

from rest_framework import serializers

from shopper.reminders.kinds import Kind


class WishOutput(serializers.Serializer):
    kind = serializers.ChoiceField(choices=Kind.choices)
    on = serializers.BooleanField()


class WishesOutput(serializers.Serializer):
    reminders = WishOutput(many=True)

"""Which reminders a shopper gets, and whether this phone is told of them too."""

from rest_framework import serializers

from shopper.reminders.kinds import Kind


class WishOutput(serializers.Serializer):
    kind = serializers.ChoiceField(choices=Kind.choices)
    on = serializers.BooleanField()


class PhoneOutput(serializers.Serializer):
    key = serializers.CharField(
        help_text="For `applicationServerKey` when the browser is asked for a subscription."
    )
    on = serializers.BooleanField(help_text="The phone that asks is told of reminders.")


class WishesOutput(serializers.Serializer):
    reminders = WishOutput(many=True)
    phone = PhoneOutput()


class KeysInput(serializers.Serializer):
    p256dh = serializers.CharField(max_length=100)
    auth = serializers.CharField(max_length=40)


class SubscriptionInput(serializers.Serializer):
    """What a browser's `PushSubscription.toJSON()` gives; the rest of it is not looked at."""

    endpoint = serializers.CharField(max_length=1000)
    keys = KeysInput()

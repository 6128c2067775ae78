"""What became of a shopper's visits."""

from rest_framework import serializers

from api.sync.serializers import FeeOutput
from shopper.earnings import grade
from shopper.visits.models import FollowThrough
from shopper.visits.states import Status


class OutcomesInput(serializers.Serializer):
    page = serializers.IntegerField(
        min_value=1, max_value=10_000, default=1, help_text="Counted from 1."
    )


class SentBackOutput(serializers.Serializer):
    question = serializers.CharField(help_text="Its text.")
    note = serializers.CharField(help_text="What the office has asked for, and why.")
    at = serializers.DateTimeField()
    redone_at = serializers.DateTimeField(allow_null=True)


class FollowThroughOutput(serializers.Serializer):
    moment = serializers.CharField(help_text="Its name.")
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    is_open = serializers.BooleanField()
    outcome = serializers.ChoiceField(
        choices=FollowThrough.Outcome.choices,
        allow_blank=True,
        help_text="Empty while it waits or is open.",
    )


class PartOutput(serializers.Serializer):
    code = serializers.ChoiceField(choices=list(grade.WEIGHTS))
    weight = serializers.IntegerField(help_text="Of a hundred, where all parts are there.")
    percent = serializers.IntegerField(help_text="How much of the part was earned.")
    count = serializers.IntegerField(
        help_text="Minutes late, questions that lack something, times sent back, remarks passed "
        "over, or the reviewer's mark."
    )
    of = serializers.IntegerField(help_text="Of how many questions, or the best mark.")


class GivenBackOutput(serializers.Serializer):
    question = serializers.CharField(help_text="Its text.")
    spent = serializers.CharField()
    limit = serializers.CharField()
    granted = serializers.CharField()
    currency = serializers.CharField()
    reason = serializers.CharField(help_text="Why it is less than it could be.")


class AmountOutput(serializers.Serializer):
    amount = serializers.CharField()
    currency = serializers.CharField()


class EarningOutput(serializers.Serializer):
    approved_at = serializers.DateTimeField()
    grade = serializers.IntegerField(help_text="Of a hundred.")
    parts = PartOutput(many=True)
    words = serializers.CharField(help_text="The reviewer's line about the work.")
    given_back = GivenBackOutput(many=True)
    due = AmountOutput(many=True, help_text="Fee and what is given back, by currency.")
    payable_on = serializers.DateField()
    paid_on = serializers.DateField(allow_null=True)


class OutcomeOutput(serializers.Serializer):
    id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=Status.choices)
    location = serializers.CharField(help_text="Its name.")
    organization = serializers.CharField(help_text="Its name.")
    time_zone = serializers.CharField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    cancelled_because = serializers.CharField()
    sent_back = SentBackOutput(many=True)
    follow_through = FollowThroughOutput(many=True, help_text="What is asked after the visit.")
    fee = FeeOutput(allow_null=True)
    earning = EarningOutput(allow_null=True, help_text="Null until the visit is approved.")


class OutcomesOutput(serializers.Serializer):
    visits = OutcomeOutput(many=True)
    page = serializers.IntegerField()
    has_more = serializers.BooleanField()
    now = serializers.DateTimeField()

"""A question for an expense: what it needs before it can be asked."""

import pytest

from shopper.checklists import versions
from shopper.checklists.document import document_of
from shopper.errors import Invalid
from tests import earned, factories

pytestmark = pytest.mark.django_db


def publish(data):
    draft = versions.draft_from(data, organization=None)
    return versions.publish(draft, by=factories.make_user())


def asked(checklist):
    return document_of(checklist)["touchpoints"][1]["questions"][-1]


def test_an_expense_keeps_its_limit_through_publishing_and_the_next_draft():
    published = publish(earned.ride_with_a_fare())

    assert asked(published)["expense"] == earned.LIMIT
    assert asked(versions.revise(published))["expense"] == earned.LIMIT


@pytest.mark.parametrize(
    "fields",
    [
        {"expense": {"amount": "0", "currency": "EUR"}},
        {"expense": {"amount": "-5", "currency": "EUR"}},
        {"expense": {"amount": "5.123", "currency": "EUR"}},
        {"expense": {"amount": 5, "currency": "EUR"}},
        {"expense": {"amount": "5", "currency": "euro"}},
        {"expense": {"amount": "5"}},
        {"expense": "5 EUR"},
        {"kind": "text"},
        {"role": "standard", "bands": [{"up_to": None, "share": "1"}]},
        {"photo": {"rule": "optional", "min": 0, "max": 2}},
    ],
    ids=str,
)
def test_an_expense_that_cannot_be_given_back_is_not_published(fields):
    with pytest.raises(Invalid) as refusal:
        publish(earned.ride_with_a_fare(**fields))

    assert len(refusal.value.errors) == 1


def test_a_moment_of_expenses_alone_would_stand_empty_before_the_owner():
    data = earned.ride_with_a_fare()
    data["touchpoints"].append({"name": "Costs", "questions": [earned.a_fare() | {"key": "more"}]})

    with pytest.raises(Invalid, match="not valid"):
        publish(data)

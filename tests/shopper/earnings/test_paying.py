"""Marking as paid: once, whoever else does so, and taken back with a reason."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from shopper.earnings import paying
from shopper.earnings.models import Earning, Payment
from shopper.errors import Invalid, WrongState
from shopper.visits.fees import Fee
from tests import earned, factories
from tests.parallel import at_once, database_of_many

pytestmark = pytest.mark.django_db
NOW, TODAY = factories.NOW, factories.NOW.date()


def pay(*earnings, by=None, on=TODAY):
    by = by or factories.make_operator()
    return paying.pay([one.pk for one in earnings], by=by, on=on, at=NOW)


def test_what_is_paid_is_no_longer_to_be_paid():
    paid, other = earned.make_earning(), earned.make_earning()

    pay(paid)

    assert list(Earning.objects.paid()) == [paid]
    assert list(Earning.objects.unpaid()) == [other]


def test_the_second_of_two_operators_pays_nothing_and_is_told_who_was_first():
    first, second = earned.make_earning(), earned.make_earning()
    pay(first, by=factories.make_operator(name="Anna First"))

    with pytest.raises(WrongState) as refusal:
        pay(first, second)

    assert str(refusal.value.detail) == (
        "Anna First has marked 1 of these visits as paid in the meantime. Nothing was changed."
    )
    assert Payment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pay_at_the_same_moment_one_does(tmp_path):
    earning, operators = earned.make_earning(), [factories.make_operator() for _ in range(2)]

    def pay_it(by):
        try:
            return len(pay(earning, by=by))
        except WrongState:
            return "told"

    with database_of_many(tmp_path):
        outcomes = at_once(*[partial(pay_it, by) for by in operators])
        count = Payment.objects.standing().count()

    assert sorted(map(str, outcomes)) == ["1", "told"]
    assert count == 1


def test_the_database_itself_keeps_an_earning_from_being_paid_twice():
    [payment] = pay(earned.make_earning())

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(earning=payment.earning, paid_on=TODAY, by=payment.by, at=payment.at)


def test_a_payment_is_taken_back_with_a_reason_and_can_be_made_again():
    earning, operator = earned.make_earning(), factories.make_operator()
    [payment] = pay(earning)

    paying.undo(payment, by=operator, because="The bank sent it back.", at=NOW)

    assert list(Earning.objects.unpaid()) == [earning]
    pay(earning)
    assert [one.undone_because for one in Payment.objects.all()] == ["The bank sent it back.", ""]


def test_taking_back_needs_a_word_and_happens_once():
    [payment] = pay(earned.make_earning())
    operator = factories.make_operator()

    with pytest.raises(Invalid) as refusal:
        paying.undo(payment, by=operator, because=" ", at=NOW)
    paying.undo(payment, by=operator, because="Wrong account.", at=NOW)

    assert list(refusal.value.errors) == ["because"]
    with pytest.raises(WrongState):
        paying.undo(payment, by=operator, because="Again.", at=NOW)


def test_a_day_that_has_not_come_is_refused():
    earning = earned.make_earning()

    with pytest.raises(Invalid) as refusal:
        pay(earning, on=TODAY + timedelta(days=2))

    assert list(refusal.value.errors) == ["on"]
    assert pay(earning, on=TODAY)


@pytest.mark.parametrize("fee", [None, Fee(Decimal(0), "EUR")], ids=["no fee", "a fee of nothing"])
def test_nothing_can_be_paid_where_nothing_is_due(fee):
    with pytest.raises(Invalid) as refusal:
        pay(earned.make_earning(fee=fee))

    assert list(refusal.value.errors) == ["chosen"]


def test_an_operator_of_another_client_can_neither_pay_nor_take_back():
    [payment], other = pay(earned.make_earning()), earned.make_earning()
    stranger = factories.make_operator(factories.make_organization())

    with pytest.raises(Invalid):
        pay(other, by=stranger)
    with pytest.raises(WrongState):
        paying.undo(payment, by=stranger, because="Mine.", at=NOW)


def test_what_is_due_is_what_should_have_been_paid_by_then(settings):
    settings.PAYMENT_DAYS = 3
    earning = earned.make_earning(at=NOW)

    assert not Earning.objects.due(date(2026, 11, 23)).exists()
    assert list(Earning.objects.due(date(2026, 11, 24))) == [earning]


def test_a_sum_keeps_currencies_apart():
    visit = earned.make_spent_visit(fee=Fee(Decimal("20.10"), "CHF"))

    assert str(earned.make_earning(visit).due) == "20.10 CHF + 24.80 EUR"


def test_the_average_is_of_the_last_ten_visits(organization):
    shopper, location = (
        factories.make_shopper(organization),
        factories.make_location(organization),
    )
    for days in range(12):
        visit = factories.make_submitted_visit(shopper=shopper, location=location)
        earned.make_earning(visit, at=NOW - timedelta(days=days))
    newest = Earning.objects.order_by("-approved_at")
    newest.filter(pk__in=newest.values("pk")[:3]).update(grade=79)  # 3 × 79 and 7 × 100: 93.7
    Earning.objects.filter(approved_at__lt=NOW - timedelta(days=9, hours=1)).update(grade=0)

    found = Earning.objects.averages([shopper])

    assert (found[shopper.pk].grade, found[shopper.pk].visits) == (94, 10)

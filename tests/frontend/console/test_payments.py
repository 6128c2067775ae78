"""What shoppers are to be paid: listed, marked as paid, taken back, and taken away as a table."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shopper.earnings import paying
from shopper.earnings.models import Payment
from shopper.visits.fees import Fee
from tests import earned, factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
LONG_AGO = timezone.now() - timedelta(days=60)


@pytest.fixture
def owed(organization, operator):
    """Make what a shopper is to be paid for a visit to the client's cab."""

    def make(**fields):
        approved = {"by": operator, "at": fields.pop("at", LONG_AGO)}
        location = factories.make_location(organization)
        return earned.make_earning(earned.make_spent_visit(location=location, **fields), **approved)

    return make


def payments(client, **query):
    return client.get(reverse("console:payment-list"), query)


def shown(answer):
    return [one.pk for account in answer.context["accounts"] for one in account.earnings]


def pay(client, *earnings, **fields):
    data = {"chosen": [one.pk for one in earnings], "on": "2026-11-20", **fields}
    return client.post(reverse("console:payment-pay"), data)


def table(client, **query):
    answer = client.get(reverse("console:payment-table"), query)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_list_says_what_each_shopper_is_to_be_paid(client, owed, shopper):
    owed(shopper=shopper)
    owed(shopper=shopper, fee=Fee(Decimal("20.00"), "CHF", "+ breakfast"))

    answer = payments(client)

    [account] = answer.context["accounts"]
    page = answer.content.decode()
    assert str(account.due) == "20.00 CHF + 67.60 EUR"
    assert "Sami Shopper" in page
    assert "20.00 CHF + 67.60 EUR" in page
    assert "+ breakfast" in page


def test_what_is_due_is_chosen_already_and_what_comes_later_is_not(client, owed):
    due, later = owed(), owed(at=timezone.now())

    page = payments(client).content.decode()

    boxes = [line for line in page.splitlines() if 'name="chosen"' in line]
    assert [" checked" in box for box in sorted(boxes, key=lambda box: str(due.pk) not in box)] == [
        True,
        False,
    ]
    assert shown(payments(client, state="due")) == [due.pk]
    assert set(shown(payments(client))) == {due.pk, later.pk}


def test_the_list_is_narrowed_by_date_state_shopper_and_client(client, owed, organization):
    old, new = owed(), owed(at=timezone.now())
    paying.pay([old.pk], by=old.approved_by, on=LONG_AGO.date(), at=timezone.now())

    assert shown(payments(client, state="paid")) == [old.pk]
    assert shown(payments(client)) == [new.pk]
    assert shown(payments(client, state="all", until=old.payable_on)) == [old.pk]
    assert shown(payments(client, state="all", since=new.payable_on)) == [new.pk]
    assert shown(payments(client, q=new.shopper.name)) == [new.pk]
    assert shown(payments(client, q="Nobody")) == []
    assert shown(payments(client, organization=organization.pk)) == [new.pk]


def test_paying_asks_with_the_sums_before_it_does_anything(client, owed):
    earning = owed()

    answer = pay(client, earning)

    assert "1 visit: 42.80 EUR" in answer.content.decode()
    assert not Payment.objects.exists()


def test_who_is_sure_marks_them_as_paid_on_the_day(client, owed, operator):
    earning, other = owed(), owed()

    answer = pay(client, earning, sure="1")

    assert answer.status_code == 302
    payment = Payment.objects.get()
    assert (payment.earning, payment.by, str(payment.paid_on)) == (earning, operator, "2026-11-20")
    assert shown(payments(client)) == [other.pk]


def test_who_pays_what_a_colleague_has_paid_is_told_and_nothing_is_paid_twice(client, owed):
    earning, other = owed(), owed()
    colleague = factories.make_operator(name="Anna First")
    paying.pay([earning.pk], by=colleague, on=LONG_AGO.date(), at=timezone.now())

    answer = pay(client, earning, other, sure="1")

    assert answer.status_code == 422
    assert "Anna First has marked 1 of these visits" in answer.content.decode()
    assert Payment.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("on", "soon"), ("on", "2999-01-01"), ("chosen", "x")]
)
def test_what_cannot_be_paid_is_refused_by_its_field(client, owed, field, value):
    answer = pay(client, owed(), **{"sure": "1", field: value})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Payment.objects.exists()


def test_a_payment_is_taken_back_with_a_reason(client, owed):
    earning = owed()
    pay(client, earning, sure="1")
    undo = reverse("console:payment-undo", args=[Payment.objects.get().pk])

    refused = client.post(undo, {"because": ""})
    client.post(undo, {"because": "The bank sent it back."})

    assert refused.status_code == 422
    assert Payment.objects.get().undone_because == "The bank sent it back."
    assert shown(payments(client)) == [earning.pk]
    assert client.post(undo, {"because": "Again."}).status_code == 422


def test_the_table_has_a_line_for_each_currency_and_runs_no_formula(client, owed, organization):
    name = "=HYPERLINK(1)"
    shopper = factories.make_shopper(organization, name=name)
    owed(shopper=shopper, fee=Fee(Decimal("20.00"), "CHF"))

    lines = table(client)

    assert [(one["Currency"], one["Fee"], one["Given back"], one["In all"]) for one in lines] == [
        ("CHF", "20.00", "0.00", "20.00"),
        ("EUR", "0.00", "24.80", "24.80"),
    ]
    assert {one["Shopper"] for one in lines} == {f"'{name}"}
    assert table(client, state="paid") == []


def test_what_another_clients_visits_cost_is_not_here(client, owed):
    elsewhere = earned.make_earning(at=LONG_AGO)

    assert shown(payments(client)) == []
    assert table(client) == []
    assert pay(client, elsewhere, sure="1").status_code == 422


def test_a_longer_list_costs_no_more_queries(client, owed):
    owed()
    with CaptureQueriesContext(connection) as few:
        payments(client)
    for _ in range(3):
        owed()

    with CaptureQueriesContext(connection) as many:
        payments(client)

    assert len(many) == len(few)

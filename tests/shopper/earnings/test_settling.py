"""Approving writes down what the shopper gets: grade, fee, what is given back, and when it is paid."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from shopper.earnings import settling
from shopper.earnings.expenses import Grant
from shopper.earnings.models import Earning
from shopper.earnings.settling import Opinion
from shopper.errors import Invalid, NotAllowed, WrongState
from shopper.review import decisions
from shopper.visits.models import Visit
from tests import earned, factories
from tests.handing_in import deliver
from tests.phone import make_document

pytestmark = pytest.mark.django_db
SMELL, THANKS = "How does it smell?", "Did the driver say thank you?"


def part(earning, code):
    [found] = [one for one in earning.parts if one["code"] == code]
    return found


def granted(visit, **grant):
    fare = factories.question_ids(visit)[earned.FARE]
    return {fare: Grant(Decimal(grant.get("amount", "24.80")), grant.get("reason", ""))}


def test_approving_keeps_the_fee_and_sets_the_day_of_payment(settings):
    settings.PAYMENT_DAYS = 10

    earning = earned.make_earning(at=datetime(2026, 12, 28, 9, tzinfo=UTC))

    assert (earning.fee_amount, earning.fee_currency) == (Decimal("18.00"), "EUR")
    assert earning.payable_on == date(2027, 1, 7)
    assert earning.visit.status == "approved"
    assert earning.grade == 100


def test_a_later_change_of_the_visits_fee_changes_nothing():
    earning = earned.make_earning()
    Visit.objects.filter(pk=earning.visit_id).update(fee_amount=Decimal(5))

    assert str(Earning.objects.get().due) == "18.00 EUR"


def test_the_reviewers_mark_and_words_are_kept():
    earning = earned.make_earning(opinion=Opinion(3, " Vivid and to the point. "))

    assert (earning.grade, earning.words) == (93, "Vivid and to the point.")


@pytest.mark.parametrize(
    ("opinion", "field"), [(Opinion(6), "mark"), (Opinion(words="x" * 301), "words")]
)
def test_an_opinion_that_does_not_fit_is_refused_and_the_visit_waits_on(opinion, field):
    visit = factories.make_submitted_visit()

    with pytest.raises(Invalid) as refusal:
        settling.approve(visit, by=factories.make_operator(), at=factories.NOW, opinion=opinion)

    assert list(refusal.value.errors) == [field]
    assert Visit.objects.get().status == "submitted"


def test_only_who_runs_the_place_approves():
    stranger = factories.make_operator(factories.make_organization())

    with pytest.raises(NotAllowed):
        earned.make_earning(by=stranger)


def test_the_second_of_two_who_approve_is_refused_and_one_earning_stands():
    visit = factories.make_submitted_visit()
    stale = Visit.objects.get(pk=visit.pk)
    earned.make_earning(visit)

    with pytest.raises(WrongState):
        earned.make_earning(stale)

    assert Earning.objects.count() == 1


def test_what_was_spent_is_given_back_in_full_unless_somebody_says_otherwise():
    earning = earned.make_earning(earned.make_spent_visit("24.80"))

    back = earning.reimbursements.get()
    assert (back.spent, back.granted, back.reason) == (Decimal("24.80"), Decimal("24.80"), "")
    assert str(earning.due) == "42.80 EUR"


def test_more_than_the_limit_is_not_given_back_and_needs_no_reason():
    back = earned.make_earning(earned.make_spent_visit("36.5")).reimbursements.get()

    assert (back.spent, back.limit, back.granted) == (Decimal("36.50"), 30, 30)


def test_less_is_given_back_with_a_reason():
    visit = earned.make_spent_visit()

    earning = earned.make_earning(visit, grants=granted(visit, amount="20", reason="No tip."))

    assert earning.reimbursements.get().reason == "No tip."
    assert str(earning.due) == "38.00 EUR"


@pytest.mark.parametrize(
    ("amount", "fault"),
    [
        ("20", "Say to the shopper why it is less."),
        ("24.81", "From nothing to 24.80 EUR."),
        ("-1", "From nothing to 24.80 EUR."),
        ("20.005", "From nothing to 24.80 EUR."),
    ],
)
def test_an_amount_that_cannot_be_granted_is_named_and_nothing_is_approved(amount, fault):
    visit = earned.make_spent_visit()
    fare = factories.question_ids(visit)[earned.FARE]

    with pytest.raises(Invalid) as refusal:
        earned.make_earning(visit, grants=granted(visit, amount=amount))

    assert refusal.value.errors == {f"granted-{fare}": [fault]}
    assert Visit.objects.get().status == "submitted"
    assert not Earning.objects.exists()


@pytest.mark.parametrize("spent", ["0", "0.00"])
def test_who_has_spent_nothing_asks_nothing_back(spent):
    assert not earned.make_earning(earned.make_spent_visit(spent)).reimbursements.exists()


def test_a_number_without_end_is_held_at_what_a_column_can_hold():
    back = earned.make_earning(earned.make_spent_visit("9" * 40)).reimbursements.get()

    assert back.granted == 30


def test_the_work_is_graded_by_what_the_phone_has_sent():
    window = {"opens_at": factories.NOW, "closes_at": factories.NOW + timedelta(minutes=1)}
    visit = factories.make_visit(**window)
    unchecked = {"state": "could_not_check", "value": None, "reason": "It was dark."}
    passed = [{"question": factories.question_ids(visit)[SMELL], "code": "bad_without_word"}]
    document = make_document(
        visit, {**factories.GOOD_ANSWERS, SMELL: 1, THANKS: unchecked}, passed_over=passed
    )

    earning = earned.make_earning(deliver(visit, document))

    assert part(earning, "on_time")["count"] == 1  # it ended at 14:02 in UTC
    assert (part(earning, "complete")["count"], part(earning, "complete")["of"]) == (1, 6)
    assert part(earning, "well_told")["count"] == 1


def test_who_mends_what_came_back_after_the_window_is_not_late_by_it(organization):
    visit = factories.make_visit(
        location=factories.make_location(organization),
        opens_at=factories.NOW - timedelta(hours=1),
        closes_at=factories.NOW + timedelta(hours=1),
    )
    operator = factories.make_operator(organization)
    visit = deliver(visit, make_document(visit))
    smell = factories.question_ids(visit)[SMELL]
    decisions.return_to_shopper(visit, by=operator, notes={smell: "Of what?"})
    again = {**factories.GOOD_ANSWERS, SMELL: 2}
    late = make_document(visit, again, seq=2, ended_at="2026-11-24T10:00:00.000+01:00")
    visit = deliver(visit, late, base=1)

    earning = earned.make_earning(visit, by=operator)

    assert part(earning, "on_time")["count"] == 0
    assert part(earning, "first_time")["count"] == 1


def test_a_clock_that_was_wrong_is_not_believed():
    visit = factories.make_visit()
    document = make_document(visit, ended_at="2031-01-01T00:00:00.000Z", skew_ms=10**10)

    earning = earned.make_earning(deliver(visit, document))

    assert part(earning, "on_time")["count"] == 0


def test_a_photograph_that_was_lost_or_cannot_be_opened_is_missing_evidence():
    visit = factories.make_submitted_visit()
    factories.make_photo(visit, SMELL, is_unreadable=True)

    assert part(earned.make_earning(visit), "complete")["count"] == 1

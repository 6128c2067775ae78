"""The board of open visits: offered by the office, claimed once, and only by whose turn it is."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shopper.errors import LockedOut, NotAllowed, Taken, WrongState
from shopper.visits import board, lifecycle
from shopper.visits.fees import Fee
from shopper.visits.models import Visit
from shopper.visits.states import Status
from tests import factories

pytestmark = pytest.mark.django_db
FEE = Fee(Decimal("12.50"), "EUR", "+ fare")


def offered(organization, *, fee=FEE, location=None, **fields):
    location = location or factories.make_location(organization)
    return factories.make_offered_visit(location=location, fee=fee, **fields)


def on_the_board(user):
    return [entry.visit for entry in board.entries(user, at=timezone.now())]


def why_not(user):
    [entry] = board.entries(user, at=timezone.now())
    return entry.obstacle and entry.obstacle.code


def claim(visit, by):
    board.claim(visit.pk, by=by, at=timezone.now())
    visit.refresh_from_db()


def test_an_offered_visit_is_on_the_board_with_its_fee_and_the_log_says_so(organization, shopper):
    visit = offered(organization)

    [entry] = board.entries(shopper, at=timezone.now())

    assert entry.obstacle is None
    assert (entry.visit.fee_amount, entry.visit.fee_currency) == (Decimal("12.50"), "EUR")
    assert visit.events.last().note == "On the board, for 12.50 EUR + fare"


def test_claiming_is_accepting_and_the_log_says_who(organization, shopper):
    visit = offered(organization)

    claim(visit, shopper)

    assert (visit.status, visit.shopper, visit.offered_at) == (Status.ACCEPTED, shopper, None)
    last = visit.events.last()
    assert (last.by, last.to_status, last.note) == (shopper, "accepted", "Claimed from the board")
    assert on_the_board(shopper) == []


def test_of_two_who_claim_one_gets_it_and_the_other_is_told_kindly(organization, shopper):
    visit, slower = offered(organization), factories.make_shopper(organization)
    claim(visit, shopper)

    with pytest.raises(Taken, match=r"^Somebody else was a little faster\.$"):
        claim(visit, slower)

    assert Visit.objects.get(pk=visit.pk).shopper == shopper


def test_a_claim_that_comes_twice_writes_one_event(organization, shopper):
    visit = offered(organization)
    claim(visit, shopper)
    count = visit.events.count()

    claim(visit, shopper)

    assert visit.events.count() == count


def test_who_was_sent_on_the_visit_meanwhile_accepts_it_by_claiming(
    organization, shopper, operator
):
    visit = offered(organization)
    lifecycle.assign(visit, shopper=shopper, by=operator)

    claim(visit, shopper)

    assert visit.status == Status.ACCEPTED


def test_a_visit_taken_back_is_gone_from_the_board(organization, shopper, operator):
    visit = offered(organization)

    board.take_back(visit, by=operator)

    assert on_the_board(shopper) == []
    assert visit.events.last().note == "Taken back from the board"
    with pytest.raises(Taken, match="off the board"):
        claim(visit, shopper)


def test_what_a_shopper_has_claimed_the_office_cannot_take_back_unseen(
    organization, shopper, operator
):
    visit = offered(organization)
    stale = Visit.objects.get(pk=visit.pk)
    claim(visit, shopper)

    for act in (board.take_back, lambda it, by: board.offer(it, by=by, at=timezone.now())):
        with pytest.raises(WrongState) as refusal:
            act(stale, by=operator)
        assert refusal.value.facts["by"] == "Sami Shopper"


def test_another_fee_leaves_the_visit_where_it_is_on_the_board(organization, operator):
    visit = offered(organization)
    since = visit.offered_at

    board.offer(visit, by=operator, at=timezone.now(), fee=Fee(Decimal(20), "EUR"))

    visit.refresh_from_db()
    assert (visit.offered_at, visit.fee_amount) == (since, Decimal(20))


@pytest.mark.parametrize("end", ["assign", "cancel"])
def test_a_visit_that_is_assigned_or_cancelled_leaves_the_board(
    organization, shopper, operator, end
):
    visit = offered(organization)
    moves = {
        "assign": lambda: lifecycle.assign(visit, shopper=shopper, by=operator),
        "cancel": lambda: lifecycle.cancel(visit, by=operator),
    }

    moves[end]()

    visit.refresh_from_db()
    assert visit.offered_at is None


def test_what_a_shopper_gives_back_is_for_the_office_to_offer_again(organization, shopper):
    visit = offered(organization)
    claim(visit, shopper)

    lifecycle.decline(visit, by=shopper, code="ill")

    assert on_the_board(shopper) == []


def test_the_database_refuses_an_assigned_visit_on_the_board():
    visit = factories.make_visit()

    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(offered_at=timezone.now())


def test_only_who_runs_the_place_offers_its_visits(organization):
    location = factories.make_location(organization)
    stranger = factories.make_operator(factories.make_organization())

    with pytest.raises(NotAllowed):
        offered(organization, location=location, by=stranger)


def test_a_visit_whose_window_is_over_is_neither_offered_nor_claimed(organization, shopper):
    visit = offered(organization)
    after = visit.closes_at + timedelta(seconds=1)

    with pytest.raises(Taken, match="window"):
        board.claim(visit.pk, by=shopper, at=after)
    with pytest.raises(WrongState, match="window"):
        board.offer(visit, by=factories.make_operator(), at=after)

    assert board.entries(shopper, at=after) == []


def test_a_shopper_of_another_client_finds_nothing_and_claims_nothing(organization):
    visit = offered(organization)
    stranger = factories.make_shopper(factories.make_organization())
    of_the_agency = factories.make_shopper()

    assert on_the_board(stranger) == []
    with pytest.raises(Visit.DoesNotExist):
        claim(visit, stranger)
    assert on_the_board(of_the_agency) == [visit]


def test_who_was_there_of_late_is_locked_out_until_a_day(organization, shopper):
    location = factories.make_location(organization)
    factories.make_submitted_visit(location=location, shopper=shopper)
    visit = offered(organization, location=location)

    with pytest.raises(LockedOut) as refusal:
        claim(visit, shopper)

    days = refusal.value.facts["until"] - timezone.now()
    assert refusal.value.facts["reason"] == "locked_out"
    assert timedelta(days=29) < days <= timedelta(days=30)


def test_a_lock_out_is_as_long_as_the_client_wants_it(organization, shopper):
    location = factories.make_location(organization)
    factories.make_submitted_visit(location=location, shopper=shopper)
    visit = offered(organization, location=location)
    organization.board_lockout_days = 0
    organization.save()

    claim(visit, shopper)

    assert visit.shopper == shopper


def test_where_the_client_wants_somebody_else_each_time_the_last_one_waits(organization, shopper):
    location = factories.make_location(organization)
    factories.make_submitted_visit(location=location, shopper=shopper)
    offered(organization, location=location)
    organization.board_lockout_days, organization.board_rotates = 0, True
    organization.save()
    before = why_not(shopper)

    other = factories.make_shopper(organization)
    factories.make_submitted_visit(location=location, shopper=other)

    assert (before, why_not(shopper), why_not(other)) == ("rotation", None, "rotation")


def test_who_has_enough_to_do_claims_no_more_and_another_client_counts_for_itself(organization):
    organization.board_capacity = 1
    organization.save()
    busy = factories.make_shopper()
    first, second = offered(organization), offered(organization)
    elsewhere = offered(factories.make_organization())
    claim(first, busy)

    with pytest.raises(LockedOut) as refusal:
        claim(second, busy)
    claim(elsewhere, busy)

    assert refusal.value.facts == {"reason": "capacity", "until": None}
    assert elsewhere.shopper == busy


def test_who_is_to_go_to_a_place_cannot_claim_a_second_visit_there(organization, shopper):
    location = factories.make_location(organization)
    factories.make_visit(location=location, shopper=shopper)
    offered(organization, location=location)

    assert why_not(shopper) == "expected"


def test_a_longer_board_costs_no_more_queries(organization, shopper):
    offered(organization)
    with CaptureQueriesContext(connection) as few:
        on_the_board(shopper)
    for _ in range(4):
        offered(organization)

    with CaptureQueriesContext(connection) as many:
        on_the_board(shopper)

    assert len(many) == len(few) <= 4

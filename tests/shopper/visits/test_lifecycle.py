"""The life of a visit."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from shopper.errors import Invalid, NotAllowed, WrongState
from shopper.visits import lifecycle
from shopper.visits.models import Visit, VisitEvent
from shopper.visits.states import MOVES, Status
from tests.factories import (
    make_checklist,
    make_location,
    make_operator,
    make_organization,
    make_shopper,
    make_submitted_visit,
    make_visit,
)

pytestmark = pytest.mark.django_db


def test_the_second_of_two_people_to_move_a_visit_is_refused_and_told_who_was_first():
    visit = make_visit()
    stale = Visit.objects.get(pk=visit.pk)
    lifecycle.accept(visit, by=visit.shopper)

    with pytest.raises(WrongState) as refusal:
        lifecycle.cancel(stale, by=make_operator())

    assert refusal.value.facts["by"] == visit.shopper.name
    assert visit.events.count() == 2


def test_every_move_writes_one_event_with_who_and_from_where():
    visit = make_visit()
    lifecycle.accept(visit, by=visit.shopper)
    lifecycle.start(visit, by=visit.shopper, started_at=timezone.now())

    moves = list(visit.events.values_list("from_status", "to_status", "by"))

    assert [(a, b) for a, b, _ in moves] == [
        ("", "scheduled"),
        ("scheduled", "accepted"),
        ("accepted", "in_progress"),
    ]
    assert moves[1][2] == visit.shopper.pk


def test_only_the_assigned_shopper_accepts_a_visit():
    visit = make_visit()

    with pytest.raises(NotAllowed):
        lifecycle.accept(visit, by=make_shopper())

    visit.refresh_from_db()
    assert visit.status == Status.SCHEDULED


def test_a_declined_visit_is_unassigned_again_and_keeps_the_reason():
    visit = make_visit()
    shopper = visit.shopper
    lifecycle.accept(visit, by=shopper)

    lifecycle.decline(visit, by=shopper, reason="My train is cancelled")

    visit.refresh_from_db()
    assert (visit.status, visit.shopper) == (Status.SCHEDULED, None)
    assert visit.events.last().note == "My train is cancelled"


def test_a_visit_is_declined_only_with_a_reason():
    visit = make_visit()

    with pytest.raises(Invalid) as refusal:
        lifecycle.decline(visit, by=visit.shopper, reason="  ")

    assert "reason" in refusal.value.errors


def test_a_reason_of_the_list_needs_no_words_and_one_beyond_it_is_refused():
    visit = make_visit()
    with pytest.raises(Invalid) as refusal:
        lifecycle.decline(visit, by=visit.shopper, code="bored", reason="It is.")

    lifecycle.decline(visit, by=visit.shopper, code="far")

    assert "code" in refusal.value.errors
    assert visit.events.declines().get().get_declined_for_display() == "Too far away"


def test_of_all_moves_only_a_decline_says_what_it_was_declined_for():
    visit = make_visit()
    lifecycle.accept(visit, by=visit.shopper)
    lifecycle.assign(visit, shopper=make_shopper(), by=make_operator())

    assert not visit.events.declines().exists()


def test_a_visit_that_was_handed_in_cannot_be_cancelled():
    visit = make_submitted_visit()

    with pytest.raises(WrongState):
        lifecycle.cancel(visit, by=make_operator())


def test_an_operator_of_another_organization_assigns_nothing_here():
    location = make_location()
    stranger = make_operator(make_organization())

    with pytest.raises(NotAllowed):
        make_visit(location=location, by=stranger)


@pytest.mark.parametrize(
    ("field", "plan"),
    [
        ("closes_at", {"closes_at": timezone.now() - timedelta(days=1)}),
        ("checklist", {"checklist": "draft"}),
        ("checklist", {"checklist": "of another client"}),
        ("shopper", {"shopper": "of another client"}),
        ("location", {"location": "closed"}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_plan_that_does_not_fit_is_refused_by_field(field, plan):
    other = make_organization()
    made = {
        ("checklist", "draft"): lambda: make_checklist(published=False),
        ("checklist", "of another client"): lambda: make_checklist(organization=other),
        ("shopper", "of another client"): lambda: make_shopper(other),
        ("location", "closed"): lambda: make_location(is_open=False),
    }
    key, value = next(iter(plan.items()))
    plan = {key: made[key, value]() if (key, value) in made else value}

    with pytest.raises(Invalid) as refusal:
        make_visit(**plan)

    assert field in refusal.value.errors
    assert Visit.objects.count() == 0


def test_a_visit_that_has_not_begun_can_be_given_to_somebody_else():
    visit = make_visit()
    other = make_shopper()

    lifecycle.assign(visit, shopper=other, by=make_operator())

    visit.refresh_from_db()
    assert visit.shopper == other


def test_of_two_who_assign_a_visit_at_once_the_second_is_refused_though_its_status_is_the_same():
    visit = make_visit()
    stale = Visit.objects.get(pk=visit.pk)
    first, second = make_shopper(name="Fay"), make_shopper(name="Sam")
    lifecycle.assign(visit, shopper=first, by=make_operator(name="Olga"))

    with pytest.raises(WrongState) as refusal:
        lifecycle.assign(stale, shopper=second, by=make_operator())

    assert str(refusal.value.detail) == "Olga has assigned this visit to Fay in the meantime."
    assert Visit.objects.get(pk=visit.pk).shopper == first


def test_a_visit_in_progress_is_not_given_away():
    visit = make_visit()
    lifecycle.accept(visit, by=visit.shopper)
    lifecycle.start(visit, by=visit.shopper, started_at=timezone.now())

    with pytest.raises(WrongState):
        lifecycle.assign(visit, shopper=make_shopper(), by=make_operator())


@pytest.mark.parametrize("status", Status.values)
def test_no_status_leads_anywhere_but_where_the_table_says(status):
    assert set(MOVES[status]) <= set(Status.values)


def test_the_database_refuses_a_window_that_closes_before_it_opens():
    visit = make_visit()

    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(closes_at=visit.opens_at)


def test_the_database_refuses_to_change_what_was_written_down():
    visit = make_visit()

    with pytest.raises(IntegrityError), transaction.atomic():
        VisitEvent.objects.filter(visit=visit).update(note="It never happened")

    assert connection.is_usable()


def test_a_shopper_sees_their_visits_an_operator_those_they_run_and_a_stranger_none():
    visit = make_visit()
    organization = visit.location.organization

    seen = {
        "shopper": Visit.objects.visible_to(visit.shopper).count(),
        "operator": Visit.objects.visible_to(make_operator(organization)).count(),
        "agency": Visit.objects.visible_to(make_operator()).count(),
        "other shopper": Visit.objects.visible_to(make_shopper()).count(),
        "other operator": Visit.objects.visible_to(make_operator(make_organization())).count(),
    }

    assert seen == {
        "shopper": 1,
        "operator": 1,
        "agency": 1,
        "other shopper": 0,
        "other operator": 0,
    }

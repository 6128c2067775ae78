"""A week after a bakery's visit its shopper is asked again; who never answers is judged without it."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from reports.demo import clock, history, later_on, stage
from reports.demo.history import Plan
from shopper.earnings import settling
from shopper.review import grading
from shopper.sync.models import Receipt, Revision
from shopper.visits.states import Status

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(hour=15, minute=20, second=0, microsecond=0)
A_MONTH_AGO = NOW - timedelta(days=30)
BAKERY, CAB = "Lindemann Eppendorf", "Cab 12"


@pytest.fixture
def dice():
    return random.Random(7)


@pytest.fixture
def told(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return stage.build(opened_at=NOW - timedelta(days=60), now=NOW)


def visit_to(place, told, dice):
    """Let a shopper go there a month ago; return the visit as handed in that day, and who was there."""
    person, shopper = told.shoppers()[0]
    scene = told.scenes[place]
    visit = history.schedule(scene, told, shopper=shopper, started_at=A_MONTH_AGO)
    plan = Plan(scene, A_MONTH_AGO, shopper, person)
    return visit, history.live_through(visit, plan, now=NOW, dice=dice)


def moment_of(visit):
    """Return the moment that was asked later, as it is judged."""
    later = visit.follow_throughs.get().touchpoint_id
    touchpoints = grading.sheet_of(visit).as_document()["touchpoints"]
    return next(moment for moment in touchpoints if moment["id"] == str(later))


def test_the_shopper_answers_within_the_window_and_hands_in_once_more(told, dice):
    visit, observer = visit_to(BAKERY, told, dice)
    first = Revision.objects.standing(visit.pk)
    later_on.open_questions(visit, dice=dice)
    assert visit.status == Status.RETURNED

    later_on.answer(visit, observer, dice=dice)

    window = visit.follow_throughs.get()
    second = Revision.objects.standing(visit.pk)
    assert (second.number, second.document["seq"]) == (2, first.document["seq"] + 1)
    assert second.document["answers"].items() > first.document["answers"].items()
    assert window.outcome == "answered"
    assert window.opens_at < visit.submitted_at < window.closes_at
    assert visit.status == Status.SUBMITTED
    assert moment_of(visit)["percent"] is not None


def test_who_never_answers_is_judged_once_the_window_is_over(told, dice, monkeypatch):
    monkeypatch.setattr("reports.demo.later_on.NEVER_ANSWERED", 1)
    visit, observer = visit_to(BAKERY, told, dice)

    since = later_on.live_on(visit, observer, dice=dice)

    window = visit.follow_throughs.get()
    assert window.outcome == "lapsed"
    assert window.closes_at <= since == visit.events.last().at
    assert moment_of(visit)["percent"] is None
    with clock.set_to(since + timedelta(hours=12)):
        settling.approve(visit, by=told.operator, at=timezone.now())
    assert visit.status == Status.APPROVED
    assert Receipt.objects.filter(revision__visit=visit).count() == 1


def test_a_ride_is_whole_on_the_day_it_was_handed_in(told, dice):
    visit, observer = visit_to(CAB, told, dice)

    assert later_on.live_on(visit, observer, dice=dice) == visit.submitted_at

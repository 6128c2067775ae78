"""What is asked after a visit brings two letters: when it opens, and when little of its time is left."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks import default_task_backend

from shopper.reminders import sweeping, tasks, wishes
from shopper.reminders.kinds import Kind
from shopper.sync import follow_through
from tests import factories
from tests.handing_in import hand_in

pytestmark = pytest.mark.django_db
WEEK, WINDOW = timedelta(days=7), timedelta(days=3)


@pytest.fixture(autouse=True)
def _nothing_queued():
    default_task_backend.clear()


@pytest.fixture
def opened_at():
    """When it opened, of a visit that was handed in a week before."""
    checklist = factories.make_checklist(factories.with_follow_through())
    visit = hand_in(factories.make_organization(), checklist=checklist)
    at = visit.follow_throughs.get().opens_at
    assert follow_through.sweep(at=at) == 1
    return at


def letters(*times):
    """Look at these moments; return the mails that go."""
    for at in times:
        sweeping.sweep(at=at)
    for result in default_task_backend.results:
        tasks.send.func(*result.args)
    return mail.outbox


def test_two_letters_go_however_often_one_looks(opened_at):
    late = opened_at + WINDOW * 0.8

    first, second = letters(opened_at, opened_at + timedelta(minutes=10), late, late + WINDOW / 10)

    assert "mystery" not in f"{first.subject} {first.body}".lower()
    assert first.body != second.body


def test_before_the_last_quarter_only_the_first_goes(opened_at):
    assert len(letters(opened_at, opened_at + WINDOW * 0.7)) == 1


def test_who_switched_them_off_gets_none(opened_at):
    shopper = factories.User.objects.get(visits__isnull=False)
    wishes.switch(shopper, Kind.FOLLOW_THROUGH, on=False, at=timezone.now())

    assert letters(opened_at, opened_at + WINDOW * 0.8) == []


def test_once_it_is_closed_no_letter_goes(opened_at):
    follow_through.sweep(at=opened_at + WINDOW * 2)

    assert letters(opened_at + WINDOW * 0.8) == []

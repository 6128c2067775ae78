"""What a shopper wrote at the last visit to a place, for the coach to compare with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shopper.visits import last_time
from shopper.visits.models import Answer, Visit
from tests import factories

pytestmark = pytest.mark.django_db
CLEAN, WORDS = "Is the inside spotlessly clean?", "What did the driver say?"


def visited(like, *, days_ago, note, **fields):
    """A visit handed in some days ago, with a note and a text."""
    visit = factories.make_visit(
        location=fields.get("location", like.location),
        shopper=fields.get("shopper", like.shopper),
        checklist=fields.get("checklist", like.checklist),
    )
    at = timezone.now() - timedelta(days=days_ago)
    Visit.objects.filter(pk=visit.pk).update(submitted_at=at, status="submitted")
    ids = factories.question_ids(visit)
    Answer.objects.create(
        visit=visit, question_id=ids[CLEAN], state="answered", value="no", note=note
    )
    Answer.objects.create(
        visit=visit, question_id=ids[WORDS], state="answered", value=f"{note} Goodbye."
    )
    visit.refresh_from_db()
    return visit


def texts(visit):
    return last_time.facts_of([visit])[visit.pk].last_texts


def test_the_notes_and_texts_of_the_last_visit_are_known_and_of_no_earlier_one():
    visit = factories.make_visit()
    visited(visit, days_ago=60, note="Crumbs.")
    visited(visit, days_ago=30, note="A cup.")

    assert sorted(texts(visit)) == ["A cup.", "A cup. Goodbye."]


def test_another_version_of_the_checklist_makes_no_difference():
    visit = factories.make_visit()
    visited(visit, days_ago=30, note="A cup.", checklist=factories.make_checklist())

    assert sorted(texts(visit)) == ["A cup.", "A cup. Goodbye."]


def test_what_somebody_else_wrote_or_what_was_written_elsewhere_is_not_known():
    visit = factories.make_visit()
    visited(visit, days_ago=30, note="A cup.", shopper=factories.make_shopper())
    visited(visit, days_ago=30, note="A cup.", location=factories.make_location())

    assert texts(visit) == []


def test_of_a_visit_handed_in_what_came_later_is_not_its_last():
    visit = factories.make_visit()
    earlier = visited(visit, days_ago=30, note="A cup.")
    later = visited(visit, days_ago=10, note="Crumbs.")

    assert sorted(texts(later)) == ["A cup.", "A cup. Goodbye."]
    assert texts(earlier) == []


def test_the_names_not_to_be_given_are_the_organizations():
    visit = factories.make_visit()
    visit.location.organization.staff_names = ["Wally"]

    facts = last_time.facts_of([visit])[visit.pk]

    assert facts.staff_names == ["Wally"]


def test_many_visits_take_no_more_queries_than_one(django_assert_num_queries):
    visit = factories.make_visit()
    visited(visit, days_ago=30, note="A cup.")
    others = [factories.make_visit(location=visit.location) for _ in range(3)]

    with django_assert_num_queries(2):
        last_time.facts_of([visit, *others])

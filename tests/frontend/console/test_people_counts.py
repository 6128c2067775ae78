"""How many visits of a shopper are open, handed in and once sent back: each counted once."""

import pytest
from django.urls import reverse

from shopper.review import decisions
from shopper.sync import follow_through
from tests import factories
from tests.handing_in import hand_in

pytestmark = pytest.mark.django_db


def followed_up(organization, shopper):
    """A visit that was made, and of which the questions afterwards are open now."""
    checklist = factories.make_checklist(factories.with_follow_through())
    visit = hand_in(organization, checklist=checklist, shopper=shopper)
    assert follow_through.sweep(at=visit.follow_throughs.get().opens_at) == 1
    return visit


def in_the_list(client, shopper):
    people = client.get(reverse("console:person-list")).context["page"]
    [row] = [person for person in people if person == shopper]
    return row.open_visits, row.handed_in


def on_their_page(client, shopper):
    counts = client.get(reverse("console:person", args=[shopper.pk])).context["counts"]
    return counts["open"], counts["handed_in"]


def test_a_visit_whose_follow_through_is_open_was_handed_in(client, shopper, organization):
    followed_up(organization, shopper)
    factories.make_visit(location=factories.make_location(organization), shopper=shopper)
    client.force_login(factories.make_operator())

    assert in_the_list(client, shopper) == (1, 1)
    assert on_their_page(client, shopper) == (1, 1)


def test_who_is_to_be_sent_is_not_called_busy_with_a_follow_through(client, shopper, organization):
    visit = followed_up(organization, shopper)
    waiting = factories.make_offered_visit(location=visit.location)
    client.force_login(factories.make_operator())

    page = client.get(reverse("console:visit", args=[waiting.pk])).content.decode()

    assert f"{shopper.name} · no open visit" in page


def test_a_visit_sent_back_for_two_questions_is_one_open_visit(client, shopper, organization):
    visit = hand_in(organization, shopper=shopper)
    operator = factories.make_operator()
    questions = list(factories.question_ids(visit).values())[:2]
    decisions.return_to_shopper(visit, by=operator, notes=dict.fromkeys(questions, "Once more?"))
    client.force_login(operator)

    assert in_the_list(client, shopper) == (1, 0)
    assert on_their_page(client, shopper) == (1, 0)

"""Visits as a table: only the operator's own clients, and streamed."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def lines_of(client, user, checklist):
    client.force_login(user)
    answer = client.get(f"/console/checklists/{checklist.pk}/visits.csv")
    assert answer.status_code == 200
    assert answer.streaming
    return b"".join(answer.streaming_content).decode().splitlines()


def test_an_operator_takes_home_the_visits_of_a_checklist(client):
    checklist = factories.make_checklist()
    visit = factories.make_submitted_visit(checklist=checklist)

    lines = lines_of(client, factories.make_operator(), checklist)

    assert len(lines) == 2
    assert visit.location.name in lines[1]


def test_the_visits_of_another_client_are_not_in_the_table(client):
    checklist = factories.make_checklist()
    factories.make_submitted_visit(checklist=checklist)
    stranger = factories.make_operator(factories.make_organization())

    assert len(lines_of(client, stranger, checklist)) == 1

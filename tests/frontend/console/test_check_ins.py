"""Where the shopper was: asked if the client wishes it, told to the reviewer, and to nobody else."""

import json

import pytest
from django.urls import reverse

from reports import publishing
from shopper.organizations.models import Organization
from shopper.review import decisions
from tests import factories
from tests.handing_in import deliver
from tests.phone import make_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
PLACE = {"latitude": "48.137000", "longitude": "11.575000"}
START = {
    "at": "2026-11-21T14:40:00.000+01:00",
    "outcome": "given",
    "latitude": 48.13736,
    "longitude": 11.575,
    "accuracy_m": 15.4,
}
NOTHING = {"latitude": None, "longitude": None, "accuracy_m": None}
NOWHERE = {"latitude": None, "longitude": None}
END = {**START, "at": "2026-11-21T15:02:00.000+01:00"}


def make_visit(organization, **place):
    location = factories.make_location(organization, time_zone="Europe/Berlin", **place)
    return factories.make_visit(location=location)


def hand_in(visit, **fields):
    return deliver(visit, make_document(visit, factories.GOOD_ANSWERS, **fields))


def told(client, visit):
    answer = client.get(reverse("console:review", args=[visit.pk]))
    return answer, [one.words for one in answer.context["presences"]]


def test_the_client_says_at_the_desk_whether_shoppers_are_asked(client, organization):
    address = reverse("console:organization-check-in", args=[organization.pk])

    wrong = client.post(address, {"check_in": "watched"})
    client.post(address, {"check_in": "asked"})

    organization.refresh_from_db()
    assert wrong.status_code == 422
    assert organization.check_in == Organization.CheckIn.ASKED
    page = client.get(reverse("console:organization", args=[organization.pk])).content.decode()
    assert '<option value="asked" selected>' in page


def test_nobody_is_asked_until_the_client_says_so(organization):
    assert organization.check_in == Organization.CheckIn.OFF


def test_the_reviewer_reads_how_far_away_by_how_sure_a_position(client, organization):
    visit = hand_in(make_visit(organization, **PLACE), check_ins={"start": START})

    answer, words = told(client, visit)

    assert words == ["about 40 m from the place, accurate to 15 m"]
    page = answer.content.decode()
    assert "<dt>Check-in</dt><dd>14:40 · about 40 m from the place, accurate to 15 m</dd>" in page
    assert "Check-out" not in page


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ({"outcome": "refused", **NOTHING}, "refused"),
        ({"outcome": "unknown", **NOTHING}, "not given"),
        ({"latitude": 48.2, "accuracy_m": 1800}, "about 7.0 km from the place, accurate to 1.8 km"),
        ({"latitude": 48.1405}, "about 390 m from the place, accurate to 15 m"),
    ],
    ids=["refused", "no signal", "far away", "a street away"],
)
def test_each_outcome_has_its_words(client, organization, end, words):
    visit = hand_in(make_visit(organization, **PLACE), check_ins={"end": {**END, **end}})

    assert told(client, visit)[1] == [words]


def test_of_a_place_without_coordinates_only_the_accuracy_is_told(client, organization):
    visit = hand_in(make_visit(organization, **NOWHERE), check_ins={"start": START})

    sentence = "given, accurate to 15 m; the place has no coordinates"
    assert told(client, visit)[1] == [sentence]


def test_a_visit_at_which_nobody_checked_in_says_nothing_of_it(client, organization):
    visit = hand_in(make_visit(organization, **PLACE))

    answer, words = told(client, visit)

    assert words == []
    assert "Check-in" not in answer.content.decode()


def test_the_owner_learns_nothing_of_where_the_shopper_was(organization):
    visit = hand_in(make_visit(organization, **PLACE), check_ins={"start": START, "end": END})
    by = factories.make_operator()
    decisions.review(visit, by=by)
    decisions.approve(visit, by=by)

    report = publishing.publish(visit, by=by)

    content = json.dumps(report.content)
    assert "48.137" not in content
    assert not [word for word in ("latitude", "accuracy", "check_in") if word in content.lower()]

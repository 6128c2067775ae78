"""Owners see where they stand: published moments only, and never who, when or which visit."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shopper.checklists import translating
from shopper.checklists.document import document_of
from shopper.review import decisions
from shopper.visits import lifecycle
from shopper.visits.models import Visit
from shopper.visits.states import Status
from tests import factories

pytestmark = pytest.mark.django_db
MAP = "/portal/"
CLEAN = "Is the inside spotlessly clean?"
DIRTY = {**factories.GOOD_ANSWERS, CLEAN: "no"}


@pytest.fixture
def checklist():
    return factories.make_checklist()


@pytest.fixture
def location(organization):
    return factories.make_location(organization, name="Cab 12")


@pytest.fixture
def publish(checklist, location):
    agency = factories.make_operator(name="Olga Operator")
    shopper = factories.make_shopper(name="Sami Shopper")

    def publish(answers=None, *, at=location, days_ago=0, by=checklist):
        visit = factories.make_submitted_visit(answers, location=at, checklist=by, shopper=shopper)
        decisions.approve(visit, by=agency)
        lifecycle.move(visit, to=Status.PUBLISHED, by=agency)
        Visit.objects.filter(pk=visit.pk).update(
            submitted_at=factories.NOW - timedelta(days=days_ago)
        )
        return visit

    return publish


@pytest.fixture(autouse=True)
def _signed_in(client, owner):
    client.force_login(owner)


def board(client, **filters):
    return client.get(MAP, filters).context["boards"][0]


def verdicts(row):
    return [cell.verdict for cell in row.cells]


def test_the_map_shows_the_latest_published_visit_of_each_location(client, publish):
    publish(days_ago=10)
    publish(DIRTY, days_ago=1)

    (row,) = board(client).rows

    assert verdicts(row) == ["misery", "mediocrity"]
    assert row.visits == 2


def test_what_is_not_published_does_not_exist_for_an_owner(client, location, checklist, operator):
    visit = factories.make_submitted_visit(location=location, checklist=checklist)
    decisions.approve(visit, by=operator)

    answer = client.get(MAP)

    assert answer.context["boards"] == []
    assert answer.context["visit_count"] == 0
    assert "Not visited yet" in answer.content.decode()


def test_follow_ups_wait_for_publication_too(client, location, checklist, operator):
    visit = factories.make_submitted_visit(DIRTY, location=location, checklist=checklist)
    decisions.approve(visit, by=operator)

    page = client.get(reverse("portal:location", args=[location.pk]))

    assert visit.follow_ups.exists()
    assert list(page.context["follow_ups"]) == []


@pytest.mark.parametrize("page", ["map", "location"])
def test_no_page_tells_who_went_when_exactly_or_which_visit_it_was(
    client, publish, location, page, owner
):
    visit = publish(DIRTY)
    address = MAP if page == "map" else reverse("portal:location", args=[location.pk])

    text = client.get(address).content.decode()

    assert "Sami Shopper" not in text
    assert visit.shopper.email not in text
    assert str(visit.pk) not in text
    assert str(visit.shopper_id) not in text
    assert f"{factories.NOW:%H:%M}" not in text
    assert f"{factories.NOW:%Y-%m-%d}" not in text


def test_a_location_of_somebody_else_is_neither_on_the_map_nor_to_be_opened(client, publish):
    foreign = factories.make_location(name="Foreign cab")
    publish(at=foreign)

    assert "Foreign cab" not in client.get(MAP).content.decode()
    assert client.get(reverse("portal:location", args=[foreign.pk])).status_code == 404


def test_an_owner_of_named_locations_sees_only_these(client, organization, publish, location):
    other = factories.make_location(organization, name="Cab 7")
    publish()
    publish(at=other)
    client.force_login(factories.make_owner(organization, other))

    assert [row.location.name for row in board(client).rows] == ["Cab 7"]
    assert client.get(reverse("portal:location", args=[location.pk])).status_code == 404


def test_a_misery_that_repeats_is_told_with_how_often(client, publish):
    for days_ago, answers in ((9, DIRTY), (6, DIRTY), (3, None)):
        publish(answers, days_ago=days_ago)

    told = board(client).sentences

    assert "“Inside of the cab” is a misery at Cab 12 in 2 of 3 visits." in told


def test_below_three_visits_nothing_is_compared(client, publish):
    publish(DIRTY, days_ago=1)
    publish(DIRTY)

    assert board(client).sentences == [
        "Fewer than three visits to each location: too early to compare."
    ]


def test_forty_locations_are_searched_and_turned_in_pages(client, organization):
    for number in range(40):
        factories.make_location(organization, name=f"Gate {number:02}")

    whole, found = client.get(MAP), client.get(MAP, {"q": "gate 07"})

    assert len(whole.context["page"].object_list) == 25
    assert [place.name for place in found.context["page"]] == ["Gate 07"]


def test_the_map_costs_the_same_queries_for_one_location_and_for_many(
    client, organization, publish, django_assert_num_queries
):
    publish()
    with CaptureQueriesContext(connection) as first:
        client.get(MAP)
    for _ in range(5):
        publish(DIRTY, at=factories.make_location(organization))

    with django_assert_num_queries(len(first)):
        client.get(MAP)


def test_a_location_shows_its_history_from_earlier_to_latest_and_how_much_it_proves(
    client, publish, location
):
    publish(DIRTY, days_ago=60)
    publish(days_ago=30)

    answer = client.get(reverse("portal:location", args=[location.pk]))

    (journey,) = answer.context["journeys"]
    assert journey.moments[0].history == ["misery", "mediocrity"]
    assert "one odd visit could explain 50 %" in answer.content.decode()


def test_moments_and_journeys_are_named_in_the_owners_language_across_versions(
    client, owner, publish, checklist, location, operator
):
    publish(DIRTY, days_ago=30)
    moment = document_of(checklist)["touchpoints"][0]
    texts = {"checklist": {"name": "Kleine Fahrt"}, moment["id"]: {"name": "Das Taxi von innen"}}
    newer = translating.translate(checklist, "de", texts, by=operator)
    publish(DIRTY, days_ago=60, by=newer)
    address = reverse("portal:location", args=[location.pk])

    english = client.get(address).context["journeys"][0]
    client.cookies["django_language"] = "de"
    german = client.get(address).context["journeys"][0]

    assert german.name == "Kleine Fahrt"
    assert german.moments[0].name == "Das Taxi von innen"
    assert german.moments[0].history == ["misery", "misery"]
    assert german.moments[1].name == english.moments[1].name  # which nobody has translated
    assert english.moments[0].name == moment["name"]
    assert board(client).columns[0] == "Das Taxi von innen"


def test_a_location_shows_what_to_do_next(client, publish, location):
    publish(DIRTY)

    page = client.get(reverse("portal:location", args=[location.pk])).content.decode()

    assert "What to do next" in page
    assert "Repair" in page

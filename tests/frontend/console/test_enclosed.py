"""What is enclosed with a checklist, at the desk: shown with it, and the quiz beside the answers."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests import factories
from tests.handing_in import deliver
from tests.phone import make_document
from tests.samples.enclosed import QUIZ, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
PASSED_AT = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)


@pytest.fixture
def checklist():
    [first, *others] = factories.SMALL_CHECKLIST["touchpoints"]
    asked = [
        {**first["questions"][0], "example": picture("From a corner")},
        *first["questions"][1:],
    ]
    moments = [{**first, "questions": asked}, *others]
    enclosed = {"quiz": QUIZ, "pictures": [picture("The rank")], "touchpoints": moments}
    return factories.make_checklist({**factories.SMALL_CHECKLIST, **enclosed})


def review_of(client, checklist, organization, **told):
    place = factories.make_location(organization, time_zone="Europe/Berlin")
    visit = factories.make_visit(location=place, checklist=checklist)
    deliver(visit, make_document(visit, factories.GOOD_ANSWERS, **told))
    return client.get(reverse("console:review", args=[visit.pk])).content.decode()


def test_a_checklist_is_read_with_its_quiz_and_its_pictures(client, checklist):
    page = client.get(reverse("console:checklist", args=[checklist.pk])).content.decode()

    assert QUIZ[0]["text"] in page
    assert page.count("right:") == 1
    for alt in ("From a corner", "The rank"):
        assert alt in page
    assert page.count("data:image/jpeg;base64,") == 2


def test_the_preview_says_where_the_phone_shows_an_example(client, checklist):
    page = client.get(reverse("console:checklist-preview", args=[checklist.pk])).content.decode()

    assert page.count("See an example") == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {"passed_at": PASSED_AT.isoformat(), "tries": 1},
            "Passed Sat 21 Nov, 20:30, at the first try",
        ),
        (
            {"passed_at": PASSED_AT.isoformat(), "tries": 3},
            "Passed Sat 21 Nov, 20:30, after 3 tries",
        ),
        ({"passed_at": None, "tries": 2}, "Not passed"),
        (None, "Not passed"),
    ],
    ids=["at once", "in the end", "not in the end", "not at all"],
)
def test_the_reviewer_sees_how_the_quiz_went_in_the_time_of_the_place(
    client, checklist, organization, told, words
):
    page = review_of(client, checklist, organization, **({"quiz": told} if told else {}))

    assert words in page


def test_of_a_checklist_without_a_quiz_the_reviewer_is_told_nothing(client, organization):
    page = review_of(client, factories.make_checklist(), organization)

    assert "Not passed" not in page

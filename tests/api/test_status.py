"""GET status and POST decline: what stands of a visit, and giving it back."""

import pytest

from tests import factories
from tests.phone import make_listing

CLEAN, BELTS = "Is the inside spotlessly clean?", "Are seat belts at hand?"


@pytest.fixture
def clean(visit):
    return factories.question_ids(visit)[CLEAN]


def test_status_tells_a_phone_in_doubt_what_stands(phone, visit, clean):
    listing, body = make_listing(question=clean)
    phone.put(visit, phone.document(visit, photos=[listing]))
    phone.put_photo(visit, listing["id"], body)

    before = phone.status(visit).json()
    receipt = phone.submit(visit, 1).json()["receipt"]
    after = phone.status(visit).json()

    assert before["rev"] == 1
    assert before["status"] == "in_progress"
    assert before["photos"] == [{"id": listing["id"], "sha256": listing["sha256"]}]
    assert before["notes"] == []
    assert before["receipt"] is None
    assert (after["status"], after["receipt"]) == ("submitted", receipt)


def test_the_status_of_another_shoppers_visit_is_not_found(stranger, visit):
    assert stranger.status(visit).status_code == 404


def test_a_visit_that_has_not_begun_can_be_given_back_and_a_repeat_says_the_same(phone, visit):
    path = f"visits/{visit.pk}/decline"

    answers = [phone.send("POST", path, b'{"reason": "I am ill."}') for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    visit.refresh_from_db()
    assert visit.shopper is None
    assert visit.events.last().note == "I am ill."
    assert visit.events.filter(note="I am ill.").count() == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"reason": "  "}', 422),
        (b"{}", 422),
        (b'{"reason": "a\\u0000"}', 422),
        (b"nonsense", 400),
    ],
)
def test_giving_a_visit_back_needs_a_reason(phone, visit, body, status):
    answer = phone.send("POST", f"visits/{visit.pk}/decline", body)

    assert answer.status_code == status


def test_a_visit_that_has_begun_cannot_be_given_back(phone, visit):
    phone.put(visit, phone.document(visit))

    answer = phone.send("POST", f"visits/{visit.pk}/decline", b'{"reason": "I am ill."}')

    assert answer.status_code == 409


def test_another_shoppers_visit_cannot_be_given_back(stranger, visit):
    answer = stranger.send("POST", f"visits/{visit.pk}/decline", b'{"reason": "I am ill."}')

    assert answer.status_code == 404

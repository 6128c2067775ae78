"""GET status: what stands of a visit."""

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

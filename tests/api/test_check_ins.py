"""Where a shopper was: asked where the client wishes it, kept in the document, and never in the way."""

import pytest

from shopper.organizations.models import Organization
from shopper.sync.models import Revision

START = {
    "at": "2026-11-21T14:40:00.000+01:00",
    "outcome": "given",
    "latitude": 48.137,
    "longitude": 11.575,
    "accuracy_m": 15.0,
}
REFUSED = {**START, "outcome": "refused", "latitude": None, "longitude": None, "accuracy_m": None}
FAR_AWAY = {**START, "latitude": -41.3, "longitude": 174.8}


def without(part):
    return {name: value for name, value in START.items() if name != part}


def asks(visit) -> None:
    organization = visit.location.organization
    organization.check_in = Organization.CheckIn.ASKED
    organization.save()


@pytest.mark.parametrize("asked", [False, True])
def test_a_phone_learns_whether_the_client_asks(phone, visit, asked):
    if asked:
        asks(visit)

    [item] = phone.get("assignments").json()["visits"]

    assert item["check_in"] is asked


@pytest.mark.parametrize(
    "told",
    [
        {"start": START},
        {"start": REFUSED, "end": START},
        {"end": {**REFUSED, "outcome": "unknown"}},
    ],
    ids=["at the start", "refused at the start, given at the end", "no signal"],
)
def test_what_the_phone_wrote_down_is_kept_and_given_back_as_it_was(phone, visit, told):
    answer = phone.put(visit, phone.document(visit, check_ins=told))

    assert answer.status_code == 201
    assert Revision.objects.get().document["check_ins"] == told
    [item] = phone.get("assignments").json()["visits"]
    assert item["document"]["check_ins"] == told


def test_a_document_of_a_phone_that_asks_nothing_says_nothing_of_it(phone, visit):
    phone.put(visit, phone.document(visit))

    assert "check_ins" not in Revision.objects.get().document


@pytest.mark.parametrize(
    "told",
    [
        {"start": {**START, "latitude": 90.5}},
        {"start": {**START, "longitude": -180.5}},
        {"start": {**START, "accuracy_m": -1}},
        {"start": {**START, "latitude": "48.137"}},
        {"start": {**START, "at": "yesterday"}},
        {"start": {**START, "outcome": "guessed"}},
        {"start": without("accuracy_m")},
        {"start": without("outcome")},
        {"start": {**START, "outcome": "refused"}},
        {"lunch": START},
        [START],
    ],
    ids=[
        *("beyond the pole", "beyond the date line", "less than exact", "a text", "no moment"),
        *("no such outcome", "no accuracy", "no outcome", "refused, and yet told"),
        *("no such occasion", "a list"),
    ],
)
def test_what_cannot_be_is_refused_by_name(phone, visit, told):
    answer = phone.put(visit, phone.document(visit, check_ins=told))

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["check_ins"]
    assert not Revision.objects.exists()


@pytest.mark.parametrize("told", [{}, {"start": REFUSED}, {"end": FAR_AWAY}])
def test_a_visit_is_handed_in_unflagged_whatever_was_said_to_the_check_in(phone, visit, told):
    asks(visit)
    phone.put(visit, phone.document(visit, check_ins=told))

    answer = phone.submit(visit, 1)

    assert answer.status_code == 200
    assert not visit.flags.exists()

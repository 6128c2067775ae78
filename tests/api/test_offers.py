"""POST accept and decline: what a shopper says to a visit before it begins."""

import json

import pytest

from shopper.identity import new_id
from shopper.visits import lifecycle
from shopper.visits.models import Visit
from shopper.visits.states import Status
from tests import factories


def accept(phone, visit):
    return phone.send("POST", f"visits/{visit.pk}/accept")


def decline(phone, visit, **body):
    return phone.send("POST", f"visits/{visit.pk}/decline", json.dumps(body).encode())


def test_a_visit_is_accepted_and_a_repeat_says_the_same(phone, visit):
    answers = [accept(phone, visit) for _ in range(2)]

    visit.refresh_from_db()
    assert [answer.status_code for answer in answers] == [200, 200]
    assert visit.status == Status.ACCEPTED
    assert visit.events.filter(to_status=Status.ACCEPTED).count() == 1


def test_a_visit_that_has_begun_is_not_moved_back_by_an_acceptance_that_comes_late(phone, visit):
    phone.put(visit, phone.document(visit))

    answer = accept(phone, visit)

    visit.refresh_from_db()
    assert answer.status_code == 200
    assert visit.status == Status.IN_PROGRESS


def test_a_cancelled_visit_is_accepted_no_more_and_says_so(phone, visit):
    lifecycle.cancel(visit, by=factories.make_operator(name="Olga Operator"), reason="Closed.")

    answer = accept(phone, visit)

    assert answer.status_code == 409
    assert "Olga Operator" in answer.json()["detail"]


def test_another_shoppers_visit_is_neither_accepted_nor_given_back(stranger, visit):
    assert accept(stranger, visit).status_code == 404
    assert decline(stranger, visit, code="ill").status_code == 404


def test_a_visit_that_has_not_begun_is_given_back_with_a_reason_of_the_list(phone, visit):
    accept(phone, visit)

    answer = decline(phone, visit, code="ill", reason="Until Friday.")

    visit.refresh_from_db()
    assert answer.status_code == 200
    assert (visit.status, visit.shopper) == (Status.SCHEDULED, None)
    said = visit.events.declines().get()
    assert (said.by, said.declined_for, said.note) == (phone.user, "ill", "Until Friday.")


def test_a_wish_that_comes_twice_gives_the_visit_back_once_whoever_has_it_by_then(
    phone, visit, operator
):
    wish = {"id": str(new_id()), "code": "time"}
    decline(phone, visit, **wish)
    visit.refresh_from_db()
    lifecycle.assign(visit, shopper=phone.user, by=operator)

    answer = decline(phone, visit, **wish)

    visit.refresh_from_db()
    assert answer.status_code == 200
    assert visit.shopper == phone.user
    assert visit.events.declines().count() == 1


def test_a_second_wish_gives_back_what_was_assigned_anew(phone, visit, operator):
    decline(phone, visit, id=str(new_id()), code="time")
    visit.refresh_from_db()
    lifecycle.assign(visit, shopper=phone.user, by=operator)

    decline(phone, visit, id=str(new_id()), code="far")

    assert Visit.objects.get(pk=visit.pk).shopper is None


def test_an_identity_stands_for_one_wish(phone, visit):
    wish = {"id": str(new_id()), "code": "time"}
    other = factories.make_visit(location=visit.location, shopper=phone.user)
    decline(phone, visit, **wish)

    answer = decline(phone, other, **wish)

    assert answer.status_code == 409
    assert Visit.objects.get(pk=other.pk).shopper == phone.user


def test_a_phone_that_knows_no_codes_gives_a_visit_back_in_its_own_words(phone, visit):
    answers = [decline(phone, visit, reason="My car broke down.") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    said = visit.events.declines().get()
    assert (said.declined_for, said.note) == ("other", "My car broke down.")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (b'{"reason": "  "}', 422, "reason"),
        (b"{}", 422, "reason"),
        (b'{"code": "other"}', 422, "reason"),
        (b'{"code": "ill", "reason": "a\\u0000"}', 422, "reason"),
        (b'{"code": "ill", "reason": 7.5}', 200, ""),
        (b'{"code": "ill", "reason": ["a"]}', 422, "reason"),
        (b'{"code": "bored"}', 422, "code"),
        (b'{"code": null}', 422, "code"),
        (b'{"id": "one", "code": "ill"}', 422, "id"),
        (b"[]", 422, "non_field_errors"),
        (b"nonsense", 400, ""),
    ],
)
def test_giving_a_visit_back_needs_a_reason(phone, visit, body, status, field):
    answer = phone.send("POST", f"visits/{visit.pk}/decline", body)

    assert answer.status_code == status
    assert not field or field in answer.json()["errors"]


def test_a_visit_that_has_begun_cannot_be_given_back(phone, visit):
    phone.put(visit, phone.document(visit))

    assert decline(phone, visit, code="ill").status_code == 409

"""POST another-date: a shopper asks for another window, and reads what the office says to it."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from shopper.identity import new_id
from shopper.visits import lifecycle, rescheduling
from shopper.visits.models import DateRequest
from tests import factories


def a_wish(**fields):
    day = timezone.now() + timedelta(days=4)
    times = {"opens": f"{day:%Y-%m-%dT09:00}", "closes": f"{day:%Y-%m-%dT18:00}"}
    return {"id": str(new_id()), **times, "note": "My train was cancelled.", **fields}


def ask(phone, visit, wish):
    return phone.send("POST", f"visits/{visit.pk}/another-date", json.dumps(wish).encode())


def on_the_phone(phone):
    return phone.get("assignments").json()["visits"][0]


def test_another_date_is_asked_for_by_the_clock_of_the_place_and_a_repeat_says_the_same(
    phone, visit
):
    wish = a_wish()

    answers = [ask(phone, visit, wish) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    asked = DateRequest.objects.get()
    assert f"{asked.opens_at.astimezone(visit.location.zone):%Y-%m-%dT%H:%M}" == wish["opens"]
    assert (asked.by, asked.note) == (phone.user, "My train was cancelled.")


def test_a_repeat_after_the_office_has_answered_asks_nothing_anew(phone, visit, operator):
    wish = a_wish()
    ask(phone, visit, wish)
    rescheduling.refuse(DateRequest.objects.get(), by=operator, answer="No.", at=timezone.now())

    answer = ask(phone, visit, wish)

    assert answer.status_code == 200
    assert DateRequest.objects.get().outcome == "refused"


def test_the_phone_is_told_what_the_office_says_at_the_next_contact(phone, visit, operator):
    assert on_the_phone(phone)["another_date"] is None
    ask(phone, visit, a_wish())
    waiting = on_the_phone(phone)["another_date"]
    asked = DateRequest.objects.get()
    rescheduling.take_over(asked, by=operator, at=timezone.now())

    moved = on_the_phone(phone)

    assert waiting["outcome"] == "open"
    assert moved["another_date"]["outcome"] == "taken_over"
    assert moved["opens_at"] == moved["another_date"]["opens_at"] != ""
    assert moved["status"] == "accepted"


def test_why_the_office_refuses_is_read_on_the_phone(phone, visit, operator):
    ask(phone, visit, a_wish())
    asked = DateRequest.objects.get()
    rescheduling.refuse(asked, by=operator, answer="The shop moves on Monday.", at=timezone.now())

    told = on_the_phone(phone)["another_date"]

    assert (told["outcome"], told["answer"]) == ("refused", "The shop moves on Monday.")


def test_who_has_the_visit_next_does_not_read_what_was_asked_before(phone, visit, stranger):
    ask(phone, visit, a_wish())
    operator = factories.make_operator()
    lifecycle.assign(visit, shopper=stranger.user, by=operator)

    assert on_the_phone(stranger)["another_date"] is None


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"opens": "2026-11-24"}, "opens"),
        ({"opens": "2026-02-31T09:00"}, "opens"),
        ({"opens": "2026-11-24T09:00+01:00"}, "opens"),
        ({"opens": None}, "opens"),
        ({"closes": 7}, "closes"),
        ({"closes": "2020-01-01T09:00"}, "closes"),
        ({"closes": "9999-12-31T23:59"}, "closes"),
        ({"opens": "0001-01-01T00:00"}, "closes"),
        ({"note": "  "}, "note"),
        ({"note": "a\u0000"}, "note"),
        ({"note": "a" * 501}, "note"),
        ({"id": "one"}, "id"),
        ({"id": None}, "id"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_asked_for_is_refused_by_field(phone, visit, wish, field):
    answer = ask(phone, visit, a_wish(**wish))

    assert answer.status_code == 422
    assert field in answer.json()["errors"]
    assert not DateRequest.objects.exists()


def test_a_visit_that_has_begun_keeps_its_window(phone, visit):
    phone.put(visit, phone.document(visit))

    assert ask(phone, visit, a_wish()).status_code == 409


def test_another_shoppers_visit_is_not_found(stranger, visit):
    assert ask(stranger, visit, a_wish()).status_code == 404


def test_an_identity_that_stands_for_another_wish_is_a_conflict(phone, stranger, visit):
    wish = a_wish()
    ask(phone, visit, wish)
    theirs = factories.make_visit(location=visit.location, shopper=stranger.user)

    assert ask(stranger, theirs, wish).status_code == 409

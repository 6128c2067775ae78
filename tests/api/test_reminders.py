"""GET reminders, switching a kind on and off, and having a phone told: each for oneself."""

import json

import pytest

from shopper.reminders import phones
from shopper.reminders.models import Subscription
from tests.phone import Phone
from tests.push_service import Browser

pytestmark = pytest.mark.django_db
KINDS = ["upcoming", "closing", "unanswered", "returned", "follow_through"]


def switch(phone, kind, way):
    return phone.send("POST", f"reminders/{kind}/{way}", b"")


def wanted(answer):
    return [one["kind"] for one in answer.json()["reminders"] if one["on"]]


def test_all_are_wanted_until_one_is_switched_off_and_on_again(phone):
    before = wanted(phone.get("reminders"))
    off = [wanted(switch(phone, "closing", "off")) for _ in range(2)]
    on = [wanted(switch(phone, "closing", "on")) for _ in range(2)]

    assert before == KINDS
    assert off == [[kind for kind in KINDS if kind != "closing"]] * 2
    assert on == [KINDS] * 2


def test_one_shopper_switches_nothing_off_for_another(phone, stranger):
    switch(stranger, "closing", "off")

    assert wanted(phone.get("reminders")) == KINDS


@pytest.mark.parametrize("way", ["on", "off"])
def test_a_kind_that_does_not_exist_is_refused_by_its_name(phone, way):
    answer = switch(phone, "birthday", way)

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["kind"]


ENDPOINT = "https://web.push.apple.com/QGuQyavXutnMH"


def have_told(phone, endpoint=ENDPOINT, **changes):
    wanted = Browser(endpoint).subscription() | changes
    return phone.send("PUT", "reminders/phone", json.dumps(wanted))


def is_told(answer):
    return answer.json()["phone"]["on"]


def test_a_phone_is_told_from_when_it_asks_until_it_takes_its_leave(phone):
    before = phone.get("reminders")
    asked = [have_told(phone) for _ in range(2)]
    left = [phone.send("DELETE", "reminders/phone") for _ in range(2)]

    assert before.json()["phone"] == {"key": phones.public_key(), "on": False}
    assert [is_told(answer) for answer in asked] == [True, True]
    assert [is_told(answer) for answer in left] == [False, False]
    assert not Subscription.objects.exists()


def test_the_shoppers_other_phone_is_another_matter(phone):
    have_told(phone)
    other = Phone(phone.user)
    other.sign_in()

    shown = other.get("reminders")
    other.send("DELETE", "reminders/phone")

    assert not is_told(shown)
    assert is_told(phone.get("reminders"))


def test_who_signs_out_is_no_longer_told_on_that_phone(phone, stranger):
    have_told(phone)
    have_told(stranger, ENDPOINT + "2")

    assert phone.send("DELETE", "session").status_code == 204

    assert Subscription.objects.get().device.user == stranger.user


def test_two_people_on_one_phone_are_told_only_what_is_of_the_last(phone, stranger):
    have_told(phone)
    shared = Phone(stranger.user, device=phone.device)
    shared.sign_in()

    have_told(shared)

    assert Subscription.objects.get().device.user == stranger.user


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"endpoint": "https://intranet.example.org/"}, "endpoint"),
        ({"endpoint": 17}, "endpoint"),
        ({"endpoint": ENDPOINT + "x" * 1000}, "endpoint"),
        ({"keys": {"p256dh": "AAAA", "auth": "AAAA"}}, "keys"),
        ({"keys": "none"}, "keys"),
        ({"keys": {}}, "keys"),
    ],
)
def test_what_is_no_subscription_is_refused_by_its_field(phone, changes, field):
    answer = have_told(phone, **changes)

    assert answer.status_code == 422
    assert any(name.split(".")[0] == field for name in answer.json()["errors"])


def test_a_phone_that_does_not_say_which_one_it_is_cannot_be_told(phone):
    phone.device = ""

    answer = have_told(phone)

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["X-Device"]
    assert not is_told(phone.get("reminders"))

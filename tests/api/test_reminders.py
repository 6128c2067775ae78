"""GET reminders, and switching a kind on and off: each for oneself."""

import pytest

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

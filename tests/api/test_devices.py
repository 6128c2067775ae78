"""A shopper sees her own phones, knows which one she holds, and can say that another is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shopper.identity import new_id
from shopper.organizations.models import Membership, Role
from shopper.sync import devices
from shopper.sync.models import Device
from tests.phone import Phone

PIXEL = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
def lost(shopper):
    """A phone that was last seen a week ago."""
    at = timezone.now() - timedelta(days=7)
    return devices.greet(shopper, identity=new_id(), agent=PIXEL, at=at)


def test_a_shopper_sees_her_phones_with_the_one_she_holds_marked(phone, lost):
    phone.get("session")

    told = phone.get("devices").json()["devices"]

    assert [(one["id"] == str(lost.pk), one["is_this"]) for one in told] == [
        (False, True),
        (True, False),
    ]
    assert told[1]["name"] == "Chrome, Android"
    assert told[1]["seen_at"] == lost.seen_at.isoformat()
    assert told[1]["revoked_at"] is None


def test_a_phone_said_to_be_lost_is_emptied_at_its_next_contact(phone, lost):
    answer = phone.send("POST", f"devices/{lost.pk}/revoke")

    assert answer.status_code == 200
    assert answer.json()["revoked_at"]
    theirs = Phone(phone.user, device=str(lost.identity))
    assert theirs.sign_in().json()["device"] == {"state": "revoked"}
    assert phone.get("session").json()["device"] == {"state": "ok"}


def test_saying_it_twice_keeps_the_first_time(phone, lost):
    first = phone.send("POST", f"devices/{lost.pk}/revoke").json()

    assert phone.send("POST", f"devices/{lost.pk}/revoke").json() == first


def test_somebody_elses_phone_is_neither_shown_nor_revoked(phone, stranger):
    device = Device.objects.get(user=stranger.user)

    shown = phone.get("devices").json()["devices"]

    assert [one["is_this"] for one in shown] == [True]
    assert phone.send("POST", f"devices/{device.pk}/revoke").status_code == 404
    device.refresh_from_db()
    assert device.revoked_at is None


def test_a_shopper_who_also_runs_the_agency_is_shown_her_own_phones_alone(phone, stranger):
    Membership.objects.create(user=phone.user, role=Role.OPERATOR, organization=None)
    device = Device.objects.get(user=stranger.user)

    assert len(phone.get("devices").json()["devices"]) == 1
    assert phone.send("POST", f"devices/{device.pk}/revoke").status_code == 404


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PIXEL, "Chrome, Android"),
        (PIXEL + " EdgA/140.0", "Edge, Android"),
        (PIXEL.replace("Chrome", "SamsungBrowser/28 Chrome"), "Samsung Internet, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Version/18.5 Safari/604.1", "Safari, iPhone"),
        (
            "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
            "Firefox, Android",
        ),
        (
            "a field radio of a kind nobody has ever heard of",
            "a field radio of a kind nobody has ever ",
        ),
        ("", ""),
    ],
)
def test_a_phone_is_called_by_its_browser_and_system(agent, name):
    assert Device(agent=agent).name == name

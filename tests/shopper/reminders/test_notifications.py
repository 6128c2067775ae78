"""A phone that asks for it is told beside the letter: once, in words for a locked screen, readable by it alone."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks import default_task_backend

from shopper.errors import Invalid
from shopper.identity import new_id
from shopper.reminders import phones, sweeping, tasks, wishes
from shopper.reminders.models import Reminder, Subscription
from shopper.sync import devices
from shopper.visits import lifecycle
from tests import factories
from tests.push_service import push_service

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
OPENS = timedelta(hours=30)


@pytest.fixture(autouse=True)
def _nothing_queued():
    default_task_backend.clear()


@pytest.fixture
def service(settings):
    with push_service() as service:
        settings.PUSH_SERVICES = [service.origin]
        yield service


@pytest.fixture
def visit():
    """Accepted now; it opens in thirty hours."""
    now = timezone.now()
    visit = factories.make_visit(opens_at=now + OPENS, closes_at=now + 78 * HOUR)
    lifecycle.accept(visit, by=visit.shopper)
    return visit


def phone_of(shopper):
    return devices.greet(shopper, identity=new_id(), agent="Chrome", at=timezone.now())


def subscribed(shopper, service, device=None):
    """The browser of one of the shopper's phones, which is to be told."""
    browser = service.browser()
    keys = browser.subscription()["keys"]
    phone = device or phone_of(shopper)
    phones.subscribe(phone, endpoint=browser.endpoint, **keys, at=timezone.now())
    return browser


def remind(**later):
    """Look when the reminder is due, and do what the worker does with what is queued, twice."""
    sweeping.sweep(at=timezone.now() + timedelta(**(later or {"hours": 7})))
    for result in default_task_backend.results * 2:
        if result.task.name == "notify":
            tasks.notify.func(*result.args)


def test_the_phone_reads_the_day_and_nothing_a_bystander_could_use(visit, service):
    browser = subscribed(visit.shopper, service)

    remind()

    [delivery] = service.delivered
    note = browser.read(delivery.body)
    assert note["title"].startswith("For ")
    assert note["path"] == f"/field/visit/{visit.pk}/"
    assert set(note) == {"title", "path", "lang"}
    assert visit.location.name not in note["title"]
    assert delivery.is_signed_by(phones.public_key(), service.origin)
    assert delivery.headers["Content-Encoding"] == "aes128gcm"
    assert 0 < int(delivery.headers["TTL"]) <= 86_400


def test_nobody_else_can_read_it(visit, service):
    subscribed(visit.shopper, service)
    eavesdropper = service.browser()

    remind()

    with pytest.raises(Exception, match="Decryption"):
        eavesdropper.read(service.delivered[0].body)
    assert b"For " not in service.delivered[0].body


def test_it_is_in_the_language_of_the_shopper_and_on_the_clock_of_the_place(service, organization):
    place = factories.make_location(organization, time_zone="Asia/Tokyo")
    opens_at = timezone.now().replace(hour=20, minute=0, second=0) + timedelta(days=3)
    shopper = factories.make_shopper(organization, language="de")
    visit = factories.make_visit(
        location=place, shopper=shopper, opens_at=opens_at, closes_at=opens_at + 9 * HOUR
    )
    lifecycle.accept(visit, by=shopper)
    browser = subscribed(shopper, service)

    remind(hours=(opens_at - timezone.now()) / HOUR - 20)

    note = browser.read(service.delivered[0].body)
    the_day_after = opens_at + timedelta(days=1)  # eight in the evening in UTC is five in Tokyo
    assert note["title"].startswith("Für ")
    assert f" {the_day_after.day}. " in note["title"]
    assert note["lang"] == "de"


def test_all_phones_of_a_shopper_are_told_and_nobody_elses(visit, service):
    told = [subscribed(visit.shopper, service) for _ in range(2)]
    subscribed(factories.make_shopper(), service)

    remind()

    paths = {delivery.path for delivery in service.delivered}
    assert paths == {browser.endpoint.removeprefix(service.origin) for browser in told}


def test_a_shopper_without_a_phone_to_be_told_costs_no_task(visit, service):
    remind()

    assert [result.task.name for result in default_task_backend.results] == ["send"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_phone_that_has_taken_its_leave_is_not_written_to_again(visit, service, status):
    subscribed(visit.shopper, service)
    service.answers = [status]

    remind()

    assert not Subscription.objects.exists()


@pytest.mark.parametrize("status", [307, 413, 429, 500])
def test_a_service_that_is_not_well_costs_one_notification_and_not_the_next_phone(
    visit, service, status
):
    for _ in range(2):
        subscribed(visit.shopper, service)
    service.answers = [status]

    remind()

    assert len(service.delivered) == 2
    assert "/elsewhere" not in [delivery.path for delivery in service.delivered]
    assert Subscription.objects.count() == 2


def test_a_service_that_cannot_be_reached_leaves_the_letter(visit, service, settings):
    settings.PUSH_SERVICES = ["http://127.0.0.1:1"]
    keys = service.browser().subscription()["keys"]
    nowhere = "http://127.0.0.1:1/x"
    phones.subscribe(phone_of(visit.shopper), endpoint=nowhere, **keys, at=timezone.now())

    remind()
    tasks.send.func(str(Reminder.objects.get().pk))

    assert Subscription.objects.exists()
    assert len(mail.outbox) == 1


def test_a_lost_phone_is_told_nothing(visit, service):
    phone = phone_of(visit.shopper)
    subscribed(visit.shopper, service, phone)
    devices.revoke(phone, at=timezone.now())

    remind()

    assert service.delivered == []


def test_a_kind_that_was_switched_off_meanwhile_is_not_told(visit, service):
    subscribed(visit.shopper, service)
    sweeping.sweep(at=timezone.now() + 7 * HOUR)
    wishes.switch(visit.shopper, "upcoming", on=False, at=timezone.now())

    remind()

    assert service.delivered == []


def test_another_shopper_on_the_same_phone_takes_its_address_over(visit, service):
    browser = subscribed(visit.shopper, service)
    other = phone_of(factories.make_shopper())
    keys = browser.subscription()["keys"]

    phones.subscribe(other, endpoint=browser.endpoint, **keys, at=timezone.now())

    assert Subscription.objects.get().device == other


def test_asked_twice_a_phone_has_one_address_the_last(visit, service):
    phone = phone_of(visit.shopper)
    subscribed(visit.shopper, service, phone)
    last = subscribed(visit.shopper, service, phone)

    assert Subscription.objects.get().endpoint == last.endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://intranet.example.org/admin",
        "http://fcm.googleapis.com/send/x",
        "https://fcm.googleapis.com@intranet.example.org/x",
        "https://fcm.googleapis.com:8443/x",
        "https://push.apple.com.example.org/x",
        "https://evilpush.apple.com/x",
        "https://[::1/x",
        "file:///etc/passwd",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/\r\nHost: x",
        "",
    ],
)
def test_the_server_writes_to_no_address_but_those_of_the_browsers_makers(endpoint, shopper):
    with pytest.raises(Invalid) as refusal:
        phones.subscribe(
            phone_of(shopper), endpoint=endpoint, p256dh="", auth="", at=timezone.now()
        )

    assert list(refusal.value.errors) == ["endpoint"]


@pytest.mark.parametrize(
    "endpoint", ["https://web.push.apple.com/QA", "https://fcm.googleapis.com/x"]
)
@pytest.mark.parametrize("broken", [{"p256dh": "AAAA"}, {"auth": "AAAA"}, {"auth": "ä" * 16}])
def test_keys_that_are_none_are_refused_by_name(shopper, service, settings, endpoint, broken):
    settings.PUSH_SERVICES = ["https://*.push.apple.com", "https://fcm.googleapis.com"]
    keys = service.browser().subscription()["keys"] | broken

    with pytest.raises(Invalid) as refusal:
        phones.subscribe(phone_of(shopper), endpoint=endpoint, **keys, at=timezone.now())

    assert list(refusal.value.errors) == ["keys"]


def test_the_key_stays_while_the_secret_does(settings):
    first = phones.public_key()
    settings.SECRET_KEY = "another secret, as long as it needs to be for this"

    assert phones.public_key() != first
    assert len(first) == 87

"""Signing in and out: one cookie, throttled tries, and the facts a phone goes by."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from shopper.identity import new_id
from shopper.sync import devices
from shopper.sync.models import Device, Installation
from tests import factories
from tests.phone import Phone

SIGN_IN = "/api/v1/session"


def sign_in(client, email, password=factories.PASSWORD, **headers):
    body = {"email": email, "password": password}
    return client.post(SIGN_IN, body, content_type="application/json", headers=headers)


def test_signing_in_tells_who_it_is_and_when_and_where(shopper):
    phone = Phone(shopper)

    answer = phone.sign_in()

    assert answer.status_code == 200
    told = answer.json()
    assert told["marker"] == "moments"
    assert told["user"] == {
        "id": str(shopper.pk),
        "name": shopper.name,
        "email": shopper.email,
        "roles": ["shopper"],
    }
    assert told["epoch"] == str(Installation.objects.get().epoch)
    assert told["min_client"] == ""
    assert told["device"] == {"state": "ok"}
    assert told["csrf"]


def test_the_session_is_a_cookie_no_script_can_read_and_outlasts_a_field_week(shopper):
    phone = Phone(shopper)

    cookie = phone.sign_in().cookies["sessionid"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] >= 14 * 24 * 60 * 60


def test_capitals_and_blanks_around_the_address_do_not_matter(shopper):
    answer = sign_in(Client(), f"  {shopper.email.upper()} ")

    assert answer.status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(shopper):
    wrong = sign_in(Client(), shopper.email, "not it at all")
    unknown = sign_in(Client(), "nobody@example.org", "not it at all")

    assert (wrong.status_code, wrong.json()) == (unknown.status_code, unknown.json())
    assert wrong.status_code == 400
    assert wrong.json()["code"] == "wrong_credentials"


def test_somebody_whose_account_was_closed_cannot_sign_in(shopper):
    shopper.is_active = False
    shopper.save()

    assert sign_in(Client(), shopper.email).status_code == 400


def test_too_many_wrong_tries_are_told_how_long_to_wait(shopper, settings):
    settings.AXES_FAILURE_LIMIT = 3
    for _try in range(3):
        last = sign_in(Client(), shopper.email, "wrong")

    answer = sign_in(Client(), shopper.email)

    assert (last.status_code, answer.status_code) == (429, 429)
    assert answer.json()["code"] == "throttled"
    assert answer["Retry-After"] == str(15 * 60)


@pytest.mark.parametrize(
    ("body", "kind", "status", "named"),
    [
        ("{}", "application/json", 422, {"email", "password"}),
        ('{"email": 1, "password": []}', "application/json", 422, {"password"}),
        ('{"email": "a\\u0000b", "password": "x"}', "application/json", 422, {"email"}),
        ("[]", "application/json", 422, {"non_field_errors"}),
        ("{", "application/json", 400, set()),
        ('{"email": "\\ud800\\u0041", "password": "x"}', "application/json", 400, set()),
        ("[" * 100_000, "application/json", 400, set()),
        ("email=a&password=b", "application/x-www-form-urlencoded", 415, set()),
        ("--x", "multipart/form-data; boundary=x", 415, set()),
    ],
    ids=["empty", "types", "nul", "list", "half", "surrogate", "deep", "form", "multipart"],
)
@pytest.mark.django_db
def test_what_is_no_sign_in_is_refused_by_name(body, kind, status, named):
    answer = Client().generic("POST", SIGN_IN, body, content_type=kind)

    assert answer.status_code == status
    assert set(answer.json()["errors"]) == named


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://testserver", 200), ("https://elsewhere.example", 403), ("null", 403), (None, 200)],
)
def test_only_the_products_own_pages_may_ask_to_sign_in(shopper, origin, status):
    headers = {"Origin": origin} if origin else {}

    assert sign_in(Client(), shopper.email, **headers).status_code == status


def test_signing_in_over_an_old_session_needs_no_token(shopper):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, shopper.email)

    assert sign_in(client, shopper.email).status_code == 200


def test_a_phone_learns_who_is_signed_in(phone):
    answer = phone.get("session")

    assert answer.status_code == 200
    assert answer.json()["user"]["name"] == "Sami Shopper"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_nobody_signed_in_is_401_in_words():
    answer = Client().get(SIGN_IN)

    assert answer.status_code == 401
    assert answer.json()["code"] == "signed_out"
    assert answer["WWW-Authenticate"]


def test_a_closed_account_is_signed_out_at_once(phone, shopper):
    shopper.is_active = False
    shopper.save()

    assert phone.get("session").status_code == 401


def test_signing_out_ends_the_session(phone):
    assert phone.send("DELETE", "session").status_code == 204

    assert phone.get("session").status_code == 401
    assert not Session.objects.exists()


def test_a_change_without_the_token_is_told_apart_from_being_signed_out(phone):
    phone.csrf = "x" * 64

    answer = phone.send("DELETE", "session")

    assert answer.status_code == 403
    assert answer.json()["code"] == "csrf"


def test_the_token_of_an_earlier_page_is_renewed_by_asking_who_is_signed_in(phone):
    phone.csrf = phone.get("session").json()["csrf"]

    assert phone.send("DELETE", "session").status_code == 204


def test_the_session_slides_once_a_day_and_is_not_written_in_between(phone):
    session = Session.objects.get()
    data = {**session.get_decoded(), "slid_on": "2026-01-01"}
    store = phone.client.session
    store.update(data)
    store.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(days=3))

    first, second = phone.get("session"), phone.get("session")

    assert "sessionid" in first.cookies
    assert "sessionid" not in second.cookies
    assert Session.objects.get().expire_date > timezone.now() + timedelta(days=50)


def test_a_phone_is_known_once_for_each_person_on_it(phone, organization):
    phone.get("session")
    other = Phone(factories.make_shopper(organization), device=phone.device)
    other.sign_in()

    assert Device.objects.filter(identity=phone.device).count() == 2
    assert Device.objects.filter(user=phone.user).count() == 1


def test_a_revoked_phone_is_told_so_and_may_still_hand_over_its_work(phone, visit):
    devices.revoke(Device.objects.get(user=phone.user), at=timezone.now())

    assert phone.get("session").json()["device"] == {"state": "revoked"}
    assert phone.put(visit, phone.document(visit)).status_code == 201


def test_another_persons_phone_of_the_same_identity_is_not_revoked(phone, organization):
    other = Phone(factories.make_shopper(organization), device=phone.device)
    other.sign_in()

    devices.revoke(Device.objects.get(user=phone.user), at=timezone.now())

    assert other.get("session").json()["device"] == {"state": "ok"}


def test_a_phone_that_names_itself_wrongly_is_told(phone):
    answer = phone.get("session", **{"X-Device": "my phone"})

    assert answer.status_code == 400


def test_a_restored_server_has_another_epoch(phone):
    before = phone.get("session").json()["epoch"]
    Installation.objects.update(epoch=new_id())

    assert phone.get("session").json()["epoch"] != before


def test_an_answer_opened_as_a_page_runs_nothing_while_pages_have_their_own_policy(client):
    answer, page = client.get("/api/v1/session"), client.get("/sign-in/")

    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "script-src 'self'" in page["Content-Security-Policy"]

"""Who is signed in is told in one statement, and what ends a session ends it at once all the same."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shopper.accounts import sessions
from tests.phone import Phone


@pytest.fixture
def known(phone):
    """A phone whose session was read here before."""
    assert phone.get("board").status_code == 200
    return phone


def statements(phone):
    """Return what is asked of the sessions, and of the people by themselves."""
    with CaptureQueriesContext(connection) as asked:
        assert phone.get("board").status_code == 200
    tables = ('FROM "django_session"', 'FROM "accounts_user"')
    return [entry["sql"] for entry in asked if any(table in entry["sql"] for table in tables)]


def test_the_session_and_its_user_are_one_statement(known):
    assert len(statements(known)) == 1


def test_a_process_that_has_never_read_the_session_lets_it_in_as_well(known):
    sessions._last_said.clear()

    assert len(statements(known)) == 2
    assert len(statements(known)) == 1


def test_a_session_that_was_ended_elsewhere_is_over(known):
    Session.objects.all().delete()

    assert known.get("board").status_code == 401


def test_a_session_that_has_run_out_is_over(known):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert known.get("board").status_code == 401


def test_a_changed_password_ends_the_session(known):
    known.user.set_password("another one entirely")
    known.user.save()

    assert known.get("board").status_code == 401


def test_a_closed_account_is_out_and_back_in_once_it_is_open_again(known):
    for is_active, status in ((False, 401), (True, 200)):
        known.user.is_active = is_active
        known.user.save()

        assert known.get("board").status_code == status


def test_a_session_written_anew_is_read_anew(known):
    store = known.client.session
    store["slid_on"] = "2026-01-01"
    store.save()

    assert known.get("board").status_code == 200


def test_whoever_signs_in_next_on_this_browser_is_somebody_else(known, stranger, visit):
    path = f"visits/{visit.pk}/status"
    assert known.get(path).status_code == 200

    known.client.cookies = stranger.client.cookies

    assert known.get(path).status_code == 404


def test_a_key_that_is_no_session_is_nobody(known):
    known.client.cookies["sessionid"] = "x" * 32

    assert known.get("board").status_code == 401


def test_no_more_sessions_are_remembered_than_there_is_room_for(phone, shopper, monkeypatch):
    monkeypatch.setattr(sessions, "REMEMBERED", 2)
    for _ in range(4):
        another = Phone(shopper)
        assert another.sign_in().status_code == 200
        assert another.get("board").status_code == 200

    assert len(sessions._last_said) <= 2


def test_a_known_phone_still_needs_the_token_to_change_anything(known, visit):
    known.csrf = "x" * 64

    answer = known.put(visit, known.document(visit))

    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
def test_a_form_is_refused_as_a_form(known, visit, kind):
    answer = known.send("POST", f"visits/{visit.pk}/claim", b"csrfmiddlewaretoken=x", kind)

    assert answer.status_code == 415

"""A session is asked for in the database at each request, and no request sees another's changes."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.utils import timezone

from shopper.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def saved(**content: object) -> str:
    session = SessionStore()
    session.update(content)
    session.save()
    return session.session_key


def run_out(key: str) -> None:
    over = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(session_key=key).update(expire_date=over)


def test_what_was_saved_is_there_again():
    key = saved(who="Wally", seen=[1, 2])

    assert dict(SessionStore(key)) == {"who": "Wally", "seen": [1, 2]}


@pytest.mark.parametrize("more", [{}, {"seen": [1]}], ids=["words alone", "a list as well"])
def test_what_one_request_changes_and_does_not_save_no_other_sees(more):
    key = saved(who="Wally", **more)
    one = SessionStore(key)
    one["who"] = "Mallory"
    one.get("seen", []).append(2)

    assert dict(SessionStore(key)) == {"who": "Wally", **more}


def test_a_session_that_was_ended_is_gone_though_it_was_read_before():
    key = saved(who="Wally")
    assert SessionStore(key)["who"] == "Wally"

    SessionStore(key).delete()

    assert dict(SessionStore(key)) == {}


def test_a_session_whose_time_is_over_is_nobodys_though_it_was_read_before():
    key = saved(who="Wally")
    assert SessionStore(key)["who"] == "Wally"

    run_out(key)

    assert dict(SessionStore(key)) == {}


def test_the_key_of_a_session_that_is_over_is_never_taken_up_again():
    key = saved(who="Wally")
    run_out(key)
    next_one = SessionStore(key)

    next_one["who"] = "Mallory"
    next_one.save()

    assert next_one.session_key != key
    assert dict(SessionStore(key)) == {}


def locked(*_statement: object) -> None:
    raise OperationalError("database is locked")


def test_a_session_that_a_locked_database_cannot_keep_is_a_trouble_of_the_database():
    session = SessionStore(saved(who="Wally"))
    session["who"] = "Mallory"

    with connection.execute_wrapper(locked), pytest.raises(OperationalError, match="locked"):
        session.save()


def test_a_session_that_was_ended_meanwhile_is_not_saved_again():
    session = SessionStore(saved(who="Wally"))
    session["who"] = "Mallory"
    SessionStore(session.session_key).delete()

    with pytest.raises(UpdateError):
        session.save()

"""A database or a disk that cannot serve is told in words, apart from a defect of the product."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@contextmanager
def refusing(statement, trouble):
    """Let the database refuse every statement that begins so."""

    def ask(execute, sql, *more):
        if sql.startswith(statement):
            raise trouble
        return execute(sql, *more)

    with connection.execute_wrapper(ask):
        yield


@pytest.fixture
def visitor(client):
    client.force_login(factories.make_operator())
    client.raise_request_exception = False
    return client


LOCKED = OperationalError("database is locked")


def test_a_page_that_a_locked_database_cannot_show_is_offered_again(visitor):
    with refusing("SELECT", LOCKED):
        answer = visitor.get("/console/visits/?status=submitted&page=2")

    words = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "The server is busy" in words
    assert 'href="/console/visits/?status=submitted&amp;page=2"' in words


def test_a_form_that_a_locked_database_cannot_keep_is_to_be_sent_again(visitor):
    with refusing("INSERT", LOCKED):
        answer = visitor.post("/console/organizations/new/", {"name": "Night Bakery"})

    assert answer.status_code == 503
    assert "go back, and send it again" in answer.content.decode()


def test_a_session_that_a_locked_database_cannot_keep_is_no_damaged_form(visitor):
    fresh = "quickest, safest, cheapest"
    words = {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh}

    with refusing('UPDATE "django_session"', LOCKED):
        answer = visitor.post(reverse("change-password"), words)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_a_full_disk_is_told_as_such_and_asks_nobody_to_hurry(visitor):
    with refusing("INSERT", OperationalError("database or disk is full")):
        answer = visitor.post("/console/organizations/new/", {"name": "Night Bakery"})

    assert (answer.status_code, answer.get("Retry-After")) == (507, None)
    assert "The server has no room left" in answer.content.decode()


def test_a_defect_is_no_busy_server(visitor):
    with refusing("INSERT", ValueError("a defect")):
        answer = visitor.post("/console/organizations/new/", {"name": "Night Bakery"})

    assert (answer.status_code, answer.get("Retry-After")) == (500, None)


def test_once_the_database_serves_again_the_same_sign_in_succeeds(client, operator):
    client.raise_request_exception = False
    form = {"username": operator.email, "password": PASSWORD}
    with refusing("INSERT", LOCKED):
        refused = client.post(reverse("sign-in"), form)

    assert refused.status_code == 503
    assert client.post(reverse("sign-in"), form).status_code == 302

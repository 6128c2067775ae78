"""The link in a reminder: one tap, no signing in, and nothing happens by merely looking."""

import pytest
from django.test import Client

from shopper.reminders import wishes
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(shopper):
    return "/" + wishes.link_off(shopper, "closing").split("/", 3)[-1]


def test_looking_asks_and_changes_nothing(client, shopper, link):
    answer = client.get(link)

    assert answer.status_code == 200
    assert "Switch them off" in answer.content.decode()
    assert wishes.of(shopper)["closing"]


def test_a_mail_program_switches_off_with_one_request_without_a_cookie(shopper, link):
    stranger = Client(enforce_csrf_checks=True)

    answers = [stranger.post(link, {"List-Unsubscribe": "One-Click"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert wishes.of(shopper) == {
        "upcoming": True,
        "closing": False,
        "unanswered": True,
        "returned": True,
        "follow_through": True,
    }


def test_a_link_that_was_tampered_with_switches_nothing_off(client, shopper, link):
    answer = client.post(link.rstrip("/") + "x/")

    assert answer.status_code == 404
    assert wishes.of(shopper)["closing"]


def test_the_page_speaks_the_shoppers_language(client):
    shopper = factories.make_shopper(language="de")
    link = "/" + wishes.link_off(shopper, "closing").split("/", 3)[-1]

    assert "Abschalten" in client.get(link).content.decode()

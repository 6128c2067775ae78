"""Desk and portal speak the language of their reader."""

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from tests import factories

pytestmark = pytest.mark.django_db
GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9,en;q=0.8"}
COOKIE = settings.LANGUAGE_COOKIE_NAME


def test_a_german_browser_is_spoken_to_in_german(client, operator):
    assert "Anmelden" in client.get("/sign-in/", **GERMAN).content.decode()
    client.force_login(operator)

    page = client.get("/console/", **GERMAN).content.decode()

    assert '<html lang="de" dir="ltr">' in page
    assert "Noch wurde kein Besuch geplant" in page


def test_a_browser_of_another_language_is_spoken_to_in_english(client):
    page = client.get("/sign-in/", HTTP_ACCEPT_LANGUAGE="fr-FR").content.decode()

    assert '<html lang="en" dir="ltr">' in page


def test_what_is_chosen_stands_above_the_browser_and_is_remembered_for_letters(client, operator):
    client.force_login(operator)

    answer = client.post("/language/", {"language": "de", "next": "/console/"})

    assert (answer.status_code, answer["Location"]) == (302, "/console/")
    assert 'lang="de"' in client.get("/console/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    operator.refresh_from_db()
    assert operator.language == "de"


@pytest.mark.parametrize("given", [{}, {"language": "xx"}, {"language": "../de"}])
def test_an_unknown_language_is_refused_by_the_name_of_its_field(client, operator, given):
    client.force_login(operator)

    answer = client.post("/language/", given)

    assert answer.status_code == 400
    assert "language" in answer.content.decode()
    operator.refresh_from_db()
    assert operator.language == ""


def test_choosing_a_language_leads_to_no_strangers_page(client):
    answer = client.post("/language/", {"language": "de", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/"


def test_the_language_of_the_first_sign_in_is_remembered_and_spoken_in_the_next_browser(
    client, operator
):
    given = {"username": operator.email, "password": factories.PASSWORD}
    client.post("/sign-in/", given, **GERMAN)

    answer = Client().post("/sign-in/", given, HTTP_ACCEPT_LANGUAGE="en")

    assert answer.cookies[COOKIE].value == "de"


def test_the_shell_of_the_phone_is_the_same_whatever_the_browser_speaks(client):
    german = client.get("/field/", **GERMAN)

    assert german.content == client.get("/field/").content
    assert (
        client.get("/serviceworker.js", **GERMAN).content == client.get("/serviceworker.js").content
    )


def test_a_refusal_of_the_api_is_in_the_language_of_the_phone(client):
    answer = client.get("/api/v1/session", **GERMAN)

    assert answer.json()["detail"] == "Bitte anmelden, um weiterzumachen."


def test_a_date_has_the_point_that_german_puts_after_the_day(now):
    template = Template('{{ day|date:"j M Y" }}')

    with translation.override("de"):
        german = template.render(Context({"day": now}))
    with translation.override("en"):
        english = template.render(Context({"day": now}))

    assert german.split()[0].endswith(".")
    assert not english.split()[0].endswith(".")

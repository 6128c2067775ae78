"""Signing in, the way home, and what goes wrong, told in words."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def sign_in(client, email, password=factories.PASSWORD, **more):
    return client.post(reverse("sign-in"), {"username": email, "password": password, **more})


def test_an_operator_signs_in_with_any_spelling_of_their_address(client, operator):
    answer = sign_in(client, f"  {operator.email.upper()} ")

    assert answer.status_code == 302
    assert answer["Location"] == reverse("home")


def test_a_wrong_password_is_answered_with_what_to_check(client, operator):
    answer = sign_in(client, operator.email, "another password")

    assert answer.status_code == 200
    assert "do not belong together" in answer.content.decode()


def test_after_too_many_tries_the_page_says_how_long_to_wait(client, operator, settings):
    settings.AXES_FAILURE_LIMIT = 3
    for _ in range(2):
        sign_in(client, operator.email, "wrong")

    answer = sign_in(client, operator.email, "wrong")

    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.content.decode()


def test_even_the_right_password_waits_while_the_account_is_locked(client, operator, settings):
    settings.AXES_FAILURE_LIMIT = 2
    for _ in range(2):
        sign_in(client, operator.email, "wrong")

    assert sign_in(client, operator.email).status_code == 429


def test_after_signing_in_the_page_that_was_asked_for_opens(client, operator):
    answer = sign_in(client, operator.email, next="/console/visits/")

    assert answer["Location"] == "/console/visits/"


def test_another_site_is_never_the_next_page(client, operator):
    answer = sign_in(client, operator.email, next="https://elsewhere.example/")

    assert answer["Location"] == reverse("home")


@pytest.mark.parametrize(
    ("person", "place"), [("operator", "/console/"), ("owner", "/portal/"), ("shopper", "/field/")]
)
def test_home_sends_each_role_to_its_place(client, request, person, place):
    client.force_login(request.getfixturevalue(person))

    assert client.get(reverse("home"))["Location"] == place


def test_home_tells_somebody_without_a_role_whom_to_ask(client):
    client.force_login(factories.make_user())

    assert "Your agency" in client.get(reverse("home")).content.decode()


def test_signing_out_takes_a_form_and_not_a_link(client, operator):
    client.force_login(operator)

    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out")).status_code == 302
    assert client.get(reverse("home"))["Location"].startswith(reverse("sign-in"))


def test_a_new_password_takes_the_place_of_the_old(client, operator):
    client.force_login(operator)
    fresh = "quickest, safest, cheapest"

    answer = client.post(
        reverse("change-password"),
        {"old_password": factories.PASSWORD, "new_password1": fresh, "new_password2": fresh},
    )

    operator.refresh_from_db()
    assert answer.status_code == 302
    assert operator.check_password(fresh)


def test_a_password_change_needs_the_old_password(client, operator):
    client.force_login(operator)

    client.post(
        reverse("change-password"),
        {
            "old_password": "not it",
            "new_password1": "a fresh phrase",
            "new_password2": "a fresh phrase",
        },
    )

    operator.refresh_from_db()
    assert operator.check_password(factories.PASSWORD)


def test_an_unknown_address_is_answered_in_words(client):
    answer = client.get("/nowhere/at/all/")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_an_old_form_is_answered_in_words(operator):
    client = Client(enforce_csrf_checks=True)

    answer = sign_in(client, operator.email)

    assert answer.status_code == 403
    assert "This form had grown old" in answer.content.decode()


def test_a_fault_of_ours_is_answered_in_words(client, operator, monkeypatch):
    client.force_login(operator)
    client.raise_request_exception = False
    monkeypatch.setattr("frontend.shared.views.roles_of", lambda user: 1 / 0)

    answer = client.get(reverse("home"))

    assert answer.status_code == 500
    assert "What you saved before is safe" in answer.content.decode()


def test_an_htmx_request_of_a_stranger_reloads_the_page_instead_of_swapping_in_a_sign_in(client):
    answer = client.get("/console/", headers={"HX-Request": "true"})

    assert answer["HX-Refresh"] == "true"


def test_the_admin_has_no_second_form_on_which_passwords_could_be_tried(client):
    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/sign-in/?next=/admin/"
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 405


def test_who_is_signed_in_and_no_administrator_is_turned_away(client, operator):
    client.force_login(operator)

    assert client.get("/admin/", follow=True).status_code == 403

"""Whatever the request around the body looks like, the answer is a clear 4xx."""

import json

import pytest
from django.test import Client

from tests.phone import Phone

CLEAN, SMELL = "Is the inside spotlessly clean?", "How does it smell?"


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", "json"])
def test_a_document_that_is_not_sent_as_json_is_415(phone, visit, kind):
    body = json.dumps(phone.document(visit)).encode()

    answer = phone.send("PUT", f"visits/{visit.pk}", body, kind, If_None_Match="*")

    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 428),
        ({"If_Match": "latest"}, 400),
        ({"If_Match": "*"}, 400),
        ({"If_Match": '"-1"'}, 400),
        ({"If_Match": '"' + "9" * 40 + '"'}, 400),
        ({"If_Match": '"1"', "If_None_Match": "*"}, 400),
        ({"If_None_Match": '"1"'}, 400),
        ({"If_Match": '"٣"'}, 400),
    ],
    ids=str,
)
def test_a_condition_that_cannot_be_read_is_refused(phone, visit, headers, status):
    body = json.dumps(phone.document(visit)).encode()

    assert phone.put_raw(visit.pk, body, **headers).status_code == status


def test_a_document_of_endless_size_is_413(phone, visit, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 500

    answer = phone.put(visit, phone.document(visit))

    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"


@pytest.mark.parametrize(
    "path",
    [
        "visits/not-a-uuid",
        "visits/not-a-uuid/submit",
        "visits/00000000-0000-0000-0000-00000000000g/status",
        "visits/{visit}/photos/1",
        "visits/{visit}/nothing",
        "visits",
        "",
        "nothing/at/all",
        "..%2f..%2fetc%2fpasswd",
    ],
)
@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_an_address_that_does_not_exist_is_404_in_the_usual_shape(phone, visit, path, method):
    answer = phone.send(method, path.format(visit=visit.pk), b"{}")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "PATCH"])
def test_a_method_that_a_door_does_not_know_is_405_in_the_usual_shape(phone, visit, method):
    answer = phone.send(method, f"visits/{visit.pk}", b"{}")

    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"


def test_who_is_signed_out_is_told_so_before_anything_is_read(visit):
    answer = Client().put(f"/api/v1/visits/{visit.pk}", b"{", content_type="application/json")

    assert answer.status_code == 401


@pytest.mark.django_db
def test_a_signed_out_phone_is_a_phone_all_the_same(shopper):
    phone = Phone(shopper)

    assert phone.get("assignments").json()["code"] == "signed_out"

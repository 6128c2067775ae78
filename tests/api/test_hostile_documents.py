"""Whatever is sent, the answer is a clear 4xx that names the fault, and never a 500."""

import json
import random
from uuid import uuid4

import pytest

from shopper.sync.models import Revision
from tests import factories
from tests.phone import make_listing

CLEAN, SMELL = "Is the inside spotlessly clean?", "How does it smell?"


@pytest.fixture
def clean(visit):
    return factories.question_ids(visit)[CLEAN]


def broken(document, path, value):
    """Return the document's JSON with one place of it replaced."""
    copy = json.loads(json.dumps(document))
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(copy).encode()


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"{",
        b"\xff\xfe",
        b"\x00",
        b"nonsense",
        b"[" * 200_000,
        b'{"answers":' * 50_000,
        b'{"client":"\\ud800\\u0041"}',
        b'{"client":"\xed\xa0\x80"}',
        b'{"skew_ms":NaN}',
    ],
    ids=["empty", "half", "utf-16", "nul", "text", "deep", "deeper", "surrogate", "cesu", "nan"],
)
def test_what_is_no_json_is_400(phone, visit, body):
    answer = phone.put_raw(visit.pk, body, If_None_Match="*")

    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed"


@pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"text"', b"true", b"{}"])
def test_json_of_another_shape_is_422(phone, visit, body):
    answer = phone.put_raw(visit.pk, body, If_None_Match="*")

    assert answer.status_code == 422
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("seq", -1),
        ("seq", "7"),
        ("seq", 1.5),
        ("seq", True),
        ("seq", 10**30),
        ("device", "my phone"),
        ("device", 7),
        ("device", None),
        ("checklist_version", "x"),
        ("started_at", "yesterday"),
        ("started_at", "2026-11-22T10:00:00"),
        ("started_at", "0001-01-01T00:00:00+14:00"),
        ("started_at", "9999-12-31T23:59:59-12:00"),
        ("started_at", None),
        ("ended_at", "2026-13-01T00:00:00Z"),
        ("ended_at", 5),
        ("skew_ms", "much"),
        ("skew_ms", 10**400),
        ("client", 7),
        ("client", "x" * 5000),
        ("client", "a\x00b"),
        ("answers", []),
        ("answers", "x"),
        ("feelings", 1),
        ("photos", {}),
        ("photos", "x"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_member_of_the_wrong_kind_is_named(phone, visit, member, value):
    body = broken(phone.document(visit), [member], value)

    answer = phone.put_raw(visit.pk, body, If_None_Match="*")

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {member}
    assert not Revision.objects.exists()


@pytest.mark.parametrize("member", ["checklist_version", "seq", "device", "started_at"])
def test_a_member_that_is_missing_is_named(phone, visit, member):
    document = phone.document(visit)
    del document[member]

    answer = phone.put_raw(visit.pk, json.dumps(document).encode(), If_None_Match="*")

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {member}


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("state", "perhaps"),
        ("state", None),
        ("value", None),
        ("value", []),
        ("value", {"a": 1}),
        ("value", 10**400),
        ("value", [["yes"]]),
        ("value", {"a": {"b": {}}}),
        ("value", "yes\x00"),
        ("note", 5),
        ("note", None),
        ("note", "x" * 30_000),
        ("note", "x" * 1001),
        ("note", "a\x00b"),
        ("reason", {}),
        ("reason", "\x00"),
        ("at", "noon"),
        ("at", 5),
        ("monotonic_ms", "x"),
        ("monotonic_ms", 1e300),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_fault_in_an_answer_is_named_by_its_question(phone, visit, clean, member, value):
    body = broken(phone.document(visit), ["answers", clean, member], value)

    answer = phone.put_raw(visit.pk, body, If_None_Match="*")

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {clean}


@pytest.mark.parametrize("given", [None, 5, "yes", []], ids=str)
def test_an_answer_that_is_none_is_named_by_its_question(phone, visit, clean, given):
    body = broken(phone.document(visit), ["answers", clean], given)

    answer = phone.put_raw(visit.pk, body, If_None_Match="*")

    assert set(answer.json()["errors"]) == {clean}


@pytest.mark.parametrize("value", [0, 6, "4", 4.0, True, -(10**30), 10**30, None], ids=str)
def test_a_rating_off_the_scale_is_named(phone, visit, value):
    smell = factories.question_ids(visit)[SMELL]
    body = broken(phone.document(visit), ["answers", smell, "value"], value)

    answer = phone.put_raw(visit.pk, body, If_None_Match="*")

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {smell}


@pytest.mark.parametrize("key", ["nonsense", str(uuid4()), "", "\x00", "x" * 10_000], ids=len)
@pytest.mark.parametrize("part", ["answers", "feelings"])
def test_a_question_or_moment_that_does_not_exist_is_named(phone, visit, part, key):
    given = {"state": "answered", "value": "yes", "feeling": "magic"}
    body = broken(phone.document(visit), [part, key], given)

    answer = phone.put_raw(visit.pk, body, If_None_Match="*")

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {key}


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("sha256", "x"),
        ("sha256", None),
        ("bytes", -1),
        ("bytes", 10**30),
        ("type", "image/svg+xml"),
        ("question", "nonsense"),
        ("question", 5),
        ("width", "wide"),
        ("taken_at", "noon"),
        ("caption", "x" * 301),
        ("caption", "\x00"),
        ("missing", None),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_fault_in_a_photo_is_named_by_its_identity(phone, visit, member, value):
    listing, _body = make_listing()
    body = broken(phone.document(visit, photos=[listing]), ["photos", 0, member], value)

    answer = phone.put_raw(visit.pk, body, If_None_Match="*")

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {listing["id"]}


def test_a_photo_listed_twice_or_without_identity_is_named(phone, visit):
    listing, _body = make_listing()
    twice = phone.document(visit, photos=[listing, listing])
    nameless = phone.document(visit, photos=[{**listing, "id": 5}, "photo"])

    assert set(phone.put(visit, twice).json()["errors"]) == {listing["id"]}
    assert set(phone.put(visit, nameless).json()["errors"]) == {"photos[0]", "photos[1]"}


@pytest.mark.parametrize("depth", [100, 300, 900, 5000])
def test_nesting_without_end_is_refused(phone, visit, clean, depth):
    whole = json.dumps(phone.document(visit)).encode()
    deep = b"[" * depth + b'"\\u0000"' + b"]" * depth

    answer = phone.put_raw(visit.pk, whole.replace(b'"yes"', deep, 1), If_None_Match="*")

    assert answer.status_code in {400, 422}


def test_members_from_a_newer_client_are_left_out(phone, visit):
    sent = phone.document(visit)

    answer = phone.put(visit, {**sent, "mood": "\x00", "answers": sent["answers"]})

    assert answer.status_code == 201
    assert "mood" not in Revision.objects.get().document


def test_words_in_every_script_and_sign_are_kept(phone, visit, clean):
    words = "Größe 漢字 🚕 \u202eright to left\u202c \\u0000 as text"
    document = phone.document(visit)
    document["answers"][clean]["note"] = words

    assert phone.put(visit, document).status_code == 201
    assert Revision.objects.get().document["answers"][clean]["note"] == words


@pytest.mark.parametrize("seed", range(8))
def test_no_mutilated_document_is_ever_a_500(phone, visit, seed):
    chance = random.Random(seed)
    whole = json.dumps(phone.document(visit)).encode()
    for _ in range(60):
        body = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(body))
            choice = chance.choice(["flip", "cut", "repeat", "insert"])
            if choice == "flip":
                body[place] = chance.randrange(256)
            elif choice == "cut":
                del body[place : place + chance.randint(1, 30)]
            elif choice == "repeat":
                body[place:place] = body[place : place + chance.randint(1, 30)]
            else:
                body[place:place] = chance.choice([b"null", b"[]", b"{}", b"1e9", b'"\\u0000"'])

        answer = phone.put_raw(visit.pk, bytes(body), If_None_Match="*")

        assert answer.status_code < 500, bytes(body)

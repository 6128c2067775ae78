"""The same request twice at the same moment: one effect, and an answer that both can live with."""

import copy
from collections import Counter

import pytest

from shopper.identity import new_id
from shopper.sync.models import Device, Quarantined, Receipt, Revision
from shopper.visits.models import Photo
from tests import factories
from tests.parallel import at_once, database_of_many
from tests.phone import Phone, make_listing
from tests.samples import photographs

TWINS = 6
CLEAN = "Is the inside spotlessly clean?"


@pytest.fixture(autouse=True)
def _threads_may_write(transactional_db, tmp_path):
    with database_of_many(tmp_path):
        yield


@pytest.fixture
def visit():
    return factories.make_visit()


@pytest.fixture
def phones(visit):
    """One phone, several times: the same cookies and the same identity."""
    phone = Phone(visit.shopper)
    assert phone.sign_in().status_code == 200
    return [copy.deepcopy(phone) for _ in range(TWINS)]


def test_the_same_document_at_once_makes_one_revision(phones, visit):
    document = phones[0].document(visit)

    answers = at_once(*(lambda phone=phone: phone.put(visit, document) for phone in phones))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Revision.objects.count() == 1
    assert visit.events.filter(to_status="in_progress").count() == 1


def test_different_documents_at_once_leave_one_standing_and_tell_the_others(phones, visit):
    documents = [phone.document(visit, device=str(new_id())) for phone in phones]

    answers = at_once(
        *(
            lambda phone=phone, document=document: phone.put(visit, document)
            for phone, document in zip(phones, documents, strict=True)
        )
    )

    assert Counter(answer.status_code for answer in answers) == {201: 1, 412: TWINS - 1}
    assert Revision.objects.count() == 1


def test_other_documents_under_one_number_at_once_are_kept_every_one(phones, visit):
    documents = [
        phones[0].document(visit, {"How does it smell?": place % 5 + 1}, seq=1)
        for place in range(5)
    ]

    answers = at_once(
        *(
            lambda phone=phone, document=document: phone.put(visit, document)
            for phone, document in zip(phones, documents, strict=False)
        )
    )

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 4}
    assert Revision.objects.count() + Quarantined.objects.count() == 5


def test_the_same_photograph_at_once_is_stored_once(phones, visit, settings):
    identity, body = new_id(), photographs.jpeg()

    answers = at_once(
        *(lambda phone=phone: phone.put_photo(visit, identity, body) for phone in phones)
    )

    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: TWINS - 1}
    assert (settings.MEDIA_ROOT / Photo.objects.get().path).read_bytes() == body
    assert not list((settings.MEDIA_ROOT / "incoming").iterdir())


def test_other_bytes_under_one_identity_at_once_never_mix(phones, visit, settings):
    identity = new_id()
    bodies = [photographs.jpeg(seed=seed) for seed in range(TWINS)]

    answers = at_once(
        *(
            lambda phone=phone, body=body: phone.put_photo(visit, identity, body)
            for phone, body in zip(phones, bodies, strict=True)
        )
    )

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: TWINS - 1}
    winner = [answer.status_code for answer in answers].index(201)
    assert (settings.MEDIA_ROOT / Photo.objects.get().path).read_bytes() == bodies[winner]
    assert len(list((settings.MEDIA_ROOT / "photos").rglob("*.jpg"))) == 1


def test_submitting_at_once_issues_one_receipt(phones, visit):
    phones[0].put(visit, phones[0].document(visit))

    answers = at_once(*(lambda phone=phone: phone.submit(visit, 1) for phone in phones))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert Receipt.objects.count() == 1
    assert visit.events.filter(to_status="submitted").count() == 1


def test_a_document_and_its_submission_at_once_never_hand_in_what_was_not_named(phones, visit):
    phones[0].put(visit, phones[0].document(visit))
    later = phones[0].document(visit, {**factories.GOOD_ANSWERS, CLEAN: "yes"})

    put, submitted = at_once(
        lambda: phones[0].put(visit, later, base=1), lambda: phones[1].submit(visit, 1)
    )

    assert (put.status_code, submitted.status_code) in {(200, 412), (409, 200)}
    assert Receipt.objects.count() == (submitted.status_code == 200)


def test_photographs_come_in_beside_a_document(phones, visit):
    listings = [make_listing() for _ in range(TWINS - 1)]
    document = phones[0].document(visit, photos=[listing for listing, _body in listings])

    answers = at_once(
        lambda: phones[0].put(visit, document),
        *(
            lambda phone=phone, listing=listing, body=body: phone.put_photo(
                visit, listing["id"], body
            )
            for phone, (listing, body) in zip(phones[1:], listings, strict=True)
        ),
    )

    assert {answer.status_code for answer in answers} == {201}
    assert Photo.objects.count() == TWINS - 1


def test_giving_a_visit_back_at_once_is_one_move(phones, visit):
    path, reason = f"visits/{visit.pk}/decline", b'{"reason": "I am ill."}'

    answers = at_once(*(lambda phone=phone: phone.send("POST", path, reason) for phone in phones))

    assert {answer.status_code for answer in answers} == {200}
    assert visit.events.filter(note="I am ill.").count() == 1


def test_a_new_phone_that_asks_twice_at_once_is_known_once(phones):
    for phone in phones:
        phone.device = "01935d00-0000-7000-8000-0000000000d1"

    answers = at_once(*(lambda phone=phone: phone.get("session") for phone in phones))

    assert {answer.status_code for answer in answers} == {200}
    assert Device.objects.filter(identity=phones[0].device).count() == 1

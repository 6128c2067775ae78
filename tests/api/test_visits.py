"""PUT visit: the document, its revisions, its repeats and its refusals."""

import json

import pytest

from shopper.sync.models import Quarantined, Revision
from shopper.visits.models import Answer, Flag, Visit
from tests import factories
from tests.phone import Phone, make_listing

CLEAN, BELTS, SMELL = (
    "Is the inside spotlessly clean?",
    "Are seat belts at hand?",
    "How does it smell?",
)


def test_the_first_document_starts_the_visit_and_names_the_photos_that_are_missing(phone, visit):
    listing, _body = make_listing()

    answer = phone.put(visit, phone.document(visit, photos=[listing]))

    assert answer.status_code == 201
    assert answer.json() == {"rev": 1, "missing_photos": [listing["id"]]}
    assert answer["ETag"] == '"1"'
    visit.refresh_from_db()
    assert visit.status == "in_progress"
    assert [event.to_status for event in visit.events.all()] == [
        "scheduled",
        "accepted",
        "in_progress",
    ]


def test_what_was_sent_is_kept_word_for_word(phone, visit):
    sent = phone.document(visit, photos=[make_listing()[0]])

    phone.put(visit, sent)

    assert Revision.objects.get(visit=visit).document == sent


def test_the_hot_path_writes_no_answer_rows(phone, visit):
    phone.put(visit, phone.document(visit))

    assert not Answer.objects.exists()


def test_each_document_becomes_the_next_revision_and_none_is_overwritten(phone, visit):
    phone.put(visit, phone.document(visit, {CLEAN: "yes"}))

    answer = phone.put(visit, phone.document(visit, {CLEAN: "no"}), base=1)

    assert answer.status_code == 200
    assert answer.json()["rev"] == 2
    assert visit.revisions.count() == 2


def test_the_same_document_again_gets_the_same_answer(phone, visit):
    listing, body = make_listing()
    sent = phone.document(visit, photos=[listing])
    first = phone.put(visit, sent)
    phone.put_photo(visit, listing["id"], body)
    phone.put(visit, phone.document(visit, {CLEAN: "no"}), base=1)

    again = phone.put(visit, sent)

    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert visit.revisions.count() == 2


def test_a_repeat_is_recognised_after_the_visit_was_handed_in(phone, visit):
    sent = phone.document(visit)
    first = phone.put(visit, sent)
    assert phone.submit(visit, 1).status_code == 200

    again = phone.put(visit, sent)

    assert (again.status_code, again.json()) == (first.status_code, first.json())


def test_another_document_under_the_same_number_is_a_conflict_and_is_kept(phone, visit):
    phone.put(visit, phone.document(visit, {CLEAN: "yes"}))

    answer = phone.put(visit, phone.document(visit, {CLEAN: "no"}, seq=1), base=1)

    assert answer.status_code == 409
    assert answer.json()["code"] == "conflict"
    assert answer.json()["highest_seq"] == 1
    assert Quarantined.objects.get().reason == "repeated"


def test_a_document_on_an_older_revision_is_given_the_one_that_stands(phone, visit, shopper):
    other = Phone(shopper)
    other.sign_in()
    phone.put(visit, phone.document(visit, {CLEAN: "yes"}))
    standing = other.document(visit, {CLEAN: "no"})
    other.put(visit, standing, base=1)

    answer = phone.put(visit, phone.document(visit, {CLEAN: "yes", BELTS: "yes"}), base=1)

    assert answer.status_code == 412
    assert answer.json()["code"] == "outdated"
    assert answer.json()["rev"] == 2
    assert answer.json()["document"] == standing


def test_a_first_document_where_one_stands_already_is_outdated(phone, visit):
    phone.put(visit, phone.document(visit))

    answer = phone.put(visit, phone.document(visit))

    assert answer.status_code == 412
    assert answer.json()["rev"] == 1


def test_a_server_that_forgot_the_visit_says_that_nothing_stands(phone, visit):
    answer = phone.put(visit, phone.document(visit), base=4)

    assert answer.status_code == 412
    assert answer.json()["rev"] is None
    assert answer.json()["document"] is None


def test_two_phones_that_answer_one_question_differently_flag_it(phone, visit, shopper):
    other = Phone(shopper)
    other.sign_in()
    phone.put(visit, phone.document(visit, {CLEAN: "yes", BELTS: "yes"}))

    other.put(visit, other.document(visit, {CLEAN: "no", BELTS: "yes"}), base=1)

    flag = Flag.objects.get()
    assert flag.code == "conflict"
    assert str(flag.question_id) == factories.question_ids(visit)[CLEAN]


def test_what_one_phone_changes_of_its_own_answers_is_no_conflict(phone, visit, shopper):
    other = Phone(shopper)
    other.sign_in()
    phone.put(visit, phone.document(visit, {CLEAN: "yes", BELTS: "yes"}))
    other.put(visit, other.document(visit, {CLEAN: "yes", BELTS: "yes", SMELL: 3}), base=1)

    phone.put(visit, phone.document(visit, {CLEAN: "yes", BELTS: "no", SMELL: 3}), base=2)

    assert not Flag.objects.exists()


def test_two_phones_that_answer_different_questions_flag_nothing(phone, visit, shopper):
    other = Phone(shopper)
    other.sign_in()
    phone.put(visit, phone.document(visit, {CLEAN: "yes"}))
    other.put(visit, other.document(visit, {CLEAN: "yes", BELTS: "yes"}), base=1)

    phone.put(visit, phone.document(visit, {CLEAN: "yes", BELTS: "yes", SMELL: 3}), base=2)

    assert not Flag.objects.exists()


def test_a_late_document_is_still_taken_in(phone, visit):
    Visit.objects.filter(pk=visit.pk).update(
        opens_at=factories.NOW.replace(year=2020), closes_at=factories.NOW.replace(year=2021)
    )
    listing, body = make_listing()
    document = phone.document(visit, photos=[listing])

    assert phone.put(visit, document).status_code == 201
    assert phone.put_photo(visit, listing["id"], body).status_code == 201
    assert phone.submit(visit, 1).status_code == 200

    kept = visit.revisions.get().document["answers"]
    assert {question: answer["value"] for question, answer in kept.items()} == {
        question: answer["value"] for question, answer in document["answers"].items()
    }


def test_a_value_of_the_wrong_kind_is_named_by_question_and_nothing_is_kept(phone, visit):
    identities = factories.question_ids(visit)

    answer = phone.put(visit, phone.document(visit, {CLEAN: "perhaps", SMELL: 9, BELTS: "yes"}))

    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid"
    assert set(answer.json()["errors"]) == {identities[CLEAN], identities[SMELL]}
    assert not Revision.objects.exists()
    visit.refresh_from_db()
    assert visit.status == "scheduled"


def test_the_document_is_taken_in_with_few_queries(phone, visit, django_assert_max_num_queries):
    phone.put(visit, phone.document(visit))
    body = json.dumps(phone.document(visit)).encode()

    with django_assert_max_num_queries(10):
        answer = phone.put_raw(visit.pk, body, If_Match='"1"')

    assert answer.status_code == 200


def test_what_the_shopper_was_told_and_passed_over_is_kept_with_the_document(phone, visit):
    belts = factories.question_ids(visit)["Are seat belts at hand?"]
    told = [{"question": belts, "code": "bad_without_word"}]

    answer = phone.put(visit, phone.document(visit, passed_over=told))

    assert answer.status_code == 201
    assert Revision.objects.get().document["passed_over"] == told


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ([{"question": "nowhere", "code": "bad_without_word"}], "passed_over"),
        ([{"question": "nowhere"}], "passed_over[0]"),
        ({"question": "nowhere"}, "passed_over"),
    ],
    ids=["no such question", "no code", "not a list"],
)
def test_what_was_passed_over_and_cannot_be_read_is_named(phone, visit, told, named):
    answer = phone.put(visit, phone.document(visit, passed_over=told))

    assert answer.status_code == 422
    assert named in answer.json()["errors"]


def test_how_the_quiz_went_is_kept_with_the_document(phone, visit):
    quiz = {"passed_at": "2026-11-21T20:30:00+01:00", "tries": 2}

    answer = phone.put(visit, phone.document(visit, quiz=quiz))

    assert answer.status_code == 201
    assert Revision.objects.get().document["quiz"] == quiz


@pytest.mark.parametrize(
    "quiz",
    [{"passed_at": "yesterday"}, {"passed_at": None, "tries": 0}, "passed", {"tries": "often"}],
    ids=["no moment", "never tried", "not an object", "not a number"],
)
def test_a_quiz_that_cannot_be_read_is_named(phone, visit, quiz):
    answer = phone.put(visit, phone.document(visit, quiz=quiz))

    assert answer.status_code == 422
    assert "quiz" in answer.json()["errors"]

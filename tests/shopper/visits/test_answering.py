"""The document's words become rows, as often as asked, and nothing else stays."""

import pytest

from shopper.visits import answering
from shopper.visits.models import Answer
from tests import factories
from tests.phone import make_document, make_listing

CLEAN, BELTS = "Is the inside spotlessly clean?", "Are seat belts at hand?"


@pytest.fixture
def visit(db):
    return factories.make_visit()


def test_answers_keep_value_words_and_the_phones_time(visit):
    given = {"state": "answered", "value": "no", "note": "Crumbs.", "reason": ""}

    answering.record(visit, make_document(visit, {CLEAN: given}))

    answer = Answer.objects.get()
    assert (answer.state, answer.value, answer.note) == ("answered", "no", "Crumbs.")
    assert answer.answered_at.isoformat() == "2026-11-21T13:41:00+00:00"


def test_what_is_set_aside_has_a_reason_and_no_value(visit):
    aside = {"state": "could_not_check", "value": None, "reason": "It was dark."}

    answering.record(visit, make_document(visit, {CLEAN: aside}))

    answer = Answer.objects.get()
    assert (answer.state, answer.value, answer.reason) == ("could_not_check", None, "It was dark.")


def test_recording_twice_keeps_the_same_rows(visit):
    document = make_document(visit)
    answering.record(visit, document)
    before = set(visit.answers.values_list("pk", flat=True))

    answering.record(visit, document)

    assert set(visit.answers.values_list("pk", flat=True)) == before


def test_a_later_document_replaces_the_earlier_and_removes_what_it_lacks(visit):
    answering.record(visit, make_document(visit, {CLEAN: "yes", BELTS: "yes"}))

    answering.record(visit, make_document(visit, {CLEAN: "no"}))

    assert [answer.value for answer in visit.answers.all()] == ["no"]


def test_feelings_become_impressions(visit):
    touchpoint = str(visit.checklist.touchpoints.first().pk)
    felt = {touchpoint: {"feeling": "misery", "note": "It smelt."}}
    answering.record(visit, make_document(visit, feelings=felt))

    answering.record(visit, make_document(visit, feelings={}))
    assert not visit.impressions.exists()
    answering.record(visit, make_document(visit, feelings=felt))

    assert visit.impressions.get().note == "It smelt."


def test_photos_learn_their_question_place_and_words_and_others_are_withdrawn(visit):
    first, second, gone = (factories.make_photo(visit) for _ in range(3))
    clean = factories.question_ids(visit)[CLEAN]
    listed = [
        make_listing(id=str(second.pk), question=clean, caption="Crumbs")[0],
        make_listing(id=str(first.pk))[0],
    ]

    answering.record(visit, make_document(visit, photos=listed))

    for photo in (first, second, gone):
        photo.refresh_from_db()
    assert (second.position, str(second.question_id), second.caption) == (0, clean, "Crumbs")
    assert (first.position, first.question_id) == (1, None)
    assert second.taken_at.isoformat() == "2026-11-21T13:42:00+00:00"
    assert [photo.is_withdrawn for photo in (first, second, gone)] == [False, False, True]

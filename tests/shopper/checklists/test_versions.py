"""Versions of a checklist: drafted, published, revised, never edited."""

import pytest
from django.db import IntegrityError, transaction

from shopper.checklists import versions
from shopper.checklists.document import document_of
from shopper.checklists.models import Checklist, Question, Touchpoint
from shopper.errors import Invalid, WrongState
from tests.factories import SMALL_CHECKLIST, make_checklist, make_user, make_visit, question

pytestmark = pytest.mark.django_db


def test_a_published_checklist_keeps_its_document_word_for_word():
    checklist = make_checklist()

    document = document_of(Checklist.objects.get(pk=checklist.pk))

    assert document["name"] == "Small ride"
    assert [t["name"] for t in document["touchpoints"]] == ["Inside of the cab", "Farewell"]
    assert document["touchpoints"][0]["questions"][0]["weight"] == "3"
    assert document == versions.assemble(checklist)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: Question.objects.filter(touchpoint__checklist=c).update(text="Something else?"),
        lambda c: Touchpoint.objects.filter(checklist=c).update(floor_percent=10),
        lambda c: Touchpoint.objects.create(checklist=c, position=99, name="One more"),
        lambda c: Checklist.objects.filter(pk=c.pk).update(content={"touchpoints": []}),
        lambda c: Checklist.objects.filter(pk=c.pk).update(
            status="draft", content=None, published_at=None
        ),
    ],
    ids=["question reworded", "floor moved", "moment added", "content replaced", "made a draft"],
)
def test_the_database_refuses_to_change_what_a_published_checklist_asks(change):
    checklist = make_checklist()

    with pytest.raises(IntegrityError), transaction.atomic():
        change(checklist)


def test_a_draft_can_still_be_changed():
    draft = make_checklist(published=False)

    changed = Question.objects.filter(touchpoint__checklist=draft).update(weight=2)

    assert changed == 6


def test_a_revision_is_the_next_draft_and_leaves_the_published_version_alone():
    published = make_checklist()

    draft = versions.revise(published)

    assert (draft.version, draft.status, draft.family) == (2, "draft", published.family)
    assert Checklist.objects.get(pk=published.pk).status == "published"
    assert [t.name for t in draft.touchpoints.all()] == ["Inside of the cab", "Farewell"]


def test_publishing_the_next_version_retires_the_last_and_visits_keep_theirs():
    first = make_checklist()
    visit = make_visit(checklist=first)

    versions.publish(versions.revise(first), by=make_user())

    first.refresh_from_db()
    visit.refresh_from_db()
    assert first.status == "retired"
    assert visit.checklist == first


def test_there_is_one_draft_of_a_checklist_at_a_time():
    published = make_checklist()
    versions.revise(published)

    with pytest.raises(WrongState):
        versions.revise(published)


def test_a_checklist_is_published_once():
    published = make_checklist()

    with pytest.raises(WrongState):
        versions.publish(published, by=make_user())


def test_a_condition_follows_its_question_into_the_rows():
    data = {
        "name": "Conditional",
        "touchpoints": [
            {
                "name": "Luggage",
                "questions": [
                    question("bags"),
                    question("careful", condition={"question": "bags", "op": "is", "value": "yes"}),
                ],
            }
        ],
    }

    bags, careful = document_of(make_checklist(data))["touchpoints"][0]["questions"]

    assert careful["condition"] == {"question": bags["id"], "op": "is", "value": "yes"}


def test_a_condition_on_a_later_question_is_refused():
    data = {
        "name": "Backwards",
        "touchpoints": [
            {
                "name": "Luggage",
                "questions": [
                    question("careful", condition={"question": "bags", "op": "is", "value": "yes"}),
                    question("bags"),
                ],
            }
        ],
    }

    with pytest.raises(Invalid):
        make_checklist(data)

    assert Checklist.objects.count() == 0


@pytest.mark.parametrize(
    "broken",
    [
        question("a", kind="choice", options=[{"key": "x", "label": "X", "points": "1"}]),
        question(
            "a",
            kind="choice",
            options=[
                {"key": "x", "label": "X", "points": "0"},
                {"key": "y", "label": "Y", "points": "0"},
            ],
        ),
        question("a", kind="duration", bands=[{"up_to": "30", "share": "1"}]),
    ],
    ids=["one option", "options that earn nothing", "no open band"],
)
def test_a_question_that_cannot_be_scored_keeps_its_checklist_from_being_published(broken):
    data = {**SMALL_CHECKLIST, "touchpoints": [{"name": "Till", "questions": [broken]}]}
    draft = make_checklist(data, published=False)

    with pytest.raises(Invalid):
        versions.publish(draft, by=make_user())

    draft.refresh_from_db()
    assert draft.status == "draft"


def test_what_the_coach_looks_for_is_frozen_with_the_version(settings):
    small = {
        "name": "Small talk",
        "staff_names": "forbidden",
        "touchpoints": [
            {
                "name": "Farewell",
                "questions": [
                    question("words", kind="text", role="note", text_min=60),
                    question("more", kind="text", role="note"),
                    question("thanks"),
                ],
            }
        ],
    }
    settings.TEXT_MIN = 35
    published = make_checklist(small)
    settings.TEXT_MIN = 5

    frozen = document_of(Checklist.objects.get(pk=published.pk))
    revised = versions.assemble(versions.revise(published))

    for content in (frozen, revised):
        asked = content["touchpoints"][0]["questions"]
        assert content["staff_names"] == "forbidden"
        assert [one["text_min"] for one in asked] == [60, 35, None]


def test_a_checklist_that_says_something_else_of_names_is_refused():
    draft = versions.draft_from({**SMALL_CHECKLIST, "staff_names": "perhaps"}, organization=None)

    with pytest.raises(Invalid) as refusal:
        versions.publish(draft, by=make_user())

    assert set(refusal.value.errors) == {"staff_names"}

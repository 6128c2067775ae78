"""The reviewer sees what the shopper was told, and begins from there."""

import pytest
from django.urls import reverse

from shopper.visits.models import Redo, Visit
from tests import factories
from tests.handing_in import deliver
from tests.phone import make_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
BELTS, SMELL, THANKS = (
    "Are seat belts at hand?",
    "How does it smell?",
    "Did the driver say thank you?",
)
NOTE = "He was very friendly and polite."
NEEDS_A_WORD = "The answer needs a word: what was seen or heard?"


def hand_in(visit, **fields) -> Visit:
    """The visit with a bad smell left unexplained, and a note that contradicts its answer."""
    contradicted = {"state": "answered", "value": "no", "note": NOTE}
    answers = {**factories.GOOD_ANSWERS, SMELL: 1, THANKS: contradicted}
    return deliver(visit, make_document(visit, answers, **fields))


@pytest.fixture
def visit(organization):
    return factories.make_visit(location=factories.make_location(organization))


def told(answer):
    return [(one.text, one.words, one.is_passed_over) for one in answer.context["told"]]


def review(client, visit, query=""):
    return client.get(reverse("console:review", args=[visit.pk]) + query)


def test_the_page_shows_what_the_phone_remarked_with_a_link_to_each_answer(client, visit):
    hand_in(visit)
    smell = factories.question_ids(visit)[SMELL]

    answer = review(client, visit)

    assert told(answer) == [
        (SMELL, NEEDS_A_WORD, False),
        (THANKS, "The answer objects, the note sounds content. Which one is right?", False),
    ]
    assert f'href="#answer-{smell}"' in answer.content.decode()
    assert f'id="answer-{smell}"' in answer.content.decode()


def test_what_was_told_and_sent_all_the_same_is_marked(client, visit):
    smell = factories.question_ids(visit)[SMELL]
    hand_in(visit, passed_over=[{"question": smell, "code": "bad_without_word"}])

    answer = review(client, visit)

    assert [passed for _text, _words, passed in told(answer)] == [True, False]
    assert answer.content.decode().count("told, and sent all the same") == 1


def test_a_visit_with_nothing_to_remark_says_so(client, organization):
    visit = factories.make_submitted_visit(location=factories.make_location(organization))

    page = review(client, visit).content.decode()

    assert "There was nothing to remark." in page


def test_sending_back_begins_from_a_remark_with_its_words(client, visit):
    hand_in(visit)
    smell = factories.question_ids(visit)[SMELL]

    answer = review(client, visit, f"?back={smell}.bad_without_word&back=nonsense")
    client.post(
        reverse("console:review-send-back", args=[visit.pk]),
        {"back": [smell], f"note-{smell}": answer.context["draft"].notes[smell]},
    )

    assert answer.context["draft"].ticked == {smell}
    assert Redo.objects.get().note == NEEDS_A_WORD


def test_a_checklist_of_an_older_form_is_remarked_upon_as_well(client, visit, monkeypatch):
    content = {**visit.checklist.content}
    content.pop("staff_names")
    for touchpoint in content["touchpoints"]:
        for question in touchpoint["questions"]:
            question.pop("text_min")
    hand_in(visit)
    monkeypatch.setattr("frontend.console.coached.document_of", lambda checklist: content)

    answer = review(client, visit)

    assert answer.status_code == 200
    assert [text for text, *_rest in told(answer)] == [SMELL, THANKS]

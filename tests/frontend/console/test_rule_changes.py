"""What changes is told before it is published: old beside new, and nothing that stays."""

from dataclasses import replace

import pytest

from frontend.console import rule_changes
from shopper.checklists import ruling
from shopper.checklists.document import document_of
from tests import factories
from tests.frontend.console.rules_page import newest, page_of, sent, typed
from tests.samples.enclosed import QUIZ, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    (first, *others) = factories.SMALL_CHECKLIST["touchpoints"]
    spent = {
        **factories.question("spent", "What did it cost?", kind="number", role="note"),
        "expense": {"amount": "25.00", "currency": "EUR"},
        "photo": {"rule": "required", "min": 1, "max": 1},
    }
    told = factories.question("told", "What was said?", kind="text", role="note")
    moments = [{**first, "questions": [*first["questions"], told, spent]}, *others]
    data = {**factories.SMALL_CHECKLIST, "briefing": "Sit.\nPay.", "touchpoints": moments}
    return document_of(factories.make_checklist(data))


@pytest.fixture
def stated(document):
    return ruling.rules_of(document)


def told(document, stated, **changed):
    return [
        (
            change.name,
            [line.words for line in change.before.lines if line.is_new],
            [line.words for line in change.after.lines if line.is_new],
        )
        for change in rule_changes.changes(document, stated, replace(stated, **changed))
    ]


def part(document, text):
    moments = document["touchpoints"]
    named = [*moments, *(question for moment in moments for question in moment["questions"])]
    return next(one["id"] for one in named if text in (one.get("name"), one.get("text")))


def test_what_stays_is_not_told(document, stated):
    assert told(document, stated) == []


def test_of_a_briefing_the_lines_are_marked_that_come_and_go(document, stated):
    found = told(document, stated, briefing="Sit.\nPay in cash.")

    assert found == [("Briefing", ["Pay."], ["Pay in cash."])]


def test_names_of_staff_are_told_in_words(document, stated):
    [(name, before, after)] = told(document, stated, staff_names="forbidden")

    assert name == "Names of staff"
    assert before != after
    assert "forbidden" not in before


def test_a_question_of_the_quiz_is_told_with_its_answers_and_the_right_one(document, stated):
    [(name, before, [words])] = told(document, stated, quiz=QUIZ)

    assert (name, before) == ("Quiz", [])
    assert words.splitlines() == [QUIZ[0]["text"], "– Yes", "✓ No, never", QUIZ[0]["why"]]


def test_pictures_in_another_order_are_told_though_none_comes_or_goes(document, stated):
    both = [picture("A"), picture("B")]
    two = replace(stated, pictures=both)

    assert told(document, two, pictures=both[::-1]) == [("Pictures of the briefing", [], [])]


def test_windows_lengths_limits_and_examples_are_told_at_what_they_are_of(document, stated):
    farewell, said, cost = (
        part(document, name) for name in ("Farewell", "What was said?", "What did it cost?")
    )
    week = {"opens_after_hours": 168, "open_for_hours": 72}
    limit = {"amount": "30", "currency": "CHF"}
    least = stated.least_characters[said]

    found = told(
        document,
        stated,
        windows={**stated.windows, farewell: week},
        least_characters={**stated.least_characters, said: 80},
        limits={cost: limit},
        examples={**stated.examples, cost: picture("The receipt")},
    )

    assert sorted(found) == sorted(
        [
            (
                "Farewell",
                ["Asked during the visit"],
                ["Follow-through: opens 7 days after the visit, and is open for 3 days."],
            ),
            ("What was said?", [f"At least {least} characters"], ["At least 80 characters"]),
            ("What did it cost?", ["Given back up to 25.00 EUR"], ["Given back up to 30 CHF"]),
            ("What did it cost?", [], ["The receipt"]),
        ]
    )


@pytest.fixture
def checklist(client):
    client.force_login(factories.make_operator())
    german = {"checklist": {"briefing": "Kaufen Sie Kuchen."}}
    data = {**factories.SMALL_CHECKLIST, "briefing": "Buy a cake.", "translations": {"de": german}}
    return factories.make_checklist(data)


def test_looking_at_what_changes_publishes_nothing_and_names_the_languages(client, checklist):
    answer = client.post(page_of(checklist), typed(client, checklist, whole__briefing="Buy tea."))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Buy a cake." in page
    assert "Buy tea." in page
    assert "Deutsch" in page
    assert newest(checklist) == checklist


def test_what_was_looked_at_is_what_the_page_sends_and_what_is_published(client, checklist):
    new = {"picture-0-kept": picture()["src"], "picture-0-alt": "The sign"}
    looked = client.post(page_of(checklist), {**typed(client, checklist), **new})
    carried = looked.context["sheet"].carried

    client.post(page_of(checklist), {**carried, "sure": "on", "publish": "1"})

    assert document_of(newest(checklist))["pictures"] == [picture("The sign")]


def test_nothing_is_published_before_that_was_agreed_to_and_what_was_typed_stays(client, checklist):
    given = {**typed(client, checklist, whole__briefing="Buy tea."), "publish": "1"}

    answer = client.post(page_of(checklist), given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#sure">Please agree below' in page
    assert "Buy tea." in page
    assert newest(checklist) == checklist


def test_who_goes_back_finds_what_was_typed(client, checklist):
    looked = client.post(page_of(checklist), typed(client, checklist, whole__briefing="Buy tea."))

    answer = client.post(page_of(checklist), {**looked.context["sheet"].carried, "back": "1"})

    assert answer.status_code == 200
    assert sent(answer.context["sheet"])["whole-briefing"] == "Buy tea."


def test_what_is_wrong_with_a_whole_part_leads_to_it(client, checklist):
    later = {f"moment-{n}-{name}": "1" for n in (1, 2) for name in ("later", "after", "length")}

    answer = client.post(page_of(checklist), {**typed(client, checklist), **later})

    assert '<a href="#after">At least one moment' in answer.content.decode()

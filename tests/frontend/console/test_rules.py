"""The rules of a visit at the desk: quiz, briefing, what is asked later, published as the next version."""

from dataclasses import replace

import pytest
from django.urls import reverse

from shopper.checklists import ruling, translating, versions
from shopper.checklists.document import document_of
from tests import factories
from tests.frontend.console.rules_page import SURE, newest, page_of, sent, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agency_operator")]

# Where the text and the expense stand: behind all that the small checklist asks first.
FIRST = len(factories.SMALL_CHECKLIST["touchpoints"][0]["questions"])
TEXT, EXPENSE = f"question-1-{FIRST + 1}", f"question-1-{FIRST + 2}"
QUIZ = [{"text": "What do you buy?", "options": ["Bread", "Cake"], "right": 1, "why": "Read on."}]
GERMAN = {
    "briefing": "Kaufen Sie Kuchen.",
    "quiz.0.text": "Was kaufen Sie?",
    "quiz.0.option.0": "Brot",
    "quiz.0.option.1": "Kuchen",
}


@pytest.fixture
def checklist():
    first, *others = factories.SMALL_CHECKLIST["touchpoints"]
    told = {"key": "told", "text": "What was said?", "kind": "text", "role": "note"}
    spent = {
        "key": "spent",
        "text": "What did it cost?",
        "kind": "number",
        "role": "note",
        "expense": {"amount": "25.00", "currency": "EUR"},
        "photo": {"rule": "required", "min": 1, "max": 1},
    }
    moments = [{**first, "questions": [*first["questions"], told, spent]}, *others]
    data = {
        **factories.SMALL_CHECKLIST,
        "briefing": "Buy a cake.",
        "quiz": QUIZ,
        "touchpoints": moments,
        "translations": {"de": {"checklist": GERMAN}},
    }
    return factories.make_checklist(data)


def test_the_page_shows_the_rules_as_they_stand(client, checklist):
    page = client.get(page_of(checklist)).content.decode()

    for words in ("Buy a cake.", "What do you buy?", "Cake", "Read on.", "What was said?", "25.00"):
        assert words in page, words


def test_the_next_version_has_the_rules_that_were_typed_and_planned_visits_keep_theirs(
    client, checklist
):
    visit = factories.make_visit(checklist=checklist)
    asked = {
        "quiz-1-text": "Whom do you tell?",
        "quiz-1-option_0": "Nobody",
        "quiz-1-option_2": "Everybody",
        "quiz-1-right": "0",
    }
    later = {"moment-2-later": "on", "moment-2-after": "7", "moment-2-length": "1.5"}
    more = {
        "whole-briefing": "Buy two cakes.\r\nPay cash.",
        "whole-staff_names": "forbidden",
        f"{TEXT}-characters": "80",
        f"{EXPENSE}-amount": "30",
        f"{EXPENSE}-currency": "chf",
    }

    answer = client.post(
        page_of(checklist), {**typed(client, checklist), **asked, **later, **more, **SURE}
    )

    newer = newest(checklist)
    assert answer.url == reverse("console:checklist", args=[newer.pk])
    document = document_of(newer)
    first, second = document["touchpoints"]
    assert document["briefing"] == "Buy two cakes.\nPay cash."
    assert document["staff_names"] == "forbidden"
    assert [one["text"] for one in document["quiz"]] == ["What do you buy?", "Whom do you tell?"]
    assert document["quiz"][1]["options"] == ["Nobody", "Everybody"]
    assert first["follow_through"] is None
    assert second["follow_through"] == {"opens_after_hours": 168, "open_for_hours": 36}
    assert first["questions"][FIRST]["text_min"] == 80
    assert first["questions"][FIRST + 1]["expense"] == {"amount": "30", "currency": "CHF"}
    assert newer.version == 2
    visit.refresh_from_db()
    assert visit.checklist == checklist


def test_a_form_in_which_nothing_was_changed_publishes_nothing_and_says_so(client, checklist):
    answer = client.post(page_of(checklist), {**typed(client, checklist), **SURE}, follow=True)

    assert "Nothing was changed" in answer.content.decode()
    assert newest(checklist) == checklist


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"quiz-1-text": "Alone?"}, "Give at least two answers."),
        ({"quiz-0-option_0": "Cake"}, "Two answers are the same."),
        ({"quiz-0-right": "4"}, "Say which answer is right."),
        ({"quiz-0-right": "nine"}, "Select a valid choice."),
        ({"quiz-0-text": ""}, "Say what is asked."),
        ({"quiz-0-place": "0"}, "Select a valid choice."),
        ({"quiz-0-text": "x" * 301}, "at most 300 characters"),
        ({"moment-2-later": "on"}, "Say how many days."),
        ({"moment-2-later": "on", "moment-2-after": "91", "moment-2-length": "3"}, "equal to 90"),
        ({"moment-2-later": "on", "moment-2-after": "many", "moment-2-length": "3"}, "number"),
        (
            {f"moment-{n}-{name}": "1" for n in (1, 2) for name in ("later", "after", "length")},
            "At least one moment must be asked during the visit.",
        ),
        ({f"{TEXT}-characters": "-1"}, "greater than or equal to 0"),
        ({f"{EXPENSE}-amount": "0"}, "greater than or equal to 0.01"),
        ({f"{EXPENSE}-currency": "Euro"}, "at most 3 characters"),
        ({f"{EXPENSE}-currency": "€€€"}, "Give three letters, such as EUR."),
        ({"whole-staff_names": "perhaps"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client, checklist, wrong, said):
    given = {**typed(client, checklist, whole__briefing="Buy tea."), **wrong, **SURE}

    answer = client.post(page_of(checklist), given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Buy tea." in page
    assert newest(checklist) == checklist


def test_a_moment_that_earlier_answers_ask_about_cannot_be_asked_later(client):
    dear = {"key": "dear", "text": "Was it dear?", "kind": "yes_no", "good": "no"}
    why = {
        "key": "why",
        "text": "And why?",
        "kind": "yes_no",
        "good": "yes",
        "condition": {"question": "dear", "op": "is", "value": "yes"},
    }
    moments = [{"name": "Price", "questions": [dear]}, {"name": "Reason", "questions": [why]}]
    checklist = factories.make_checklist({"name": "Two", "touchpoints": moments})
    later = {"moment-1-later": "on", "moment-1-after": "7", "moment-1-length": "3"}

    answer = client.post(page_of(checklist), {**typed(client, checklist), **later, **SURE})

    assert answer.status_code == 422
    assert "Its condition is only known after the visit." in answer.content.decode()


def test_a_question_of_the_quiz_is_taken_away_and_what_it_was_translated_into_goes(
    client, checklist
):
    answer = client.post(
        page_of(checklist), {**typed(client, checklist), "quiz-0-remove": "on", **SURE}
    )

    document = document_of(newest(checklist))
    assert answer.status_code == 302
    assert document["quiz"] == []
    assert document["translations"]["de"] == {"checklist": {"briefing": "Kaufen Sie Kuchen."}}


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({"quiz-2-place": "1"}, ["3?", "What do you buy?", "2?"]),
        ({"quiz-0-place": "3"}, ["2?", "3?", "What do you buy?"]),
        ({"quiz-0-place": "2", "quiz-1-place": "1"}, ["2?", "What do you buy?", "3?"]),
    ],
    ids=str,
)
def test_a_question_of_the_quiz_moves_with_its_answers_and_its_translation(
    client, checklist, places, order
):
    more = {
        f"quiz-{n}-{name}": value
        for n in (1, 2)
        for name, value in {
            "text": f"{n + 1}?",
            "option_0": "Yes",
            "option_1": "No",
            "right": "0",
        }.items()
    }

    client.post(page_of(checklist), {**typed(client, checklist), **more, **places, **SURE})

    document = document_of(newest(checklist))
    assert [one["text"] for one in document["quiz"]] == order
    stands = order.index("What do you buy?")
    assert document["quiz"][stands]["options"] == ["Bread", "Cake"]
    german = document["translations"]["de"]["checklist"]
    assert german[f"quiz.{stands}.text"] == "Was kaufen Sie?"


def test_translations_go_with_the_text_they_are_of_and_what_changed_is_to_be_translated_anew(
    client, checklist
):
    moved = {
        "quiz-1-text": "What do you buy?",
        "quiz-1-option_0": "Cake",
        "quiz-1-option_1": "Bread",
        "quiz-1-right": "0",
        "quiz-0-text": "Where do you buy it?",
    }

    answer = client.post(
        page_of(checklist), {**typed(client, checklist), **moved, **SURE}, follow=True
    )

    german = document_of(newest(checklist))["translations"]["de"]["checklist"]
    assert "quiz.0.text" not in german
    assert german["quiz.1.text"] == "Was kaufen Sie?"
    assert [german["quiz.1.option.0"], german["quiz.1.option.1"]] == ["Kuchen", "Brot"]
    assert "to be translated anew: Deutsch" in answer.content.decode()


def test_the_second_of_two_operators_is_told_and_loses_nothing_typed(client, checklist):
    given = {**typed(client, checklist, whole__briefing="Buy tea."), **SURE}
    colleague = factories.make_operator(name="Carla Colleague")
    translating.translate(checklist, "ar", {"checklist": {"name": "رحلة"}}, by=colleague)

    answer = client.post(page_of(checklist), given)

    page = answer.content.decode()
    standing = newest(checklist)
    assert answer.status_code == 409
    assert "Carla Colleague published version 2 meanwhile" in page
    assert "Buy tea." in page
    client.post(page_of(standing), given)
    assert document_of(newest(checklist))["briefing"] == "Buy tea."
    assert set(document_of(newest(checklist))["translations"]) == {"de", "ar"}


def test_what_a_colleague_changed_meanwhile_stands_where_nothing_else_was_typed(client, checklist):
    given = {**typed(client, checklist), f"{TEXT}-characters": "80", **SURE}
    rules = ruling.rules_of(document_of(checklist))
    theirs = replace(rules, briefing="Buy bread.", quiz=[])
    ruling.rule(checklist, theirs, by=factories.make_operator(name="Carla Colleague"))

    answer = client.post(page_of(checklist), given)
    assert answer.status_code == 409
    again = sent(answer.context["sheet"])
    client.post(page_of(newest(checklist)), {**again, **SURE})

    document = document_of(newest(checklist))
    assert document["version"] == 3
    assert (document["briefing"], document["quiz"]) == ("Buy bread.", [])
    assert document["touchpoints"][0]["questions"][FIRST]["text_min"] == 80


def test_spaces_and_line_ends_that_nobody_typed_change_nothing(client):
    first, *others = factories.SMALL_CHECKLIST["touchpoints"]
    hour = {"opens_after_hours": 1, "open_for_hours": 1}
    asked = {**QUIZ[0], "text": " What do you buy? "}
    checklist = factories.make_checklist(
        {
            **factories.SMALL_CHECKLIST,
            "briefing": " Buy a cake.\r\nPay. ",
            "quiz": [asked],
            "touchpoints": [first, *({**other, "follow_through": hour} for other in others)],
        }
    )

    answer = client.post(page_of(checklist), {**typed(client, checklist), **SURE})

    assert answer.status_code == 302
    assert newest(checklist) == checklist


def test_what_counts_for_nothing_holds_nothing_up(client, checklist):
    idle = {"quiz-0-remove": "on", "quiz-0-text": "x" * 301, "moment-2-after": "91"}

    answer = client.post(page_of(checklist), {**typed(client, checklist), **idle, **SURE})

    assert answer.status_code == 302
    assert document_of(newest(checklist))["quiz"] == []


def test_a_draft_that_waits_is_told_and_nothing_is_published(client, checklist):
    versions.revise(checklist)

    answer = client.post(
        page_of(checklist), {**typed(client, checklist, whole__briefing="Buy tea."), **SURE}
    )

    assert answer.status_code == 409
    assert "There is a draft" in answer.content.decode()
    assert "Buy tea." in answer.content.decode()


def test_an_older_version_leads_to_the_one_that_stands(client, checklist, agency_operator):
    newer = translating.take_away(checklist, "de", by=agency_operator)

    assert client.get(page_of(checklist)).url == page_of(newer)


def test_who_runs_one_client_reads_the_agencys_checklist_and_does_not_change_its_rules(
    client, checklist
):
    client.force_login(factories.make_operator(factories.make_organization()))

    page = client.get(reverse("console:checklist", args=[checklist.pk])).content.decode()

    assert page_of(checklist) not in page
    assert client.get(page_of(checklist)).status_code == 404
    assert client.post(page_of(checklist), SURE).status_code == 404


def test_rules_that_only_a_program_could_give_are_refused_as_well(checklist, agency_operator):
    rules = ruling.rules_of(document_of(checklist))
    impossible = replace(rules, quiz=[{**QUIZ[0], "right": 7}])

    with pytest.raises(ruling.Invalid) as refused:
        ruling.rule(checklist, impossible, by=agency_operator)

    assert "quiz" in refused.value.errors

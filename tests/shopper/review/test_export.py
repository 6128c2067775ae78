"""Visits leave as a table that a spreadsheet opens, and in which nothing is lost or run."""

import csv
import io

import pytest

from shopper.review import export, grading
from shopper.visits.models import Visit
from tests import factories

pytestmark = pytest.mark.django_db


def table_of(checklist):
    text = "".join(export.as_csv(Visit.objects.all(), checklist))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    head = [name.split(" ", 1)[1] if name[0] == "Q" and "?" in name else name for name in rows[0]]
    return [dict(zip(head, row, strict=True)) for row in rows[1:]]


def two_visits(checklist):
    first = factories.make_submitted_visit(checklist=checklist)
    second = factories.make_submitted_visit(
        {"Is the inside spotlessly clean?": "no"}, checklist=checklist
    )
    return first, second


def test_each_visit_is_a_row_with_its_score_and_an_answer_for_each_question():
    checklist = factories.make_checklist()
    first, second = two_visits(checklist)
    grading.grade(first, by=None)

    rows = table_of(checklist)

    assert [row["Location"] for row in rows] == [first.location.name, second.location.name]
    assert rows[0]["Percent"] == str(first.scores.get().percent)
    assert rows[1]["Percent"] == ""
    assert rows[0]["How does it smell?"] == "4"
    assert [row["Is the inside spotlessly clean?"] for row in rows] == ["yes", "no"]
    assert rows[1]["Did the driver say thank you?"] == ""


def test_visits_with_and_without_answers_keep_to_their_own_rows():
    checklist = factories.make_checklist()
    factories.make_visit(checklist=checklist)
    with_answers = factories.make_submitted_visit(checklist=checklist)
    factories.make_visit(checklist=checklist)

    rows = table_of(checklist)

    answered = [row["Visit"] for row in rows if row["Are seat belts at hand?"]]
    assert [identity.replace("-", "") for identity in answered] == [with_answers.pk.hex]
    assert len(rows) == 3


def test_what_was_set_aside_says_how_and_why():
    checklist = factories.make_checklist()
    visit = factories.make_submitted_visit({}, checklist=checklist)
    factories.make_answer(
        visit, "Are seat belts at hand?", state="could_not_check", reason="Too dark"
    )
    factories.make_answer(visit, "Did the driver say thank you?", state="not_applicable")

    row = table_of(checklist)[0]

    assert row["Are seat belts at hand?"] == "could not check: Too dark"
    assert row["Did the driver say thank you?"] == "does not apply"


def test_a_note_that_looks_like_a_formula_is_text():
    checklist = factories.make_checklist()
    visit = factories.make_submitted_visit({}, checklist=checklist)
    factories.make_answer(visit, "What did the driver say?", '=HYPERLINK("http://evil.example")')
    factories.make_answer(visit, "Is the inside spotlessly clean?", "yes", note="+49 40 1234")

    text = "".join(export.as_csv(Visit.objects.all(), checklist))

    assert "'=HYPERLINK" in text
    assert ",'+49 40 1234" in text


def test_visits_of_another_checklist_stay_out():
    checklist, other = factories.make_checklist(), factories.make_checklist()
    factories.make_submitted_visit(checklist=other)

    assert table_of(checklist) == []


def test_the_number_of_queries_does_not_grow_with_the_visits(django_assert_num_queries):
    checklist = factories.make_checklist()
    for _ in range(3):
        factories.make_submitted_visit(checklist=checklist)

    with django_assert_num_queries(2):
        list(export.as_csv(Visit.objects.all(), checklist))


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        (
            {
                "kind": "several",
                "options": [{"key": "a", "label": "Please"}, {"key": "b", "label": "Thanks"}],
            },
            ["b", "a"],
            "Thanks; Please",
        ),
        ({"kind": "choice", "options": [{"key": "a", "label": "Clean"}]}, "a", "Clean"),
        ({"kind": "duration"}, {"seconds": 42, "from": None, "to": None}, "42"),
        ({"kind": "photo"}, None, ""),
        ({"kind": "number"}, "18.40", "18.40"),
    ],
    ids=["several", "choice", "duration", "photo", "number"],
)
def test_an_answer_reads_as_a_person_would_write_it(question, value, words):
    assert export.in_words(question, value) == words

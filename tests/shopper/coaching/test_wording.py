"""Each remark in words that say what to do."""

import pytest

from shopper.coaching import wording
from tests import cases
from tests.shopper.coaching.visits import remarks_of

TABLE = cases.load("coaching")


def test_every_remark_of_the_table_can_be_said():
    for case in TABLE:
        for remark in remarks_of(case):
            said = wording.words(remark)

            assert said
            assert "%(" not in said


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("a photograph that is required", "2 photos are still missing"),
        ("a note that is too short is required, not advised", "The note needs 4 more characters"),
        (
            "a name where the checklist forbids it",
            "A person is named: “Mr Miller”. Names must not be given here; say the role.",
        ),
        ("one text for two questions", "The same words as for “First?”. What was it like here?"),
        ("a text shorter than asked", "16 of at least 20 characters. What was it like exactly?"),
    ],
)
def test_a_remark_says_how_much_is_missing_and_what_it_is_about(case, words):
    (one,) = [found for found in TABLE if found["name"] == case]

    assert [wording.words(remark) for remark in remarks_of(one)] == [words]

"""Answers and captions as a person says them."""

import pytest

from reports import wording

RATING = {"kind": "rating", "steps": 5, "step_labels": ["Poor", "", "", "", "Excellent"]}
CHOICE = {"kind": "choice", "options": [{"key": "a", "label": "At once"}]}
SEVERAL = {
    "kind": "several",
    "options": [{"key": "a", "label": "Please"}, {"key": "b", "label": "Sorry"}],
}


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ({"kind": "yes_no"}, "yes", "Yes"),
        ({"kind": "yes_no"}, "no", "No"),
        (CHOICE, "a", "At once"),
        (SEVERAL, ["a", "b"], "Please, Sorry"),
        (SEVERAL, [], "None of these"),
        (RATING, 5, "5 of 5, Excellent"),
        (RATING, 2, "2 of 5"),
        ({"kind": "number", "unit": "°C"}, "21.5", "21.5 °C"),
        ({"kind": "duration"}, {"seconds": 1}, "1 second"),
        ({"kind": "duration"}, {"seconds": 95}, "1:35 minutes"),
        ({"kind": "text"}, " Hello. ", "Hello."),
        ({"kind": "photo"}, None, ""),
        ({"kind": "time"}, "14:05", "noted"),
    ],
)
def test_an_answer_in_words(question, value, words):
    """A time of day is never printed: it would tell the minute of the visit."""
    assert wording.answer_in_words(question, value) == words


def test_a_caption_has_at_most_fourteen_words():
    long = " ".join(str(n) for n in range(30))

    assert wording.finding("Clean?", "No", long).split()[:14] == long.split()[:14]
    assert wording.finding("Clean?", "No", long).endswith(" …")
    assert wording.finding("Clean?", "No", "  ") == "Clean? No"

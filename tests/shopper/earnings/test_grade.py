"""The grade of a shopper's work: its parts, their weights, and what each says."""

from datetime import timedelta
from fractions import Fraction

import pytest

from shopper.earnings import grade as grading
from shopper.earnings.grade import Work
from shopper.earnings.wording import why

CASES = [
    ("faultless", Work(asked=30), None, 100),
    ("faultless, and the reviewer finds it excellent", Work(asked=30), 5, 100),
    ("faultless, and the reviewer finds it poor", Work(asked=30), 1, 85),
    ("faultless, and the reviewer finds it middling", Work(asked=30), 3, 93),  # 92.5
    ("a minute late", Work(late=timedelta(minutes=1), asked=30), None, 85),  # 72.5 of 85
    ("a day late", Work(late=timedelta(days=1), asked=30), None, 85),
    ("later than a day", Work(late=timedelta(days=1, seconds=1), asked=30), None, 71),
    ("half could not be checked", Work(asked=10, lacking=5), None, 85),
    ("nothing could be checked", Work(asked=10, lacking=10), None, 71),
    ("a checklist that asked nothing", Work(), None, 100),
    ("sent back once", Work(asked=30, times_back=1), None, 88),  # 75 of 85: 88.2
    ("sent back twice", Work(asked=30, times_back=2), None, 76),  # 65 of 85: 76.5
    ("sent back five times", Work(asked=30, times_back=5), None, 76),
    ("one remark passed over", Work(asked=30, passed_over=1), None, 96),  # 81.25 of 85: 95.6
    ("nine remarks passed over", Work(asked=30, passed_over=9), None, 82),  # 70 of 85: 82.4
    ("all that can go wrong", Work(timedelta(days=9), 10, 10, 3, 9), 1, 0),
]


@pytest.mark.parametrize(
    ("work", "mark", "total"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_grade_is_the_weighted_mean_of_its_parts(work, mark, total):
    assert grading.grade(work, mark=mark).total == total


def test_a_half_is_rounded_up():
    assert [grading.half_up(Fraction(n, 2)) for n in (185, 184, 1, 0)] == [93, 92, 1, 0]


def test_the_weights_are_a_hundred_in_all():
    assert sum(grading.WEIGHTS.values()) == 100


def test_a_part_that_nobody_judged_is_not_there():
    codes = [part.code for part in grading.grade(Work(asked=3)).parts]

    assert codes == ["on_time", "complete", "first_time", "well_told"]


@pytest.mark.parametrize("mark", [0, 6, -1])
def test_a_mark_is_from_one_to_five(mark):
    with pytest.raises(ValueError, match=str(mark)):
        grading.grade(Work(), mark=mark)


def test_each_part_says_why_in_words():
    work = Work(timedelta(seconds=61), asked=12, lacking=1, times_back=2, passed_over=1)

    told = [why(part) for part in grading.grade(work, mark=4).as_documents()]

    assert told == [
        "2 minutes after the window had closed",
        "1 of 12 questions without what was asked for",
        "Sent back 2 times",
        "1 remark passed over",
        "4 of 5 by the reviewer",
    ]


def test_what_is_faultless_is_said_as_well():
    told = [why(part) for part in grading.grade(Work(asked=12)).as_documents()]

    assert told == [
        "Within the window",
        "All 12 questions with what was asked for",
        "Never sent back",
        "No remark passed over",
    ]

"""Over several visits: counts, means, and no claim that the number of visits cannot carry."""

import math
import random
from decimal import Decimal

import pytest

from shopper.checklists import conditions
from shopper.scoring import period, sheet
from tests import cases


def result(percent="75.0", **verdicts):
    counts = {"misery": 0, "mediocrity": 0, "magic": 0, **verdicts}
    return period.Result(None if percent is None else Decimal(percent), **counts)


def percents(*numbers):
    return [Decimal(str(number)) for number in numbers]


def test_counts_mean_and_number_of_visits_stand_side_by_side():
    three = [
        result("80.0", magic=2, misery=1),
        result("70.0", mediocrity=3),
        result("60.1", misery=3),
    ]

    summary = period.summary(three)

    assert (summary.n, summary.scored) == (3, 3)
    assert summary.percent == Decimal("70.0")  # 210.1 ÷ 3 = 70.03…
    assert (summary.misery, summary.mediocrity, summary.magic) == (4, 3, 2)
    assert summary.odd_visit_percent == 33
    assert summary.is_rankable


def test_the_mean_is_rounded_half_up():
    assert period.summary([result("70.0"), result("70.1")]).percent == Decimal("70.1")


def test_no_visits_are_no_zero():
    summary = period.summary([])

    assert (summary.n, summary.percent, summary.odd_visit_percent) == (0, None, None)
    assert summary.word_of_mouth.balance == 0
    assert not summary.is_rankable


def test_a_visit_that_saw_nothing_of_a_moment_is_not_counted_there():
    summary = period.summary([result(None), result("50.0", misery=1)])

    assert (summary.n, summary.scored, summary.odd_visit_percent) == (1, 1, 100)


def test_a_moment_of_extras_alone_is_a_visit_without_a_percent():
    summary = period.summary([result(None, magic=1), result("90.0", mediocrity=1)])

    assert (summary.n, summary.scored, summary.magic) == (2, 1, 1)
    assert summary.percent == Decimal("90.0")


@pytest.mark.parametrize(
    ("visits", "percent"), [(0, None), (1, 100), (2, 50), (3, 33), (6, 17), (8, 13), (12, 8)]
)
def test_what_one_odd_visit_could_explain(visits, percent):
    assert period.odd_visit_percent(visits) == percent


@pytest.mark.parametrize(("visits", "rankable"), [(0, False), (2, False), (3, True), (30, True)])
def test_nothing_is_ranked_on_fewer_than_three_visits(visits, rankable):
    assert period.is_rankable(visits) is rankable


def test_word_of_mouth_breaks_even_at_two_magics_for_each_misery():
    even = period.word_of_mouth(magics=4, miseries=2)
    worse = period.word_of_mouth(magics=1, miseries=1)

    assert even.balance == 0
    assert worse.balance == -10
    assert (worse.magics, worse.miseries) == (1, 1)
    assert (worse.told_by_magic, worse.told_by_misery) == (10, 20)


def test_an_agency_with_another_source_sets_its_own_multipliers():
    summary = period.summary([result(magic=3, misery=2)], told_by_magic=8, told_by_misery=10)

    assert summary.word_of_mouth.balance == 4
    assert (summary.word_of_mouth.told_by_magic, summary.word_of_mouth.told_by_misery) == (8, 10)


def test_a_score_is_read_whole_and_by_moment():
    case = next(c for c in cases.load("scoring") if c["name"].startswith("one moment of each"))
    asked = conditions.asked(case["touchpoints"], case["answers"])
    content = sheet.score(case["touchpoints"], case["answers"], {}, asked).as_document()

    whole = period.of_visit(content)
    moments = [period.of_touchpoint(moment) for moment in content["touchpoints"]]

    assert whole == result("66.7", misery=1, mediocrity=1, magic=1)
    assert moments == [
        result("0.0", misery=1),
        result("100.0", mediocrity=1),
        result("100.0", magic=1),
        result(None),
    ]


@pytest.mark.parametrize(
    ("before", "after"), [((), ()), ((50, 50), (90, 90, 90)), ((50, 50, 50), (90, 90))]
)
def test_a_trend_needs_three_visits_on_either_side(before, after):
    found = period.trend(percents(*before), percents(*after))

    assert (found.code, found.change, found.margin) == ("too_few", None, None)


def test_a_large_steady_rise_is_a_trend():
    found = period.trend(percents(60, 62, 58), percents(80, 82, 78))

    # Both scatter by 2, taken as 2.5: 2.776 × 2.5 × √(2/3) = 5.666, with 4 degrees of freedom.
    assert (found.code, found.change, found.margin) == ("up", Decimal("20.0"), Decimal("5.7"))


def test_a_fall_is_a_trend_the_other_way_round():
    found = period.trend(percents(80, 82, 78), percents(60, 62, 58))

    assert (found.code, found.change, found.margin) == ("down", Decimal("-20.0"), Decimal("5.7"))


def test_a_rise_within_the_scatter_of_its_visits_is_noise():
    found = period.trend(percents(50, 70, 90), percents(60, 80, 100))

    # Both scatter by 20: 2.776 × 20 × √(2/3) = 45.33.
    assert (found.code, found.change, found.margin) == ("noise", Decimal("10.0"), Decimal("45.3"))


def test_the_same_rise_on_many_visits_is_a_trend():
    before, after = percents(*[50, 70, 90] * 40), percents(*[60, 80, 100] * 40)

    assert period.trend(before, after).code == "up"


def test_three_visits_that_agree_to_the_decimal_prove_little():
    small = period.trend(percents(80, 80, 80), percents(85, 85, 85))
    large = period.trend(percents(80, 80, 80), percents(86, 86, 86))

    assert (small.code, large.code) == ("noise", "up")


def test_one_odd_visit_makes_no_trend():
    found = period.trend(percents(80, 81, 79, 80), percents(80, 81, 79, 20))

    assert found.code == "noise"


def test_sets_of_unlike_scatter_and_size():
    found = period.trend(percents(70, 72, 74, 76, 78), percents(50, 60, 70))

    # s² 10 and 100: √(10/5 + 100/3) = 5.944; (35.33)² ÷ (2²/4 + 33.33²/2) = 2.24, so 2 degrees
    # of freedom: 4.303 × 5.944 = 25.58.
    assert (found.code, found.change, found.margin) == ("noise", Decimal("-14.0"), Decimal("25.6"))


def test_a_change_of_almost_nothing_has_no_sign():
    found = period.trend(percents(*["80.01"] * 3), percents(*["80.00"] * 3))

    assert str(found.change) == "0.0"


def student_density(t, freedom):
    constant = math.gamma((freedom + 1) / 2) / math.gamma(freedom / 2)
    return constant / math.sqrt(freedom * math.pi) * (1 + t * t / freedom) ** (-(freedom + 1) / 2)


@pytest.mark.parametrize("freedom", range(1, 31))
def test_the_table_of_student_is_right(freedom):
    edge, steps = float(period.STUDENT_T[freedom - 1]), 4000
    width = edge / steps
    inner = sum(student_density(i * width, freedom) * (4 if i % 2 else 2) for i in range(1, steps))
    area = (inner + student_density(0, freedom) + student_density(edge, freedom)) * width / 3

    assert 0.5 + area == pytest.approx(0.975, abs=3e-5)


@pytest.mark.parametrize("visits", [3, 4, 12])
def test_of_twenty_comparisons_without_a_change_about_one_is_called_one(visits):
    dice = random.Random(1985)
    pairs = [
        [percents(*(round(dice.gauss(75, 8), 1) for _ in range(visits))) for _ in "ab"]
        for _ in range(2000)
    ]

    called = sum(period.trend(*pair).code != "noise" for pair in pairs)

    assert 0.02 <= called / len(pairs) <= 0.06

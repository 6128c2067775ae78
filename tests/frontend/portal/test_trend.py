"""The drawing of a trend: numbers in, points out."""

from datetime import date
from decimal import Decimal

from frontend.portal import trend

MONTH = date(2026, 11, 1)


def percents(*values):
    return [(MONTH, Decimal(value)) for value in values]


def test_nothing_is_drawn_without_a_percent():
    assert trend.drawn([]) is None


def test_the_points_run_from_edge_to_edge_and_a_hundred_is_on_top():
    drawn = trend.drawn(percents("0", "100"))

    assert drawn.path == "16,144 624,16"


def test_the_mean_is_a_line_with_one_decimal():
    drawn = trend.drawn(percents("50", "75", "75"))

    assert drawn.mean == Decimal("66.7")


def test_one_visit_of_four_could_explain_a_quarter():
    assert trend.drawn(percents("50", "60", "70", "80")).one_visit_explains == 25

"""Charts are pure text: named for who cannot see them, coloured never alone, safe in a page."""

import re
from xml.etree import ElementTree

import pytest

from reports import charts, pages
from reports.charts import GridRow, Pair, Stop, TrendPoint
from reports.shapes import Mean

STOPS = [Stop("1", "misery"), Stop("2", "mediocrity"), Stop("3", "magic"), Stop("4", None)]
POINTS = [TrendPoint(f"{n} Nov", 60.0 + n, f"{60 + n}.0", (1, 2, 3)) for n in range(12)]
DRAWN = {
    "map": charts.moment_map(STOPS, title="A & B"),
    "long map": charts.moment_map(STOPS * 8, title="A & B"),
    "grid": charts.visit_grid(["1", "2"], [GridRow(("magic", None), "▲ 1")], title="A & B"),
    "gauge": charts.gauge(83.3, network=None, title="A & B"),
    "gauge with network": charts.gauge(0.0, network=100.0, title="A & B"),
    "sparkline": charts.sparkline([50.0, None, 70.0], title="A & B"),
    "trend": charts.trend(POINTS, floor=60, magic=90, title="A & B"),
    "flat trend": charts.trend([POINTS[0]] * 3, floor=60, magic=90, title="A & B"),
    "trend of nothing": charts.trend([TrendPoint("x", 0.0, "0.0", (0, 0, 0))], floor=0, magic=0, title="A & B"),
    "dots": charts.dot_plot([Pair("misery", 0.0, "0.0 %", 100.0), Pair(None, 70.0, "70 %", None)], title="A & B"),
}  # fmt: skip


@pytest.mark.parametrize("svg", DRAWN.values(), ids=DRAWN)
def test_the_title_comes_first_and_is_escaped(svg):
    root = ElementTree.fromstring(svg)

    assert root[0].tag.endswith("title")
    assert root[0].text == "A & B"


@pytest.mark.parametrize("svg", DRAWN.values(), ids=DRAWN)
def test_a_strict_page_may_show_it(svg):
    assert not re.search(r"<style|style=|<script|\son\w+=|\sid=|href|url\(|class=", svg)


@pytest.mark.parametrize("svg", DRAWN.values(), ids=DRAWN)
def test_everything_lies_within_the_drawing(svg):
    root = ElementTree.fromstring(svg)
    wide, high = float(root.get("width")), float(root.get("height"))

    for element in root.iter():
        for axis, most in (("x", wide), ("y", high), ("cx", wide), ("cy", high)):
            at = float(element.get(axis, 0))
            assert 0 <= at <= most, (element.tag, axis, at)


def test_each_verdict_has_a_shape_of_its_own():
    svg = DRAWN["map"]

    assert svg.count("<polygon") == 2
    assert svg.count("<circle") == 1
    assert svg.count(charts.HATCH) > 5


def test_a_sparkline_of_fewer_than_two_is_nothing():
    assert charts.sparkline([None, 80.0], title="x") == ""


def test_where_everything_has_a_hundred_percent_the_plot_is_drawn_like_any_other():
    svg = charts.dot_plot([Pair("magic", 100.0, "100 %", 100.0)], title="All of it")

    assert ">100</text>" in svg


def test_the_largest_shortfall_stands_first_and_what_cannot_be_compared_last():
    chart = pages.dot_plot(
        [
            ("ahead", "magic", Mean(90, 1), Mean(80, 5)),
            ("too few", "magic", Mean(10, 1), Mean(80, 2)),
            ("behind", "misery", Mean(40, 1), Mean(80, 5)),
            ("nothing", None, Mean(None, 0), Mean(80, 5)),
        ],
        "en",
    )

    assert chart.names == ["behind", "ahead", "too few"]

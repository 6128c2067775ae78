"""Percents over the months as a small drawing: numbers in, points out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WIDTH = 640
HEIGHT = 160
EDGE_X = 16
EDGE_Y = 16


@dataclass(frozen=True)
class Point:
    """One visit's percent, and where it stands in the drawing."""

    x: int
    y: int
    percent: Decimal
    month: date


@dataclass(frozen=True)
class Trend:
    """The drawing, oldest first, with the mean as a line."""

    points: list[Point]
    path: str
    mean: Decimal
    mean_y: int
    one_visit_explains: int


def drawn(percents: Sequence[tuple[date, Decimal]]) -> Trend | None:
    """Return the drawing of these percents, oldest first; None when there are none."""
    if not percents:
        return None
    step = (WIDTH - 2 * EDGE_X) / max(1, len(percents) - 1)
    points = [
        Point(x=round(EDGE_X + index * step), y=_height(percent), percent=percent, month=month)
        for index, (month, percent) in enumerate(percents)
    ]
    mean = sum((percent for _month, percent in percents), Decimal(0)) / len(percents)
    return Trend(
        points=points,
        path=" ".join(f"{point.x},{point.y}" for point in points),
        mean=mean.quantize(Decimal("0.1")),
        mean_y=_height(mean),
        one_visit_explains=round(100 / len(percents)),
    )


def _height(percent: Decimal) -> int:
    inside = HEIGHT - 2 * EDGE_Y
    return round(HEIGHT - EDGE_Y - float(percent) / 100 * inside)

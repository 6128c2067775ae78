"""Numbers ─► SVG text; pure. Presentation attributes only, so that a page may show it as it is.

Words arrive ready to print: what a chart says is the business of whoever asks for it. One unit
is one CSS pixel; 680 of them are the width of a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports import svg
from reports.svg import INK, MUTED, PAPER, RULE

WIDTH = 680
STOPS_A_ROW = 14
PLOT_WIDTH = 476  # what names of 54 mm leave of a page
HATCH, EMPTY = "#b9b4a8", "#f6f4ef"
FILL = {"misery": "#c2410c", "mediocrity": "#f0b429", "magic": "#0a4a66"}
ON_FILL = {"misery": "#ffffff", "mediocrity": "#17212b", "magic": "#ffffff"}
TINT = {"misery": "#fbeee7", "mediocrity": "#fdf6e3", "magic": "#e8f0f4"}


@dataclass(frozen=True)
class Stop:
    """One moment on a map; `verdict` is None when it was not observed."""

    label: str
    verdict: str | None


@dataclass(frozen=True)
class GridRow:
    """One moment over several visits; `note` stands at the end of the row."""

    verdicts: Sequence[str | None]
    note: str


@dataclass(frozen=True)
class TrendPoint:
    """One visit on the trend; `counts` are its miseries, mediocrities and magics."""

    label: str
    percent: float | None
    words: str
    counts: tuple[int, int, int]


@dataclass(frozen=True)
class Pair:
    """One row of a dot plot: here, and in the network where enough visits were made."""

    verdict: str | None
    here: float
    words: str
    network: float | None


def moment_map(stops: Sequence[Stop], *, title: str) -> str:
    """Draw the journey as a line of stops, each with the glyph of its verdict."""
    a_row, gap, high = STOPS_A_ROW, 4, 36
    wide = min(56.0, (WIDTH - gap * (min(len(stops), a_row) - 1)) / max(1, min(len(stops), a_row)))
    drawn: list[str] = []
    for index, stop in enumerate(stops):
        row, column = divmod(index, a_row)
        x, y = column * (wide + gap), row * (high + 20)
        if column:
            drawn.append(svg.line(x - gap, y + high / 2, x, y + high / 2, MUTED, 1.5))
        drawn += _cell(x, y, wide, high, stop.verdict, radius=7)
        drawn.append(svg.text(x + wide / 2, y + high + 12, stop.label, anchor="middle"))
    rows = -(-len(stops) // a_row) or 1
    return svg.document(WIDTH, rows * (high + 20) - 4, title, drawn)


def grid_height(rows: int) -> int:
    """Return how high a grid of so many moments is drawn."""
    return 18 + rows * 22


def visit_grid(columns: Sequence[str], rows: Sequence[GridRow], *, title: str) -> str:
    """Draw moments down and visits across: what repeats is seen at once.

    The names stand beside it in the page, in lines as high as a row: text in a drawing is
    neither broken nor put right where it is written from right to left.
    """
    notes, high, top = 76, 22, 18
    wide = min(44.0, (PLOT_WIDTH - notes) / max(1, len(columns)))
    drawn = [
        svg.text((index + 0.5) * wide - 1.5, 10, label, anchor="middle", size=9)
        for index, label in enumerate(columns)
    ]
    for number, row in enumerate(rows):
        y = top + number * high
        for index, verdict in enumerate(row.verdicts):
            drawn += _cell(index * wide, y, wide - 3, high - 3, verdict, radius=4)
        drawn.append(svg.text(len(columns) * wide + 8, y + 14, row.note, size=9))
    return svg.document(PLOT_WIDTH, grid_height(len(rows)), title, drawn)


def gauge(percent: float, *, network: float | None, title: str) -> str:
    """Draw a percent as a bar from 0 to 100, with a tick where the network's mean lies."""
    wide, high = 206, 20
    drawn = [
        svg.rect(0, 6, wide, 8, "#eceae4", radius=4),
        svg.rect(0, 6, max(8.0, wide * percent / 100), 8, INK, radius=4),
    ]
    if network is not None:
        x = wide * network / 100
        drawn += [svg.line(x, 1, x, 19, PAPER, 5), svg.line(x, 1, x, 19, MUTED, 2)]
    return svg.document(wide, high, title, drawn)


def sparkline(percents: Sequence[float | None], *, title: str) -> str:
    """Draw a run of percents by its own scale, the last one marked; nothing under two."""
    wide, high, edge = 74, 18, 4
    known = [percent for percent in percents if percent is not None]
    if len(known) < 2:
        return ""
    low, reach = min(known), max(4.0, max(known) - min(known))
    step = (wide - 2 * edge) / (len(percents) - 1)
    points = [
        (edge + index * step, high - edge - (percent - low) / reach * (high - 2 * edge))
        for index, percent in enumerate(percents)
        if percent is not None
    ]
    last = points[-1]
    return svg.document(wide, high, title, [svg.path(points, MUTED, 1.2), svg.dot(*last, 2.4, INK)])


@dataclass(frozen=True)
class _Scale:
    """From a percent to a place between `start` (where `low` lies) and `end` (100 percent)."""

    low: float
    start: float
    end: float

    def __call__(self, percent: float) -> float:
        return self.start + (percent - self.low) / (100 - self.low) * (self.end - self.start)

    def ticks(self) -> Iterator[int]:
        yield from range(int(self.low), 101, 10 if self.low >= 50 else 20)


def trend(points: Sequence[TrendPoint], *, floor: float, magic: float, title: str) -> str:
    """Draw up to twelve visits in their order, over the bands, with their verdicts below."""
    left, right, top, bottom = 34, WIDTH - 8, 12, 130
    known = [point.percent for point in points if point.percent is not None]
    y = _Scale(max(0.0, min([floor, *known]) // 20 * 20 - 20), bottom, top)
    step = (right - left - 56) / max(1, len(points) - 1)
    xs = [left + 28 + index * step for index in range(len(points))]
    drawn = list(_bands(left, right, y, floor=floor, magic=magic))
    line = [
        (x, y(point.percent))
        for x, point in zip(xs, points, strict=True)
        if point.percent is not None
    ]
    drawn.append(svg.path(line, INK, 1.6))
    for index, (x, point) in enumerate(zip(xs, points, strict=True)):
        drawn += _visit(x, y, point, bottom, is_last=point is points[-1])
        drawn += _value(x, y, point, is_last=point is points[-1], below=_is_dip(points, index))
    for row, verdict in enumerate(("magic", "mediocrity", "misery")):
        drawn += [_glyph(left - 14, bottom + 29 + row * 13, 3.6, verdict, FILL[verdict])]
    return svg.document(WIDTH, bottom + 62, title, drawn)


def _bands(left: float, right: float, y: _Scale, *, floor: float, magic: float) -> Iterator[str]:
    edges = (("misery", y.low, floor), ("mediocrity", floor, magic), ("magic", magic, 100.0))
    for verdict, lower, upper in edges:
        if upper > lower:
            yield svg.rect(left, y(upper), right - left, y(lower) - y(upper), TINT[verdict])
    for tick in y.ticks():
        yield svg.line(left, y(tick), right, y(tick), RULE, 0.5)
        yield svg.text(left - 6, y(tick) + 3, str(tick), anchor="end", size=9)


def _visit(x: float, y: _Scale, point: TrendPoint, axis: float, *, is_last: bool) -> Iterator[str]:
    if point.percent is not None:
        yield svg.dot(x, y(point.percent), 4.4 if is_last else 3.2, INK)
    yield svg.text(x, axis + 14, point.label, anchor="middle", size=9, bold=is_last)
    for row, count in enumerate(reversed(point.counts)):
        yield svg.text(x, axis + 32 + row * 13, str(count), anchor="middle", size=9, colour=INK)


def _is_dip(points: Sequence[TrendPoint], index: int) -> bool:
    """Say whether the line rises on both sides, so that a number above would be crossed out."""
    here = points[index].percent
    beside = [points[at].percent for at in (index - 1, index + 1) if 0 <= at < len(points)]
    return here is not None and all(other is not None and other > here for other in beside)


def _value(x: float, y: _Scale, point: TrendPoint, *, is_last: bool, below: bool) -> Iterator[str]:
    if point.percent is not None:
        height = y(point.percent)
        beside = height + 15 if below or height < 26 else height - 8
        yield svg.text(x, beside, point.words, anchor="middle", colour=INK, bold=is_last)


def dot_plot(pairs: Sequence[Pair], *, title: str) -> str:
    """Draw each moment's percent against the network's, in the order given; names stand beside it."""
    left, right, high, top = 12, PLOT_WIDTH - 60, 19, 18
    every = [pair.here for pair in pairs] + [p.network for p in pairs if p.network is not None]
    # Where every percent is 100 the scale has a width all the same.
    low = min(80.0, min(every, default=0.0) // 20 * 20)
    x = _Scale(max(0.0, low), left, right)
    drawn = [svg.text(x(tick), 9, str(tick), anchor="middle", size=9) for tick in x.ticks()]
    end = top + len(pairs) * high
    drawn += [svg.line(x(tick), top - 4, x(tick), end, RULE, 0.5) for tick in x.ticks()]
    for row, pair in enumerate(pairs):
        drawn += _pair(pair, x, top + row * high + high / 2, left, right)
    return svg.document(PLOT_WIDTH, end + 2, title, drawn)


def _pair(pair: Pair, x: _Scale, y: float, left: float, right: float) -> Iterator[str]:
    yield svg.line(left, y, right, y, EMPTY, 1)
    if pair.network is not None:
        yield svg.line(x(pair.network), y, x(pair.here), y, MUTED, 1.4)
        yield svg.dot(x(pair.network), y, 4, PAPER, edge=MUTED)
    yield _glyph(x(pair.here), y, 5, pair.verdict, FILL.get(pair.verdict or "", INK))
    yield svg.text(PLOT_WIDTH, y + 3.5, pair.words, anchor="end", colour=INK)


def _cell(
    x: float, y: float, wide: float, high: float, verdict: str | None, *, radius: float
) -> Iterator[str]:
    if verdict is None:
        yield svg.rect(x, y, wide, high, EMPTY, radius=radius, edge=HATCH)
        yield from _hatching(x, y, wide, high)
        return
    yield svg.rect(x, y, wide, high, FILL[verdict], radius=radius)
    size = min(6.5, high * 0.22)
    yield _glyph(x + wide / 2, y + high / 2, size, verdict, ON_FILL[verdict])


def _hatching(x: float, y: float, wide: float, high: float) -> Iterator[str]:
    """Draw diagonals inside a cell, without a clip, so that no identity repeats on a page."""
    inset = 2.5
    left, top, right, bottom = x + inset, y + inset, x + wide - inset, y + high - inset
    offset = left - (bottom - top) + 6
    while offset < right:
        start, end = max(offset, left), min(offset + bottom - top, right)
        yield svg.line(start, bottom - (start - offset), end, bottom - (end - offset), HATCH, 1)
        offset += 6


def _glyph(x: float, y: float, size: float, verdict: str | None, colour: str) -> str:
    if verdict == "magic":
        return svg.polygon(
            [(x - size, y + size * 0.8), (x + size, y + size * 0.8), (x, y - size)], colour
        )
    if verdict == "misery":
        return svg.polygon(
            [(x - size, y - size * 0.8), (x + size, y - size * 0.8), (x, y + size)], colour
        )
    return svg.dot(x, y, size * 0.9, colour)

"""How tall the cover's photograph may be, so that the verdict can be read on one page.

A page lays itself out only once, so the room is reckoned beforehand from the length of what
stands above. Millimetres; each line is taken a little taller than it is.
"""

from collections.abc import Iterable, Sequence

PAGE_MM = 258
HEIGHTS_MM = (65, 55, 45, 35)
FIXED_MM = 12 + 13 + 11 + 29 + 10 + 12
LINE_MM = 4.8
LEGEND_LINE_MM = 4.4
A_TITLE, A_LINE, A_HALF, A_THIRD = 28, 100, 44, 34


def photo_height_mm(
    *,
    title: str,
    above: float,
    warnings: Iterable[str],
    halves: Sequence[Sequence[str]],
    legend: Iterable[Sequence[str]] = (),
) -> int | None:
    """Return the tallest height that leaves everything on the page; None when there is no room.

    `above` is the height of the map, `halves` are the two lists of highlights side by side, and
    `legend` the rows of names below the map.
    """
    used = FIXED_MM + above + 10.5 * lines(title, A_TITLE)
    used += sum(4 + LINE_MM * lines(text, A_LINE) for text in warnings if text)
    used += max((_list_mm(texts) for texts in halves), default=0.0)
    used += sum(LEGEND_LINE_MM * max(lines(name, A_THIRD) for name in row) for row in legend if row)
    return next((height for height in HEIGHTS_MM if used + height <= PAGE_MM), None)


def _list_mm(texts: Sequence[str]) -> float:
    return sum(1.6 + LINE_MM * lines(text, A_HALF) for text in texts)


def lines(text: str, characters: int) -> int:
    """Return on how many lines a text stands; a word that does not fit goes to the next line."""
    count, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > characters:
            count, used = count + 1, 0
        used += len(word) + bool(used)
        count, used = count + used // (characters + 1), used % (characters + 1)
    return count

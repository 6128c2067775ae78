"""The few SVG elements that charts are made of, by presentation attributes only; pure."""

from collections.abc import Sequence
from html import escape

INK, MUTED, RULE, PAPER = "#17212b", "#5b6670", "#d9d5cc", "#ffffff"
FONT = "Moments Inter, Inter, sans-serif"


def document(wide: float, high: float, title: str, drawn: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{number(wide)}" height="{number(high)}" '
        f'viewBox="0 0 {number(wide)} {number(high)}" font-family="{FONT}" font-size="10">'
        f"<title>{escape(title)}</title>{''.join(drawn)}</svg>"
    )


def rect(
    x: float, y: float, wide: float, high: float, fill: str, *, radius: float = 0, edge: str = ""
) -> str:
    rounded = f' rx="{number(radius)}"' if radius else ""
    edged = f' stroke="{edge}" stroke-width="0.8"' if edge else ""
    size = f'width="{number(wide)}" height="{number(high)}"'
    return f'<rect x="{number(x)}" y="{number(y)}" {size} fill="{fill}"{rounded}{edged}/>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str, wide: float) -> str:
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{number(wide)}"/>'


def path(points: Sequence[tuple[float, float]], colour: str, wide: float) -> str:
    if len(points) < 2:
        return ""
    through = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polyline points="{through}" fill="none" stroke="{colour}" stroke-width="{number(wide)}"/>'


def polygon(points: Sequence[tuple[float, float]], colour: str) -> str:
    return f'<polygon points="{" ".join(f"{number(x)},{number(y)}" for x, y in points)}" fill="{colour}"/>'


def dot(x: float, y: float, radius: float, colour: str, *, edge: str = "") -> str:
    edged = f' stroke="{edge}" stroke-width="1.4"' if edge else ""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{colour}"{edged}/>'
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    size: float = 10,
    colour: str = MUTED,
    bold: bool = False,
) -> str:
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    sized = "" if size == 10 else f' font-size="{number(size)}"'
    heavy = ' font-weight="600"' if bold else ""
    at = f'x="{number(x)}" y="{number(y)}"'
    return f'<text {at}{placed}{sized}{heavy} fill="{colour}">{escape(words)}</text>'


def number(amount: float) -> str:
    """Return a coordinate as short as it can be, the same on every machine."""
    return f"{amount:.1f}".rstrip("0").rstrip(".") or "0"

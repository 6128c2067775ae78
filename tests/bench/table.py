"""Tables for people, on a terminal."""

from collections.abc import Sequence


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table: the first column to the left, numbers to the right."""
    texts = [[_text(cell) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(head, *texts, strict=True)]
    print(f"\n{title}\n")
    for row in [list(head), ["-" * width for width in widths], *texts]:
        first, *others = row
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        print("  " + "  ".join(cells).rstrip())


def judge(
    what: str, measured: float, bound: float, unit: str = "", *, at_least: bool = False
) -> None:
    """Print one bound and whether this run kept it; a single run is no proof either way."""
    kept = measured >= bound if at_least else measured <= bound
    relation = "at least" if at_least else "at most"
    verdict = "kept" if kept else "NOT KEPT"
    print(f"  {verdict:8}  {what}: {_text(measured)}{unit}, {relation} {_text(bound)}{unit}")


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return (
            f"{cell:.2f}"
            if abs(cell) < 10
            else f"{cell:.0f}"
            if abs(cell) >= 100
            else f"{cell:.1f}"
        )
    return str(cell)

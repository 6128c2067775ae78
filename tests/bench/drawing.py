"""The process in which `paper` measures: it draws a report and its floor in turn, and nothing else.

Reads a job as JSON from its standard input and writes what it measured to its standard output.
"""

import json
import re
import sys
import time
from html import escape, unescape

from reports import press

press.settle()
# The tests' tools bring lxml, which fontTools loads where it is; installations do not have it.
sys.modules["lxml"] = None  # type: ignore[assignment]

from weasyprint import HTML  # noqa: E402

from reports import jobs, rendering  # noqa: E402
from tests.bench import processes  # noqa: E402

HIDDEN = re.compile(r"<(style|script|svg|title)\b.*?</\1>", re.DOTALL)
BLOCK = re.compile(r"</(?:p|td|th|h\d|li|caption|figcaption|div)>")
TAG = re.compile(r"<[^>]+>")


def measure(job: jobs.Job, rounds: int) -> dict:
    """Draw report and floor in turn; the first of each is only to warm up."""
    before_mb = processes.peak_mb()
    report = rendering.draw(job)
    # Memory is read before the floor is drawn, so that it is the report's alone.
    peak_mb = processes.peak_mb()
    plain = as_plain_as(rendering.markup(job), report.page_count)
    times: dict[str, list[float]] = {"report": [], "floor": []}
    for _ in range(rounds):
        for name, draw in (
            ("report", lambda: rendering.draw(job)),
            ("floor", lambda: pages(plain)),
        ):
            began = time.process_time()
            draw()
            times[name].append(time.process_time() - began)
    return times | {
        "pages": report.page_count,
        "idle_mb": before_mb,
        "peak_mb": peak_mb,
        "file_mb": len(report.pdf) / 1e6,
    }


def as_plain_as(markup: str, page_count: int) -> str:
    """Return the report's words as paragraphs, spaced so that they fill as many pages."""
    body = HIDDEN.sub("", markup[markup.index("<body") :])
    texts = (unescape(TAG.sub(" ", part)).strip() for part in BLOCK.split(body))
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    for spacing in range(10, 400, 4):
        plain = (
            "<html lang=en><title>Floor</title><style>@page { size: A4; margin: 16mm }"
            f"body {{ font: 10pt/{spacing / 10} sans-serif }}</style>{paragraphs}</html>"
        )
        if pages(plain) >= page_count:
            return plain
    raise AssertionError("no spacing fills as many pages")


def pages(plain: str) -> int:
    """Draw plain HTML with nothing of the product's, and return its number of pages."""
    document = HTML(string=plain).render(pdf_variant="pdf/ua-1")
    document.write_pdf(pdf_variant="pdf/ua-1")
    return len(document.pages)


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    sys.stdout.write(json.dumps(measure(jobs.Job(**asked["job"]), asked["rounds"])))

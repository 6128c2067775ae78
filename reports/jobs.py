"""What is to be drawn, what comes of it, and the way to what draws.

Whoever only asks for a PDF, as the web server and the worker do, need not load WeasyPrint: that is
a second of the processor at each start, and memory for good.
"""

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Any, cast

from reports.audience import Audience
from shopper.scoring import period


class Unrenderable(Exception):
    """The pages cannot be drawn; says why."""


class Size(StrEnum):
    """The sheet that is printed on."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True)
class Job:
    """Everything that drawing needs, so that a process of its own can do it."""

    kind: str
    content: dict[str, Any]
    photo_folder: str
    audience: Audience = Audience.FULL
    paper: str = Size.A4
    told_by_magic: int = period.TOLD_BY_MAGIC
    told_by_misery: int = period.TOLD_BY_MISERY


@dataclass(frozen=True)
class Pages:
    """A PDF; the same job always gives the same bytes. `log` is what WeasyPrint remarked."""

    pdf: bytes
    page_count: int
    log: tuple[str, ...]


def draw(job: Job) -> Pages:
    """Draw a job's pages in this process, which loads WeasyPrint now if it has not yet.

    Raises:
        Unrenderable: something was asked for that a report may not show, or WeasyPrint erred.
    """
    return cast(Pages, import_module("reports.rendering").draw(job))

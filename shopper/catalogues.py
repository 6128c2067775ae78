"""The translators' files: read as they are written, and compiled as Django reads them.

Run as `python -m shopper.catalogues`; a server needs none of gettext's own tools for it.
"""

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.checks import CheckMessage, Warning, register

LOCALE = Path(__file__).resolve().parent.parent / "locale"
SOURCE = "en"


@dataclass(frozen=True)
class Entry:
    """One text with its plural, if it has one, a translation for each form of the language, and who says it."""

    texts: tuple[str, ...]
    translations: tuple[str, ...]
    is_fuzzy: bool
    files: tuple[str, ...] = ()

    @property
    def is_translated(self) -> bool:
        return bool(self.translations) and all(self.translations) and not self.is_fuzzy


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def entries(path: Path) -> list[Entry]:
    """Return every text of a file."""
    return [_entry(message) for message in read(path) if message.id]


def _entry(message: Message) -> Entry:
    return Entry(
        texts=_forms(message.id),
        translations=_forms(message.string),
        is_fuzzy=message.fuzzy,
        files=tuple(file for file, _line in message.locations),
    )


def _forms(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said or "",) if said is None or isinstance(said, str) else tuple(said)


def compiled(path: Path) -> bytes:
    """Return GNU's binary form of what is translated in a file and not marked as fuzzy."""
    binary = io.BytesIO()
    write_mo(binary, read(path))
    return binary.getvalue()


def sources() -> list[Path]:
    """Return the files of the server's texts, but that of the language the sources are in."""
    found = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
    return [path for path in found if path.parents[1].name != SOURCE]


def stale() -> list[Path]:
    """Return those that have changed since they were compiled, or never were."""
    return [path for path in sources() if not _is_fresh(path)]


def _is_fresh(path: Path) -> bool:
    target = path.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns


def compile_stale() -> None:
    """Write what Django reads, each file whole or not at all: others may be reading it."""
    for path in stale():
        new = path.with_suffix(f".{os.getpid()}.new")
        new.write_bytes(compiled(path))
        new.replace(path.with_suffix(".mo"))


@register("translation")
def check_that_all_is_compiled(**_: Any) -> list[CheckMessage]:
    """Report languages that people would not see, or would see as they were before an update."""
    return [
        Warning(
            f"The texts in {path.relative_to(LOCALE.parent)} are not compiled.",
            hint="Run: python -m shopper.catalogues",
            id="moments.W010",
        )
        for path in stale()
    ]


if __name__ == "__main__":
    compile_stale()

"""The translators' files: read as they are written, and compiled as Django reads them.

Run as `python -m shopper.catalogues`; a server needs none of gettext's own tools for it.
"""

import ast
import os
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Warning, register

LOCALE = Path(__file__).resolve().parent.parent / "locale"
SOURCE = "en"
LINE = re.compile(r'^(?P<name>msgctxt|msgid|msgid_plural|msgstr)(?:\[\d+\])? (?P<text>".*")$')
MAGIC, HEADER_BYTES, ROW_BYTES = 0x950412DE, 28, 8


@dataclass(frozen=True)
class Entry:
    """One text with its plural, if it has one, and a translation for each form of the language."""

    context: str
    texts: tuple[str, ...]
    translations: tuple[str, ...]
    is_fuzzy: bool

    @property
    def is_translated(self) -> bool:
        return bool(self.translations) and all(self.translations) and not self.is_fuzzy


def entries(path: Path) -> list[Entry]:
    """Return every entry of a file; the first, whose text is empty, is the file's head."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [found for found in map(_entry, blocks) if found.texts]


def _entry(block: str) -> Entry:
    said: dict[str, list[str]] = {"msgctxt": [], "text": [], "msgstr": []}
    latest: list[str] = []
    for line in block.splitlines():
        if match := LINE.match(line):
            name = match["name"]
            latest = said["text" if name.startswith("msgid") else name]
            latest.append(ast.literal_eval(match["text"]))
        elif line.startswith('"'):
            latest[-1] += ast.literal_eval(line)
    return Entry(
        context="".join(said["msgctxt"]),
        texts=tuple(said["text"]),
        translations=tuple(said["msgstr"]),
        is_fuzzy=any(line.startswith("#,") and "fuzzy" in line for line in block.splitlines()),
    )


def compiled(found: Iterable[Entry]) -> bytes:
    """Return GNU's binary form: a table of the texts in order, one of the translations, then all of them."""
    rows = sorted((_key(one), "\0".join(one.translations)) for one in found if one.is_translated)
    texts = [text.encode() for text, _words in rows]
    words = [said.encode() for _text, said in rows]
    first, second = HEADER_BYTES, HEADER_BYTES + ROW_BYTES * len(rows)
    place = second + ROW_BYTES * len(rows)
    tables, bodies = b"", b""
    for one in (*texts, *words):
        tables += struct.pack("<II", len(one), place + len(bodies))
        bodies += one + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(rows), first, second, 0, place)
    return head + tables + bodies


def _key(entry: Entry) -> str:
    context = f"{entry.context}\4" if entry.context else ""
    return context + "\0".join(entry.texts)


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
        new.write_bytes(compiled(entries(path)))
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

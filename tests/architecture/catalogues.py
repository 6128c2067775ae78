"""The translators' files, read as they lie in locale/."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

LINE = re.compile(r'^(?P<name>msgctxt|msgid|msgid_plural|msgstr)(?:\[\d+\])? (?P<text>".*")$')
PLACE = re.compile(r"%\((\w+)\)s|%%|%s|\{(\w*)\}")


@dataclass
class Entry:
    """One text with its translations: one, or as many as the language has plural forms."""

    texts: list[str] = field(default_factory=list)
    translations: list[str] = field(default_factory=list)
    is_fuzzy: bool = False

    @property
    def is_translated(self) -> bool:
        return bool(self.translations) and all(self.translations) and not self.is_fuzzy

    @property
    def strangers(self) -> set[str]:
        """Return the placeholders that only the text or only its translation has.

        A form for one or for two may say the number in words; what else stands there must stay.
        """
        wanted = [set(places(text)) for text in self.texts]
        found = [set(places(text)) for text in self.translations]
        allowed = set.union(*wanted)
        needed = allowed if len(self.translations) == 1 else allowed - {"%(count)s", "%(total)s"}
        return set().union(*(one - allowed for one in found), *(needed - one for one in found))


def places(text: str) -> list[str]:
    return [match[0] for match in PLACE.finditer(text) if match[0] != "%%"]


def entries(path: Path) -> list[Entry]:
    """Return every entry of a file but its head."""
    found = []
    for block in path.read_text().split("\n\n")[1:]:
        entry = Entry(is_fuzzy="\n#, fuzzy" in f"\n{block}")
        texts: list[str] = []
        for line in block.splitlines():
            if match := LINE.match(line):
                texts = entry.translations if match["name"] == "msgstr" else entry.texts
                texts = [] if match["name"] == "msgctxt" else texts
                texts.append(ast.literal_eval(match["text"]))
            elif line.startswith('"'):
                texts[-1] += ast.literal_eval(line)
        if entry.texts:
            found.append(entry)
    return found

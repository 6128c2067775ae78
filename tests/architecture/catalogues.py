"""What a translation must keep of its text."""

import re

from shopper.catalogues import Entry

PLACE = re.compile(r"%%?\((\w+)\)[sd]|%%|%[sd]|\{(\w*)\}")
COUNTS = {"%(count)s", "%(total)s", "%(n)s", "%(n)d", "%d", "%(days)s", "%(minutes)s"}


def strangers(entry: Entry) -> set[str]:
    """Return the placeholders that only the text or only its translation has.

    A form for one or for two may say the number in words; what else stands there must stay.
    """
    wanted = [set(places(text)) for text in entry.texts]
    allowed = set().union(*wanted)
    needed = allowed if len(wanted) == 1 else set.intersection(*wanted) - COUNTS
    found = [set(places(text)) for text in entry.translations]
    return set().union(*(one - allowed for one in found), *(needed - one for one in found))


def places(text: str) -> list[str]:
    return [match[0] for match in PLACE.finditer(text) if match[0] != "%%"]

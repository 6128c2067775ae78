"""Whether a text names a person: by a title before a name, or by a list of names."""

import re
import unicodedata
from collections.abc import Sequence

from shopper.coaching import lexicon
from shopper.coaching.words import WORD, plain

BLANKS = re.compile(r"[ \u00a0\t]+")
DOT_AND_BLANKS = re.compile(r"\.[ \u00a0\t]*")


def person_in(text: str, names: Sequence[str]) -> str:
    """Return the first person named, as it stands in the text; empty where there is none.

    A name of the list must be written as it is there, whole words and capitals.
    """
    whole = plain(text)
    found = list(WORD.finditer(whole))
    listed = [parts for name in names if (parts := WORD.findall(plain(name)))]
    for place, match in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if following and _is_title(match[0], whole[match.end() : following.start()], following[0]):
            return whole[match.start() : following.end()]
        for parts in listed:
            here = found[place : place + len(parts)]
            if [one[0] for one in here] == parts:
                return whole[match.start() : here[-1].end()]
    return ""


def _is_title(word: str, between: str, following: str) -> bool:
    title = word.lower()
    if title not in lexicon.TITLES or following in lexicon.NOT_NAMES:
        return False
    is_joined = BLANKS.fullmatch(between) or (
        title in lexicon.TITLES_WITH_A_DOT and DOT_AND_BLANKS.fullmatch(between)
    )
    return bool(is_joined) and _is_capital(word) and _is_capital(following)


def _is_capital(word: str) -> bool:
    """Arabic has no capitals: there every word may be a name."""
    return unicodedata.category(word[0]) == "Lu" or "\u0600" <= word[0] <= "\u06ff"

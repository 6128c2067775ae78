"""A text as its words, and how alike two texts are; both the same as on the phone."""

import re
import unicodedata
from itertools import pairwise

WORD = re.compile(r"[^\W_]+")
ARABIC_SIGNS = re.compile("[\u0640\u064b-\u065f\u0670]")


def plain(text: str) -> str:
    """Return the text in one spelling of its letters, without Arabic's vowel signs."""
    return unicodedata.normalize("NFC", ARABIC_SIGNS.sub("", text))


def words_of(text: str) -> list[str]:
    """Return the words in lower case, without what stands between them."""
    return WORD.findall(plain(text).lower())


def is_alike(one: list[str], other: list[str], percent: int) -> bool:
    """Say whether two texts share at least so many per cent of their pairs of neighbouring words.

    Shared pairs over all pairs, each counted once (Broder's resemblance, with pairs because the
    texts are short). A text without a pair is like nothing.
    """
    ours, theirs = _pairs(one), _pairs(other)
    together = ours | theirs
    return bool(together) and len(ours & theirs) * 100 >= percent * len(together)


def _pairs(words: list[str]) -> set[tuple[str, str]]:
    return set(pairwise(words))

"""The word lists and limits of the coach, as data; the phone has the same in tools/coach/lexicon.js."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopper.scoring import shares

CONTENT: dict[str, Any] = json.loads((Path(__file__).parent / "lexicon.json").read_text("utf-8"))

_limits: dict[str, Any] = CONTENT["limits"]
LOWEST_SHARE = shares.exact(_limits["lowest_share"])
TEXT_MIN: int = _limits["text_min"]
ALIKE_PERCENT: int = _limits["alike_percent"]
ALIKE_WORDS: int = _limits["alike_words"]
SAME_WORDS: int = _limits["same_words"]
FAR_TIMES: int = _limits["far_times"]
NEGATION_REACH: int = _limits["negation_reach"]

TITLES = frozenset(CONTENT["titles"])
TITLES_WITH_A_DOT = frozenset(CONTENT["titles_with_a_dot"])
NOT_NAMES = frozenset(CONTENT["not_names"])


class Words:
    """Whole words, and beginnings of words, which the data marks with an asterisk."""

    def __init__(self, listed: list[str]) -> None:
        self.whole = frozenset(word for word in listed if not word.endswith("*"))
        self.beginnings = tuple(word[:-1] for word in listed if word.endswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.beginnings)


@dataclass(frozen=True)
class Language:
    """What the coach knows of one language: little, and only single words."""

    common: Words
    praise: Words
    complaint: Words
    negations: Words
    contrasts: Words


LANGUAGES = {
    name: Language(**{part: Words(listed) for part, listed in lists.items()})
    for name, lists in CONTENT["languages"].items()
}

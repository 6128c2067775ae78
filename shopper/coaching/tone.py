"""Whether a text praises or complains, as far as single words tell. They cannot tell much."""

from typing import Literal

from shopper.coaching import lexicon
from shopper.coaching.lexicon import Language
from shopper.coaching.words import words_of

Tone = Literal["praise", "complaint"]


def tone_of(text: str, language: str) -> Tone | None:
    """Return what the text does throughout; None where it does both, neither, or weighs up.

    The language is guessed from the text; `language`, that of the checklist, is tried first
    where the text does not tell.
    """
    words = words_of(text)
    for spoken in _languages(words, language):
        tone = _tone(words, spoken)
        if tone is not None:
            return tone
    return None


def _languages(words: list[str], preferred: str) -> list[Language]:
    known = lexicon.LANGUAGES
    if any("\u0600" <= word[0] <= "\u06ff" for word in words):
        return [known["ar"]]
    counts = {name: sum(word in known[name].common for word in words) for name in known}
    most = max(counts.values())
    likely = [name for name in known if counts[name] == most]
    likely.sort(key=lambda name: name != preferred.split("-", maxsplit=1)[0])
    return [known[name] for name in likely]


def _tone(words: list[str], spoken: Language) -> Tone | None:
    if any(word in spoken.contrasts for word in words):
        return None
    found: set[Tone] = set()
    for place, word in enumerate(words):
        before = words[max(0, place - lexicon.NEGATION_REACH) : place]
        is_turned = any(one in spoken.negations for one in before)
        if word in spoken.praise:
            found.add("complaint" if is_turned else "praise")
        elif word in spoken.complaint:
            found.add("praise" if is_turned else "complaint")
    return found.pop() if len(found) == 1 else None

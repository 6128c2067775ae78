"""Write the phone's catalogues, two small files a language, out of what the translators have written.

One holds what a first start needs; what only the tools say comes with them, after it.

Run as `python -m frontend.phone.catalogues`, which `make words` does: what is made here is kept in the
tree, for the client runs as it lies there, and `make check` compares it.
"""

import json
from pathlib import Path

from shopper.catalogues import LOCALE, SOURCE, Entry, entries

CLIENT = Path(__file__).resolve().parent / "client"
TOOLS = "frontend/phone/client/tools/"
HEAD = "/** What only the tools say; `make words` has written it out of locale/. */\n"
FNV_OFFSET, FNV_PRIME, KEYS = 0x811C9DC5, 0x01000193, 36**4
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Forms = str | list[str]


def key_of(text: str) -> str:
    """Return the short name of a text, as `keyOf` in the phone's `model/words.js` does."""
    number = FNV_OFFSET
    for unit in memoryview(text.encode("utf-16-le")).cast("H"):
        number = ((number ^ unit) * FNV_PRIME) % 2**32
    number %= KEYS
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits


def translated(path: Path, *, by_tools: bool) -> dict[str, Forms]:
    """Return each text of a translators' file that has a translation, with its forms in order.

    Those that nobody but the tools says, or all the others.
    """
    return {
        one.texts[0]: list(one.translations) if len(one.texts) > 1 else one.translations[0]
        for one in entries(path)
        if one.is_translated and by_tools is _is_said_by_tools_alone(one)
    }


def _is_said_by_tools_alone(entry: Entry) -> bool:
    return all(file.startswith(TOOLS) for file in entry.files)


def named(texts: dict[str, Forms]) -> dict[str, Forms]:
    """Return the translations under the keys of their texts.

    Raises:
        ValueError: two texts have the same key; one of them must be said differently.
    """
    by_key: dict[str, str] = {}
    for text in texts:
        other = by_key.setdefault(key_of(text), text)
        if other != text:
            raise ValueError(f"two texts with the same key: {text!r} and {other!r}")
    return {key: texts[text] for key, text in sorted(by_key.items())}


def write(client: Path = CLIENT) -> list[Path]:
    """Write both catalogues of every language but that of the sources; return what was written."""
    (client / "words").mkdir(exist_ok=True)
    written = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/djangojs.po")):
        language = path.parents[1].name
        if language == SOURCE:
            continue
        first, later = (named(translated(path, by_tools=which)) for which in (False, True))
        if shared := first.keys() & later.keys():
            raise ValueError(f"two texts with the same key: {sorted(shared)}")
        words = client / "words" / f"{language}.json"
        words.write_text(_as_json(first) + "\n")
        module = client / "tools" / f"words-{language}.js"
        module.write_text(f"{HEAD}\nexport const WORDS = {_as_json(later)};\n")
        written += [words, module]
    return written


def _as_json(words: dict[str, Forms]) -> str:
    return json.dumps(words, ensure_ascii=False, indent=0, separators=(",", ":"))


if __name__ == "__main__":
    write()

"""Write the phone's catalogues, two small files a language, out of what the translators have written.

What a first start says is one of them; what only the tools say is the other, and is fetched with them.

Run as `python -m frontend.phone.catalogues`, which `make words` does: what is made here is kept in the
tree, for the client runs as it lies there, and `make check` compares it.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from shopper.catalogues import LOCALE, SOURCE, Entry, entries

CLIENT = Path(__file__).resolve().parent / "client"
TOOLS = "frontend/phone/client/tools/"
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


def translated(found: Iterable[Entry]) -> dict[str, Forms]:
    """Return each text that has a translation, with its forms in order."""
    return {
        one.texts[0]: list(one.translations) if len(one.texts) > 1 else one.translations[0]
        for one in found
        if one.is_translated
    }


def is_of_a_tool(entry: Entry) -> bool:
    return all(place.startswith(TOOLS) for place in entry.places)


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


def write(folder: Path = CLIENT) -> None:
    """Write every catalogue but that of the language of the sources, below the client's folder."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/djangojs.po")):
        language = path.parents[1].name
        if language == SOURCE:
            continue
        found = entries(path)
        named(translated(found))
        _write(folder / "words" / f"{language}.json", found, of_tools=False)
        _write(folder / "tools" / f"words.{language}.json", found, of_tools=True)


def _write(target: Path, found: list[Entry], *, of_tools: bool) -> None:
    words = named(translated(one for one in found if is_of_a_tool(one) is of_tools))
    text = json.dumps(words, ensure_ascii=False, indent=0, separators=(",", ":"))
    target.parent.mkdir(exist_ok=True)
    target.write_text(text + "\n")


if __name__ == "__main__":
    write()

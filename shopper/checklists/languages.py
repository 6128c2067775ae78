"""A checklist in further languages: which texts it has, what is wrong with a translation, how it reads.

A translation is a table by part and slot: the part is the checklist itself (`WHOLE`), or the identity
of a touchpoint or a question; the slot names the text within it, as `option.late` or `step.2`. What a
translation lacks is read in the checklist's own language, text by text. Answers, conditions and
scores know keys and identities only, so that no language changes what a visit is worth.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Document = dict[str, Any]
Translation = Mapping[str, Mapping[str, str]]

NAMES = {"en": "English", "de": "Deutsch", "ar": "العربية"}  # those in which a phone can be used
RIGHT_TO_LEFT = frozenset({"ar"})
WHOLE = "checklist"
LOOKS = ("misery", "mediocrity", "magic")
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]")


@dataclass(frozen=True)
class Text:
    """One text of a checklist in its own language, and how long it may be in another."""

    part: str
    slot: str
    original: str
    most: int

    @property
    def place(self) -> str:
        return f"{self.part}.{self.slot}"


@dataclass(frozen=True)
class Completeness:
    """How much of a checklist exists in one language."""

    language: str
    total: int
    missing: int

    @property
    def name(self) -> str:
        return NAMES.get(self.language, self.language)


def texts_of(document: Document) -> Iterator[Text]:
    """Yield what there is to translate, in the order of the journey; what is empty needs nothing."""
    every = [*_of_the_whole(document)]
    for moment in document["touchpoints"]:
        every += _of_touchpoint(moment)
        for question in moment["questions"]:
            every += _of_question(question)
    return (text for text in every if text.original)


def _of_the_whole(document: Document) -> Iterator[Text]:
    yield Text(WHOLE, "name", document["name"], 150)
    yield Text(WHOLE, "briefing", document["briefing"], 20_000)
    for place, picture in enumerate(document.get("pictures") or []):
        yield Text(WHOLE, f"picture.{place}", picture["alt"], 200)
    for place, asked in enumerate(document.get("quiz") or []):
        yield Text(WHOLE, f"quiz.{place}.text", asked["text"], 300)
        for number, option in enumerate(asked["options"]):
            yield Text(WHOLE, f"quiz.{place}.option.{number}", option, 200)
        yield Text(WHOLE, f"quiz.{place}.why", asked.get("why", ""), 500)


def _of_touchpoint(moment: Document) -> Iterator[Text]:
    yield Text(moment["id"], "name", moment["name"], 150)
    for verdict in LOOKS:
        yield Text(moment["id"], verdict, moment["looks_like"][verdict], 300)


def _of_question(question: Document) -> Iterator[Text]:
    part = question["id"]
    yield Text(part, "text", question["text"], 300)
    yield Text(part, "help", question["help"], 500)
    yield Text(part, "unit", question["unit"], 30)
    for option in question["options"]:
        yield Text(part, f"option.{option['key']}", option["label"], 200)
    for place, label in enumerate(question["step_labels"]):
        yield Text(part, f"step.{place}", label, 100)
    if question.get("example"):
        yield Text(part, "example", question["example"]["alt"], 200)


def faults(document: Document, translations: Any) -> dict[str, list[str]]:
    """Return what is wrong, by `translations.<language>.<part>.<slot>`; nothing where all is well."""
    if not isinstance(translations, Mapping):
        return {"translations": [_("Translations are a table by language.")]}
    found: dict[str, list[str]] = {}
    for language, translation in translations.items():
        place = f"translations.{language}"
        if language not in NAMES:
            found[place] = [_("No phone speaks the language “%(code)s”.") % {"code": language}]
        elif language == document["language"]:
            found[place] = [_("The checklist is in this language itself.")]
        else:
            wrong = translation_faults(document, translation)
            found |= {f"{place}.{text}" if text else place: why for text, why in wrong.items()}
    return found


def translation_faults(document: Document, translation: Any) -> dict[str, list[str]]:
    """Return what is wrong with one language, by `<part>.<slot>`."""
    if not isinstance(translation, Mapping):
        return {"": [_("A translation is a table by part of the checklist.")]}
    known = {(text.part, text.slot): text for text in texts_of(document)}
    found: dict[str, list[str]] = {}
    for part, slots in translation.items():
        if not isinstance(slots, Mapping):
            found[part] = [_("A translation is a table by part of the checklist.")]
            continue
        for slot, words in slots.items():
            text = known.get((part, slot))
            if why := _fault(text, words) if text else _("This checklist has no such text."):
                found[f"{part}.{slot}"] = [why]
    return found


def _fault(text: Text, words: Any) -> str:
    if not isinstance(words, str):
        return _("This is no text.")
    if len(words) > text.most:
        return _("At most %(most)s characters; there are %(have)s.") % {
            "most": text.most,
            "have": len(words),
        }
    if UNPRINTABLE.search(words):
        return _("There is a character in it that cannot be shown.")
    foreign = set(PLACEHOLDER.findall(words)) - set(PLACEHOLDER.findall(text.original))
    if foreign:
        return _("Nothing will be put in the place of “%(mark)s”.") % {"mark": min(foreign)}
    return ""


def cleaned(translation: Translation) -> dict[str, dict[str, str]]:
    """Return a translation without what says nothing, and without space around its texts."""
    kept = {
        part: {slot: words.strip() for slot, words in slots.items() if words.strip()}
        for part, slots in translation.items()
    }
    return {part: slots for part, slots in kept.items() if slots}


def renamed(translations: Any, identities: Mapping[str, str]) -> Any:
    """Return translations whose parts carry other identities; parts nobody knows keep theirs."""
    if not isinstance(translations, Mapping):
        return translations
    return {
        language: {identities.get(part, part): slots for part, slots in translation.items()}
        if isinstance(translation, Mapping)
        else translation
        for language, translation in translations.items()
    }


def translations_of(document: Document) -> dict[str, Translation]:
    """Return what a document is translated into; versions of an older form are into nothing."""
    found: dict[str, Translation] = document.get("translations") or {}
    return found


def carried(document: Document, changed: Document) -> dict[str, Translation]:
    """Return the document's translations as far as they are of texts that `changed` has as well.

    A text is known again by its words, so that it may have moved; one that was changed has none.
    """
    before = list(texts_of(document))
    return {
        language: _carried(before, translation, changed)
        for language, translation in translations_of(document).items()
    }


def _carried(
    before: Iterable[Text], translation: Translation, changed: Document
) -> dict[str, dict[str, str]]:
    in_place: dict[tuple[str, str, str], str] = {}
    anywhere: dict[tuple[str, str], str] = {}
    for text in before:
        if words := translation.get(text.part, {}).get(text.slot):
            in_place[text.part, text.slot, text.original] = words
            anywhere[text.part, text.original] = words
    kept: dict[str, dict[str, str]] = {}
    for text in texts_of(changed):
        same = in_place.get((text.part, text.slot, text.original))
        if words := same or anywhere.get((text.part, text.original), ""):
            kept.setdefault(text.part, {})[text.slot] = words
    return kept


def completeness(document: Document) -> list[Completeness]:
    """Return how much of it exists in each of its further languages."""
    texts = list(texts_of(document))
    return [
        Completeness(language, len(texts), _missing(texts, translation))
        for language, translation in translations_of(document).items()
    ]


def _missing(texts: Iterable[Text], translation: Translation) -> int:
    return sum(1 for text in texts if not translation.get(text.part, {}).get(text.slot))


def in_language(document: Document, language: str) -> Document:
    """Return the document as it reads in a language; the same where it is not translated into it.

    What is still in the checklist's own language is named beside it: `langs` says by field which.
    """
    translation = translations_of(document).get(language)
    if translation is None:
        return document
    read = _Reader(translation, document["language"])
    return {
        **read.fields(document, WHOLE, {"name": "name", "briefing": "briefing"}),
        "language": language,
        "original": document["language"],
        "quiz": [_quiz(read, *each) for each in enumerate(document.get("quiz") or [])],
        "pictures": [
            read.fields(picture, WHOLE, {"alt": f"picture.{place}"})
            for place, picture in enumerate(document.get("pictures") or [])
        ],
        "touchpoints": [_touchpoint(read, moment) for moment in document["touchpoints"]],
    }


@dataclass(frozen=True)
class _Reader:
    translation: Translation
    own: str

    def fields(self, thing: Document, part: str, slots: Mapping[str, str]) -> Document:
        """Return the thing with these of its fields read from these slots."""
        table = self.translation.get(part, {})
        asked = {field: slot for field, slot in slots.items() if thing.get(field)}
        here = {field: table[slot] for field, slot in asked.items() if table.get(slot)}
        return {**thing, **here, **self._marks(field for field in asked if field not in here)}

    def lines(self, thing: Document, part: str, field: str, slot: str) -> Document:
        """Return the thing with a list of texts read from numbered slots."""
        table = self.translation.get(part, {})
        found = [table.get(f"{slot}.{place}") for place in range(len(thing[field]))]
        lines = [new or old for new, old in zip(found, thing[field], strict=True)]
        marks = self._marks(
            f"{field}.{place}"
            for place, (new, old) in enumerate(zip(found, thing[field], strict=True))
            if old and not new
        )
        both = {**thing.get("langs", {}), **marks.get("langs", {})}
        return {**thing, field: lines, **({"langs": both} if both else {})}

    def _marks(self, fields: Iterable[str]) -> Document:
        marks = dict.fromkeys(fields, self.own)
        return {"langs": marks} if marks else {}


def _quiz(read: _Reader, place: int, asked: Document) -> Document:
    slots = {"text": f"quiz.{place}.text", "why": f"quiz.{place}.why"}
    return read.lines(read.fields(asked, WHOLE, slots), WHOLE, "options", f"quiz.{place}.option")


def _touchpoint(read: _Reader, moment: Document) -> Document:
    part = moment["id"]
    return {
        **read.fields(moment, part, {"name": "name"}),
        "looks_like": read.fields(moment["looks_like"], part, {name: name for name in LOOKS}),
        "questions": [_question(read, question) for question in moment["questions"]],
    }


def _question(read: _Reader, question: Document) -> Document:
    part = question["id"]
    texts = read.fields(question, part, {name: name for name in ("text", "help", "unit")})
    shown = read.lines(texts, part, "step_labels", "step")
    shown["options"] = [
        read.fields(option, part, {"label": f"option.{option['key']}"})
        for option in question["options"]
    ]
    if question.get("example"):
        shown["example"] = read.fields(question["example"], part, {"alt": "example"})
    return shown

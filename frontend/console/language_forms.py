"""A checklist beside its translation, text by text: what stands there, what was typed, what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from shopper.checklists import languages

Document = dict[str, Any]


@dataclass
class Row:
    """One text: named by its place in the journey, so that it is found again in another version."""

    name: str
    label: str
    text: languages.Text
    value: str
    errors: list[str] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """How many lines it takes to read the longer of the two."""
        longer = max(self.text.original, self.value, key=len)
        return min(14, 1 + longer.count("\n") + len(longer) // 64)


@dataclass
class Section:
    """The checklist itself, or one of its moments."""

    title: str
    number: int
    rows: list[Row]

    @property
    def missing(self) -> int:
        return sum(1 for row in self.rows if not row.value.strip())


class Sheet:
    """All texts of a document, with what is typed beside them."""

    def __init__(self, document: Document, language: str) -> None:
        self.language = language
        self.own = document["language"]
        self.document = document
        self.strays: list[str] = []  # typed for texts that this version does not have
        self.sections = _sections(document, languages.translations_of(document).get(language, {}))

    @property
    def rows(self) -> Iterator[Row]:
        return (row for section in self.sections for row in section.rows)

    def type(self, typed: Mapping[str, str]) -> None:
        """Put in what a form sent; line ends are as a checklist has them."""
        for row in self.rows:
            row.value = typed.get(row.name, row.value).replace("\r\n", "\n")

    def take_over(self, other: "Sheet") -> None:
        """Put in what was typed beside another version, where that asked for the same text."""
        here = {(row.name, row.text.original): row for row in self.rows}
        for row in other.rows:
            same = here.get((row.name, row.text.original))
            if same is not None:
                same.value = row.value
            elif row.value.strip():
                self.strays.append(row.value)

    def translation(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for row in self.rows:
            found.setdefault(row.text.part, {})[row.text.slot] = row.value
        return languages.cleaned(found)

    def is_valid(self) -> bool:
        """Whether every text can be published; if not, each row says what is wrong with it."""
        faults = languages.translation_faults(self.document, self.translation())
        for row in self.rows:
            row.errors = faults.get(row.text.place, [])
        return not faults

    @property
    def total(self) -> int:
        return sum(len(section.rows) for section in self.sections)

    @property
    def missing(self) -> int:
        return sum(section.missing for section in self.sections)

    @property
    def faulty(self) -> list[Row]:
        return [row for row in self.rows if row.errors]


def _sections(document: Document, translation: languages.Translation) -> list[Section]:
    places = {languages.WHOLE: (0, "checklist")}
    titles = [_("The checklist itself")]
    for number, moment in enumerate(document["touchpoints"], start=1):
        titles.append(moment["name"])
        places[moment["id"]] = (number, f"{number}")
        for place, question in enumerate(moment["questions"], start=1):
            places[question["id"]] = (number, f"{number}.{place}")
    sections = [Section(title, number, []) for number, title in enumerate(titles)]
    for text in languages.texts_of(document):
        number, name = places[text.part]
        value = translation.get(text.part, {}).get(text.slot, "")
        sections[number].rows.append(Row(f"{name}.{text.slot}", _label(text), text, value))
    return [section for section in sections if section.rows]


def _label(text: languages.Text) -> str:
    kind, _dot, rest = text.slot.partition(".")
    if kind == "quiz":
        number, part = rest.split(".")[:2]
        names = {"text": _("question"), "option": _("answer"), "why": _("explanation")}
        return _("Quiz %(number)s, %(part)s") % {"number": int(number) + 1, "part": names[part]}
    if kind == "step":
        return _("Step %(number)s") % {"number": int(rest) + 1}
    names = {
        "name": _("Name"),
        "briefing": _("Briefing"),
        "picture": _("What the picture shows"),
        "misery": _("Misery"),
        "mediocrity": _("Mediocrity"),
        "magic": _("Magic"),
        "text": _("Question"),
        "help": _("What to look at"),
        "unit": _("Unit"),
        "option": _("Option"),
        "example": _("What the picture shows"),
    }
    return names[kind]

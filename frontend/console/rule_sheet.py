"""All rules of a document on one page: each form named by its place in the journey."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from frontend.console import picture_forms, placing
from frontend.console.picture_forms import ExampleForm, PictureForm
from frontend.console.rule_forms import (
    HOURS_A_DAY,
    LengthForm,
    LimitForm,
    QuizForm,
    WholeForm,
    WindowForm,
    as_sent,
)
from shopper.checklists import enclosures, ruling
from shopper.checklists.document import Document, plain

# Where on the page somebody looks for what the domain says of a part of the document.
PARTS = {"quiz": "quiz", "pictures": "pictures", "touchpoints": "after"}


class RuleSheet:
    """All forms of one document, each named by its place in the journey; unbound without data."""

    def __init__(
        self,
        document: Document,
        data: Mapping[str, Any] | None = None,
        *,
        refused: Mapping[str, str] | None = None,
    ) -> None:
        self.document = document
        self.refused = refused or {}
        self.stated = ruling.rules_of(document)
        whole = {"briefing": self.stated.briefing, "staff_names": self.stated.staff_names}
        self.whole = WholeForm(data, prefix="whole", initial=whole)
        self.quiz = [
            QuizForm(data, prefix=f"quiz-{place}", initial=self._asked(place))
            for place in range(enclosures.MOST_QUESTIONS)
        ]
        self.pictures = [self._picture(place, data) for place in range(enclosures.MOST_PICTURES)]
        self.windows: list[tuple[Document, WindowForm]] = []
        self.lengths: list[tuple[Document, LengthForm]] = []
        self.limits: list[tuple[Document, LimitForm]] = []
        self.examples: list[tuple[Document, ExampleForm]] = []
        for number, moment in enumerate(document["touchpoints"], start=1):
            window = _days(self.stated.windows[moment["id"]])
            form = WindowForm(data, prefix=f"moment-{number}", initial=window)
            self.windows.append((moment, form))
            for place, question in enumerate(moment["questions"], start=1):
                self._of_question(question, data, f"question-{number}-{place}")
        self.faults: list[tuple[str, str]] = []  # each with the part of the page it is about

    def _of_question(self, question: Document, data: Mapping[str, Any] | None, prefix: str) -> None:
        if (least := self.stated.least_characters.get(question["id"])) is not None:
            length = LengthForm(data, prefix=prefix, initial={"characters": least})
            self.lengths.append((question, length))
        if limit := self.stated.limits.get(question["id"]):
            self.limits.append((question, LimitForm(data, prefix=prefix, initial=limit)))
        if question["id"] in self.stated.examples:
            name = f"example-{prefix}"
            initial = picture_forms.as_initial(self.stated.examples[question["id"]])
            form = ExampleForm(
                data, prefix=name, initial=initial, refusal=self.refused.get(name, "")
            )
            self.examples.append((question, form))

    def _picture(self, place: int, data: Mapping[str, Any] | None) -> PictureForm:
        name, stated = f"picture-{place}", self.stated.pictures[place : place + 1]
        initial = picture_forms.as_initial(stated[0] if stated else None)
        initial |= {"place": str(place + 1)}
        return PictureForm(data, prefix=name, initial=initial, refusal=self.refused.get(name, ""))

    def _asked(self, place: int) -> dict[str, Any]:
        if place >= len(self.stated.quiz):
            return {"place": str(place + 1)}
        asked = self.stated.quiz[place]
        options = {f"option_{number}": words for number, words in enumerate(asked["options"])}
        return {**asked, **options, "right": str(asked["right"]), "place": str(place + 1)}

    @property
    def every_form(self) -> Iterator[forms.Form]:
        yield self.whole
        yield from self.pictures
        yield from self.quiz
        for pairs in (self.windows, self.examples, self.lengths, self.limits):
            yield from (form for _thing, form in pairs)

    @property
    def wrong(self) -> list[forms.BoundField]:
        """Return the fields that something is wrong with, in the order of the page."""
        return [
            form[name] for form in self.every_form for name in form.errors if name in form.fields
        ]

    def is_valid(self) -> bool:
        """Whether these rules can be published; if not, each field says what is wrong with it."""
        outcomes = [form.is_valid() for form in self.every_form]  # each says what is wrong with it
        if not all(outcomes):
            return False
        found = ruling.faults(self.document, self.rules)
        for moment, form in self.windows:
            parts = [moment["id"], *(question["id"] for question in moment["questions"])]
            for sentence in (each for part in parts for each in found.pop(part, [])):
                form.add_error("later", sentence)
        self.faults = [
            (PARTS.get(part, "before"), sentence)
            for part, sentences in found.items()
            for sentence in sentences
        ]
        return not self.faults and not self.wrong

    @property
    def rules(self) -> ruling.Rules:
        return ruling.Rules(
            **self.whole.said,
            quiz=_said("asked", placing.in_order(self.quiz)),
            pictures=_said("picture", placing.in_order(self.pictures)),
            windows={moment["id"]: form.window for moment, form in self.windows},
            least_characters={
                question["id"]: form.cleaned_data["characters"] for question, form in self.lengths
            },
            limits={question["id"]: _limit(question, form) for question, form in self.limits},
            examples={
                question["id"]: form.cleaned_data.get("picture") for question, form in self.examples
            },
        )

    @property
    def carried(self) -> dict[str, str]:
        """Return all that was said, as a page sends it that shows something else."""
        pictures = (*self.pictures, *(form for _question, form in self.examples))
        names = {form["kept"].html_name: form.carried for form in pictures}
        return {name: value for name, value in {**_values(self), **names}.items() if value}

    @property
    def changes_nothing(self) -> bool:
        return self.rules == self.stated


def merged(before: Document, now: Document, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed over one version, for the form of another: what was left alone is as it is now.

    A picture and what it shows are one.
    """
    was, stands = _values(RuleSheet(before)), _values(RuleSheet(now))
    touched = {name for name in stands if as_sent(typed.get(name)) != was.get(name, "")}
    for name in touched & {*_of_pictures(stands)}:
        form = name.rpartition("-")[0]
        touched |= {f"{form}-kept", f"{form}-alt"}
    return {
        name: typed.get(name, "") if name in touched else value for name, value in stands.items()
    }


def _of_pictures(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name.endswith(("-kept", "-alt")))


def _values(sheet: RuleSheet) -> dict[str, str]:
    return {field.html_name: as_sent(field.value()) for form in sheet.every_form for field in form}


def _said(name: str, placed: Iterable[forms.Form]) -> list[Document]:
    """Return what these valid forms say under this name, without those that say nothing."""
    return [form.cleaned_data[name] for form in placed if name in form.cleaned_data]


def _days(window: Document | None) -> dict[str, Any]:
    if window is None:
        return {}
    hours = {"after": window["opens_after_hours"], "length": window["open_for_hours"]}
    days = {
        name: plain((Decimal(count) / HOURS_A_DAY).quantize(Decimal("0.01")))
        for name, count in hours.items()
    }
    return {"later": True, **days}


def _limit(question: Document, form: LimitForm) -> Document:
    """Return what was typed, in the words that stood there where they mean the same."""
    stated, amount = question["expense"], form.cleaned_data["amount"]
    same = Decimal(stated["amount"]) == amount
    return {
        **stated,
        "amount": stated["amount"] if same else str(plain(amount)),
        "currency": form.cleaned_data["currency"],
    }

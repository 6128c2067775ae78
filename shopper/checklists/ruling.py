"""The rules of a visit: what a checklist says and asks around its questions, changed by its next version."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from shopper.accounts.models import User
from shopper.checklists import enclosures, expenses, languages, versions, windows
from shopper.checklists.document import Document
from shopper.checklists.models import Checklist, Question
from shopper.errors import Invalid, WrongState


@dataclass(frozen=True)
class Rules:
    """All of them at once; moments and questions are meant by their identity."""

    briefing: str
    staff_names: str
    quiz: list[Document]
    pictures: list[Document] = field(default_factory=list)
    windows: dict[str, Document | None] = field(default_factory=dict)
    least_characters: dict[str, int] = field(default_factory=dict)
    limits: dict[str, Document] = field(default_factory=dict)
    examples: dict[str, Document | None] = field(default_factory=dict)


def rules_of(document: Document) -> Rules:
    """Return the rules that a ChecklistDocument states."""
    questions = list(_questions(document))
    return Rules(
        briefing=document["briefing"],
        staff_names=document.get("staff_names", Checklist.StaffNames.ALLOWED),
        quiz=[{"why": "", **asked} for asked in document.get("quiz") or []],
        pictures=document.get("pictures") or [],
        windows={one["id"]: one.get("follow_through") for one in document["touchpoints"]},
        least_characters={one["id"]: one["text_min"] for one in questions if has_a_length(one)},
        limits={one["id"]: one["expense"] for one in questions if expenses.is_one(one)},
        examples={one["id"]: one.get("example") for one in questions if has_an_example(one)},
    )


def has_a_length(question: Document) -> bool:
    """Say whether the answer is a text, of which a least length can be asked."""
    return question["kind"] == Question.Kind.TEXT and question.get("text_min") is not None


def has_an_example(question: Document) -> bool:
    """Say whether a picture can show what is wanted: where a photograph must be taken, or one does."""
    must = {Question.EvidenceRule.REQUIRED, Question.EvidenceRule.REQUIRED_WHEN_BAD}
    return question["photo"]["rule"] in must or bool(question.get("example"))


def ruled(document: Document, rules: Rules) -> Document:
    """Return the document under these rules; a translation of a text that it no longer has goes."""
    changed = {
        **document,
        "briefing": rules.briefing,
        "staff_names": rules.staff_names,
        "quiz": rules.quiz,
        "pictures": rules.pictures,
        "touchpoints": [_touchpoint(one, rules) for one in document["touchpoints"]],
    }
    return {**changed, "translations": languages.carried(document, changed)}


def _touchpoint(touchpoint: Document, rules: Rules) -> Document:
    window = rules.windows.get(touchpoint["id"], touchpoint.get("follow_through"))
    questions = [_question(one, rules) for one in touchpoint["questions"]]
    return {**touchpoint, "follow_through": window, "questions": questions}


def _question(question: Document, rules: Rules) -> Document:
    changed = {**question}
    if question["id"] in rules.least_characters:
        changed["text_min"] = rules.least_characters[question["id"]]
    if question["id"] in rules.limits:
        changed["expense"] = rules.limits[question["id"]]
    if question["id"] in rules.examples:
        changed["example"] = rules.examples[question["id"]]
    return changed


def _questions(document: Document) -> Iterator[Any]:
    return (question for moment in document["touchpoints"] for question in moment["questions"])


def faults(document: Document, rules: Rules) -> dict[str, list[str]]:
    """Return what keeps the document from being published under these rules, by part or identity."""
    changed = ruled(document, rules)
    found = {
        "pictures": enclosures.pictures_faults(rules.pictures),
        "quiz": enclosures.quiz_faults(rules.quiz),
        **windows.faults(changed),
    }
    for question in _questions(changed):
        wrong = [*enclosures.picture_faults(question.get("example")), *expenses.faults(question)]
        found[question["id"]] = [*found.get(question["id"], []), *wrong]
    return {part: sentences for part, sentences in found.items() if sentences}


def untranslated(document: Document, rules: Rules) -> list[languages.Completeness]:
    """Return the languages in which a text is missing under these rules that was not before."""
    changed = ruled(document, rules)
    before, after = _gaps(document), _gaps(changed)
    found = languages.completeness(changed)
    return [one for one in found if after[one.language] - before[one.language]]


def _gaps(document: Document) -> dict[str, Counter[tuple[str, str]]]:
    """Return by language the texts that are missing in it: part and words, wherever they stand."""
    texts = list(languages.texts_of(document))
    return {
        language: Counter(
            (text.part, text.original)
            for text in texts
            if not translation.get(text.part, {}).get(text.slot)
        )
        for language, translation in languages.translations_of(document).items()
    }


def rule(published: Checklist, rules: Rules, *, by: User) -> Checklist:
    """Publish the next version, which differs from this one in its rules alone.

    Visits that were assigned before keep the version they have.

    Raises:
        WrongState: it is not, or no longer, the version that stands, or the next one is a draft.
        Invalid: the rules cannot be kept; the errors name each part.
    """
    if published.content is None:
        raise WrongState(_("Only a published checklist has rules to change."))
    if errors := faults(published.content, rules):
        raise Invalid(errors=errors)
    return versions.supersede(published, lambda content: ruled(content, rules), by=by)

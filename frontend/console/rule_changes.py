"""What publishing changes, told beside what stands: for the page on which that is agreed to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shopper.checklists.document import Document
from shopper.checklists.models import Checklist
from shopper.checklists.ruling import Rules
from shopper.writing import hours


@dataclass(frozen=True)
class Line:
    """A paragraph of one side, perhaps with a picture; `is_new` where the other side lacks it."""

    words: str
    src: str = ""
    is_new: bool = False


Side = list[Line]


@dataclass(frozen=True)
class Part:
    """What the rules say of one thing; without lines, nothing."""

    name: str
    lines: Side
    is_a_text: bool = True  # in the checklist's language, and not in the reader's
    is_of_the_checklist: bool = True  # and so is its name


@dataclass(frozen=True)
class Change:
    """One thing that will be different, as it stands and as it will be."""

    before: Part
    after: Part

    @property
    def name(self) -> str:
        return self.after.name


def changes(document: Document, stated: Rules, rules: Rules) -> list[Change]:
    """Return what differs between two rules of a document, in the order of the page."""
    both = zip(_parts(document, stated), _parts(document, rules), strict=True)
    return [_marked(was, will) for was, will in both if was.lines != will.lines]


def _marked(was: Part, will: Part) -> Change:
    """Return both with each line marked that the other does not have."""
    goes = [replace(line, is_new=line not in will.lines) for line in was.lines]
    comes = [replace(line, is_new=line not in was.lines) for line in will.lines]
    return Change(replace(was, lines=goes), replace(will, lines=comes))


def _parts(document: Document, rules: Rules) -> Iterator[Part]:
    names = Checklist.StaffNames(rules.staff_names).label
    yield Part(_("Briefing"), _text(rules.briefing), is_of_the_checklist=False)
    yield Part(_("Names of staff"), _of(names), is_a_text=False, is_of_the_checklist=False)
    pictures = [_picture(one) for one in rules.pictures]
    yield Part(_("Pictures of the briefing"), pictures, is_of_the_checklist=False)
    yield Part(_("Quiz"), [_asked(one) for one in rules.quiz], is_of_the_checklist=False)
    for moment in document["touchpoints"]:
        window = _of(_window(rules.windows.get(moment["id"])))
        yield Part(moment["name"], window, is_a_text=False)
        for question in moment["questions"]:
            part, name = question["id"], question["text"]
            yield Part(name, _example(rules.examples.get(part)))
            yield Part(name, _length(rules.least_characters.get(part)), is_a_text=False)
            yield Part(name, _limit(rules.limits.get(part)), is_a_text=False)


def _of(words: object) -> Side:
    return [Line(str(words))]


def _text(words: str) -> Side:
    return [Line(each) for each in words.splitlines()]


def _picture(picture: Document) -> Line:
    return Line(picture["alt"], picture["src"])


def _example(picture: Document | None) -> Side:
    return [_picture(picture)] if picture else []


def _asked(asked: Document) -> Line:
    answers = (
        f"{'✓' if place == asked['right'] else '–'} {option}"
        for place, option in enumerate(asked["options"])
    )
    return Line("\n".join(filter(None, [asked["text"], *answers, asked["why"]])))


def _window(window: Document | None) -> str:
    if window is None:
        return _("Asked during the visit")
    words = _("Follow-through: opens %(after)s after the visit, and is open for %(length)s.")
    after, length = hours(window["opens_after_hours"]), hours(window["open_for_hours"])
    return words % {"after": after, "length": length}


def _length(characters: int | None) -> Side:
    if characters is None:
        return []
    words = ngettext("At least %(n)d character", "At least %(n)d characters", characters)
    return _of(words % {"n": characters})


def _limit(limit: Document | None) -> Side:
    if limit is None:
        return []
    return _of(_("Given back up to %(amount)s %(currency)s") % limit)

"""What a reviewer would object to in a visit; the phone's twin is tools/coach/remarks.js."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any, Literal

from shopper.checklists import completeness, conditions
from shopper.coaching import lexicon
from shopper.coaching.people import person_in
from shopper.coaching.tone import tone_of
from shopper.coaching.words import is_alike, words_of
from shopper.scoring import shares

Document = Mapping[str, Any]
Found = tuple[str, str]  # a code, and what it is about


@dataclass(frozen=True)
class Facts:
    """What the coach must know beside the checklist and the answers.

    `last_texts` are what the same shopper wrote at the last visit to the same location.
    """

    last_texts: Sequence[str] = field(default_factory=list)
    staff_names: Sequence[str] = field(default_factory=list)


@dataclass(frozen=True)
class Remark:
    """One thing to mend or to look at again.

    `have` and `need` count photographs or characters. `about` is the person that is named, or the
    question that holds the same text.
    """

    question: str
    touchpoint: str
    code: str
    level: Literal["required", "advice"]
    have: int = 0
    need: int = 0
    about: str = ""

    def as_document(self) -> dict[str, Any]:
        return asdict(self)


def remarks(
    checklist: Document, visit: Document, photo_counts: Mapping[str, int], facts: Facts
) -> list[Remark]:
    """Return what is required first, then what is advised, each in the order of the journey.

    What is required is what keeps a visit from being handed in (`completeness`), and a person named
    where the checklist forbids it. `photo_counts` is as there.
    """
    gaps = completeness.missing(checklist, visit, photo_counts)
    required = [Remark(**gap.as_document(), level="required") for gap in gaps]
    unexplained = {gap.question for gap in gaps if gap.code == "note"}
    advised: list[Remark] = []
    for touchpoint, question, answer, others in _asked(checklist, visit):
        place = question["id"], touchpoint["id"]
        if question["id"] not in unexplained and _is_bad_without_word(question, answer):
            advised.append(Remark(*place, "bad_without_word", "advice"))
        for code, about in _noticed(checklist, question, answer, others, facts):
            advised.append(Remark(*place, code, _level(checklist, code), about=about))
        advised.extend(_short(place, question, answer))
    in_order = _in_order(checklist, [*required, *advised])
    return sorted(in_order, key=lambda remark: remark.level != "required")


CODES = (
    *("answer", "photo", "note", "reason", "staff_named", "bad_without_word"),
    *("praise_of_failed", "complaint_of_passed", "short_text"),
    *("like_last_visit", "same_text", "far_number"),
)


def _in_order(checklist: Document, found: list[Remark]) -> list[Remark]:
    questions = [q["id"] for moment in checklist["touchpoints"] for q in moment["questions"]]
    return sorted(found, key=lambda one: (questions.index(one.question), CODES.index(one.code)))


def _level(checklist: Document, code: str) -> Literal["required", "advice"]:
    is_forbidden = code == "staff_named" and checklist.get("staff_names") == "forbidden"
    return "required" if is_forbidden else "advice"


Texts = dict[tuple[str, ...], Document]


def _asked(
    checklist: Document, visit: Document
) -> Iterator[tuple[Document, Document, Document, Texts]]:
    """Each question that is asked and was answered or set aside, with the texts before it."""
    answers = visit["answers"]
    ids = conditions.asked(checklist["touchpoints"], answers)
    texts: Texts = {}
    for touchpoint in checklist["touchpoints"]:
        for question in touchpoint["questions"]:
            answer = answers.get(question["id"])
            if question["id"] not in ids or answer is None:
                continue
            yield touchpoint, question, answer, dict(texts)
            for text in _texts(question, answer):
                texts.setdefault(tuple(words_of(text)), question)


def _texts(question: Document, answer: Document) -> list[str]:
    """Return what was written to describe: the answer if it is a text, and the note."""
    is_text = question["kind"] == "text" and answer["state"] == "answered"
    written = [answer["value"] if is_text else None, answer.get("note")]
    return [text for text in map(shares.trimmed, written) if text]


def _noticed(
    checklist: Document, question: Document, answer: Document, others: Texts, facts: Facts
) -> Iterator[Found]:
    texts = _texts(question, answer)
    for text in [*texts, shares.trimmed(answer.get("reason"))]:
        if person := person_in(text, facts.staff_names):
            yield "staff_named", person
            break
    yield from _contradiction(checklist, question, answer)
    written = [words for text in texts if len(words := words_of(text)) >= lexicon.SAME_WORDS]
    last = [words_of(text) for text in facts.last_texts]
    if any(_is_like_any(words, last) for words in written):
        yield "like_last_visit", ""
    for words in written:
        if tuple(words) in others:
            yield "same_text", others[tuple(words)]["text"]
            break
    if _is_far(question, answer):
        yield "far_number", ""


def _is_like_any(words: list[str], last: list[list[str]]) -> bool:
    if len(words) < lexicon.ALIKE_WORDS:
        return False
    return any(is_alike(words, earlier, lexicon.ALIKE_PERCENT) for earlier in last)


def _short(place: tuple[str, str], question: Document, answer: Document) -> Iterator[Remark]:
    if question["kind"] != "text" or not completeness.is_answered(question, answer, 0):
        return
    least = question.get("text_min")
    need = lexicon.TEXT_MIN if least is None else least
    have = len(shares.trimmed(answer["value"]))
    if have < need:
        yield Remark(*place, "short_text", "advice", have, need)


def _share(question: Document, answer: Document) -> Fraction | None:
    """Return what a standard has earned; None where it cannot earn, or has no answer."""
    if question["role"] != "standard" or answer["state"] != "answered":
        return None
    if not shares.is_scored(question) or not shares.has_value(answer["value"]):
        return None
    return shares.share(question, answer["value"])


def _is_bad_without_word(question: Document, answer: Document) -> bool:
    """Say whether the lowest part was given without a word, where a word can be given."""
    earned = _share(question, answer)
    if earned is None or earned > lexicon.LOWEST_SHARE or question["note"]["rule"] == "none":
        return False
    return not shares.trimmed(answer.get("note"))


def _contradiction(checklist: Document, question: Document, answer: Document) -> Iterator[Found]:
    earned = _share(question, answer)
    if earned is None:
        return
    tone = tone_of(answer.get("note") or "", checklist.get("language") or "")
    if tone == "praise" and earned <= lexicon.LOWEST_SHARE:
        yield "praise_of_failed", ""
    if tone == "complaint" and earned == 1:
        yield "complaint_of_passed", ""


def _is_far(question: Document, answer: Document) -> bool:
    """Say whether a number lies beyond many times the last edge of its bands."""
    value = answer["value"]
    if question["kind"] not in shares.BANDED or not completeness.is_answered(question, answer, 0):
        return False
    edges = [shares.exact(band["up_to"]) for band in question["bands"] if band["up_to"] is not None]
    widest = max(map(abs, edges), default=Fraction(0))
    amount = shares.exact(value["seconds"] if question["kind"] == "duration" else value)
    return widest > 0 and abs(amount) > widest * lexicon.FAR_TIMES

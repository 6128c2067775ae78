"""What a visit finds: plausible answers to any checklist, from how good a place is."""

import random
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from reports.demo import sentences
from reports.demo.stage import Scene
from reports.demo.voice import Voice
from shopper.checklists import afterwards, completeness, conditions
from shopper.checklists.document import document_of

Question = Mapping[str, Any]
Document = Mapping[str, Any]

USUALLY = 0.75  # how often there is a bag, or a small problem to raise


@dataclass
class Found:
    """What one shopper brings home: answers, feelings, and the pictures taken for each question."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    feelings: dict[str, dict[str, Any]] = field(default_factory=dict)
    pictures: list[tuple[str, str]] = field(default_factory=list)  # (question, picture)
    passed_over: list[dict[str, str]] = field(default_factory=list)  # told, and sent all the same

    def photo_counts(self) -> dict[str, int]:
        return {
            question: sum(1 for other, _ in self.pictures if other == question)
            for question, _ in self.pictures
        }


class Observer:
    """One shopper at one place on one day. The dice decide; the same dice decide the same."""

    def __init__(
        self,
        scene: Scene,
        *,
        dice: random.Random,
        at: datetime,
        age_months: float,
        careful: float,
    ) -> None:
        self.checklist, self.keys, self.place = (
            document_of(scene.checklist),
            scene.keys,
            scene.place,
        )
        self.dice, self.at, self.careful = dice, at, careful
        self.service = self.place.service - self.place.drift * age_months / 4 + dice.gauss(0, 0.04)
        # The pictures of last spring take room and nobody opens them: what is required is there.
        self.most_pictures = 9 if age_months < 1 else 4 if age_months < 3 else 0
        self.found = Found()

    def look(self) -> Found:
        """Go through the journey; what is asked after the visit waits for `look_back`."""
        moments = afterwards.present(self.checklist)
        self._go_through(moments)
        return self._found_in(moments)

    def look_back(self, *, at: datetime) -> Found:
        """Answer, some days later, what is asked after the visit, and return that alone."""
        self.at = at
        moments = afterwards.of(self.checklist)
        self._go_through(moments, opened=_questions_of(moments))
        return self._found_in(moments)

    def _found_in(self, moments: Collection[Document]) -> Found:
        asked, felt = _questions_of(moments), {moment["id"] for moment in moments}
        return Found(
            {name: answer for name, answer in self.found.answers.items() if name in asked},
            {name: feeling for name, feeling in self.found.feelings.items() if name in felt},
            [(name, picture) for name, picture in self.found.pictures if name in asked],
        )

    def _go_through(self, moments: Iterable[Document], *, opened: Collection[str] = ()) -> None:
        """Live through the moments, and mend at their end what the phone says is missing."""
        for touchpoint in moments:
            self._live_through(touchpoint)
        for _ in range(3):
            answers, photos = {"answers": self.found.answers}, self.found.photo_counts()
            for gap in completeness.missing(self.checklist, answers, photos, opened=opened):
                self._mend(gap)

    def _voice(self, question: Question) -> Voice:
        return sentences.VOICES.get(self.keys[question["id"]], sentences.SILENT)

    def _live_through(self, touchpoint: Document) -> None:
        is_weak = any(word in touchpoint["name"].lower() for word in self.place.weak_at)
        quality = min(0.99, max(0.05, self.service - (0.42 if is_weak else 0.0)))
        warmth = self.place.warmth * (0.25 if is_weak else 1.0)
        for question in touchpoint["questions"]:
            if self._is_asked(question):
                self._answer(question, quality, warmth)
        self._feel(touchpoint, quality, warmth)

    def _is_asked(self, question: Question) -> bool:
        if question["condition"] is None:
            return True
        touchpoints = self.checklist["touchpoints"]
        return question["id"] in conditions.asked(touchpoints, self.found.answers)

    def _answer(self, question: Question, quality: float, warmth: float) -> None:
        voice = self._voice(question)
        if question["kind"] in completeness.BY_PHOTO:
            if question["required"] or self.dice.random() < self.careful / 2:
                self._photograph(question, is_bad=self.dice.random() > quality)
            return
        if self._passes_by(question):
            return
        luck = warmth if question["role"] == "extra" else quality
        if question["role"] == "note" and question["kind"] == "yes_no":
            luck = USUALLY
        answer = self._given(question, value_of(question, luck, self.dice, self.at, voice))
        is_beyond = question["role"] == "extra" and earns(question, answer["value"])
        is_bad = completeness.is_bad(question, answer)
        answer["note"] = self._note(question, is_beyond=is_beyond, is_bad=is_bad)
        is_worth_it = is_bad or is_beyond or self.dice.random() < 0.15
        if is_worth_it and self.dice.random() < self.careful * 0.7:
            self._photograph(question, is_bad=is_bad, is_spare=True)

    def _passes_by(self, question: Question) -> bool:
        """Leave out what may be left out, now and then, and set aside what could not be seen."""
        chance = self.dice.random()
        if not question["required"]:
            return chance > self.careful
        if question["knock_out"] or question["role"] != "standard":
            return False
        if chance < 0.03 and question["could_not_check"]:
            self._set_aside(question, "could_not_check", self.dice.choice(sentences.REASONS))
        elif chance > 0.97 and question["not_applicable"]:
            self._set_aside(question, "not_applicable", "")
        return question["id"] in self.found.answers

    def _given(self, question: Question, value: Any) -> dict[str, Any]:
        self.at += timedelta(seconds=self.dice.randint(6, 50))
        answer = {"state": "answered", "value": value, "note": "", "reason": ""}
        return self.found.answers.setdefault(question["id"], answer | {"at": self.at.isoformat()})

    def _set_aside(self, question: Question, state: str, reason: str) -> None:
        self._given(question, None).update(state=state, reason=reason)

    def _note(self, question: Question, *, is_beyond: bool, is_bad: bool) -> str:
        voice, chance = self._voice(question), self.dice.random()
        if question["note"]["rule"] == "none":
            return ""
        if is_beyond:
            return self._say(voice.good)
        if is_bad:
            return self._say(voice.bad) if chance < 0.5 + self.careful / 2 else ""
        is_praise = question["role"] == "standard" and chance < self.careful * 0.3
        return self._say(voice.good) if is_praise else ""

    def _say(self, known: tuple[str, ...]) -> str:
        return self.dice.choice(known) if known else ""

    def _photograph(self, question: Question, *, is_bad: bool, is_spare: bool = False) -> None:
        """Take one picture more of this, unlike those taken of it before if there is another."""
        voice = self._voice(question)
        some = voice.bad_pictures if is_bad else voice.good_pictures
        known = [self.place.looks.get(p, p) for p in some or voice.good_pictures]
        if not known or (is_spare and len(self.found.pictures) >= self.most_pictures):
            return
        taken = {picture for of, picture in self.found.pictures if of == question["id"]}
        fresh = [picture for picture in known if picture not in taken]
        self.found.pictures.append((question["id"], self.dice.choice(fresh or known)))

    def _feel(self, touchpoint: Document, quality: float, warmth: float) -> None:
        mood = quality + self.dice.gauss(0, 0.12)
        feeling = "misery" if mood < 0.55 else "mediocrity"
        if mood >= 0.7 and self.dice.random() < warmth:
            feeling = "magic"
        felt = {"feeling": feeling, "note": "", "at": self.at.isoformat()}
        self.found.feelings[touchpoint["id"]] = felt

    def _mend(self, gap: completeness.Missing) -> None:
        """Give what the phone asks for: another picture, a few words, an answer."""
        touchpoint = next(t for t in self.checklist["touchpoints"] if t["id"] == gap.touchpoint)
        question = next(q for q in touchpoint["questions"] if q["id"] == gap.question)
        given = self.found.answers.get(gap.question)
        is_bad = given is not None and completeness.is_bad(question, given)
        if gap.code == "photo":
            for _ in range(gap.need - gap.have):
                self._photograph(question, is_bad=is_bad)
        elif gap.code == "answer":
            voice = self._voice(question)
            self._given(question, value_of(question, self.service, self.dice, self.at, voice))
        elif given is not None:
            known = self._voice(question).bad if is_bad else self._voice(question).good
            given["note"] = self._say(known)


def _questions_of(moments: Iterable[Document]) -> set[str]:
    return {question["id"] for moment in moments for question in moment["questions"]}


def earns(question: Question, value: Any) -> bool:
    """Say whether an answer to an extra means that it was observed."""
    if question["kind"] == "yes_no":
        return bool(value == question["good"])
    if question["kind"] == "rating":
        return bool(value > 1)
    return bool(value)


def value_of(
    question: Question, luck: float, dice: random.Random, at: datetime, voice: Voice
) -> Any:
    """Return an answer of the question's kind; the luckier, the better."""
    lucky = dice.random() < luck
    match question["kind"]:
        case "yes_no":
            other = {"yes": "no", "no": "yes"}[question["good"]]
            return question["good"] if lucky else other
        case "choice":
            ranked = sorted(question["options"], key=lambda option: -Decimal(option["points"]))
            return (ranked[0] if lucky else dice.choice(ranked[1:]))["key"]
        case "several":
            return [
                option["key"]
                for option in question["options"]
                if dice.random() < (luck if Decimal(option["points"]) > 0 else (1 - luck) / 2)
            ]
        case "rating":
            steps = question["steps"]
            return max(1, min(steps, round(1 + (steps - 1) * (luck + dice.gauss(0, 0.14)))))
        case "number":
            return str(_amount(question, lucky, dice))
        case "duration":
            return {"seconds": int(_amount(question, lucky, dice)), "from": None, "to": None}
        case "time":
            return at.strftime("%H:%M")
        case _:
            return dice.choice((voice.good if lucky else voice.bad) or ("Nothing to add.",))


def _amount(question: Question, lucky: bool, dice: random.Random) -> Decimal:
    """Choose within the best band, or in one of the others; without bands, within the limits."""
    least = Decimal(question["minimum"] or 0)
    if not question["bands"]:
        most = Decimal(question["maximum"] or 40)
        return Decimal(dice.randint(int(least), max(int(least), int(min(most, Decimal(60))))))
    edges = [least, *(Decimal(band["up_to"]) for band in question["bands"] if band["up_to"])]
    edges.append(edges[-1] * 2 + 10)
    shares = [Decimal(band["share"]) for band in question["bands"]]
    best = shares.index(max(shares))
    others = [number for number in range(len(shares)) if number != best]
    band = best if lucky or not others else dice.choice(others)
    low, high = int(edges[band]) + (1 if band else 0), int(edges[band + 1])
    return Decimal(dice.randint(low, max(low, high)))

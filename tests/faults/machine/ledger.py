"""What the screen has called saved, kept where neither the browser nor the server can lose it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Said:
    """An answer as it was given on one phone; `is_saved`: the screen showed its tick."""

    phone: str
    value: Any
    is_saved: bool = False


@dataclass(frozen=True)
class Picture:
    """A photograph that the screen called saved."""

    question: str
    sha256: str


@dataclass
class Ledger:
    """All that was said in one schedule, in its order."""

    answers: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    photos: dict[str, list[Picture]] = field(default_factory=lambda: defaultdict(list))  # by phone
    offered: set[str] = field(default_factory=set)  # digests of all that the camera gave
    gone: list[str] = field(default_factory=list)  # ticks that a later look found unkept

    def say(self, phone: str, question: str, value: Any) -> Said:
        said = Said(phone, value)
        self.answers[question].append(said)
        return said

    def compare(self, phone: str, question: str, seen: Any) -> None:
        """Hold what one phone shows, None for nothing, against what it has called saved.

        Where a second phone answered too, that may be what is seen.
        """
        tries = self.answers[question]
        allowed = _allowed(tries, phone)
        if allowed and seen not in allowed and {said.phone for said in tries} == {phone}:
            self.gone.append(f"{question}: {phone} was shown {allowed[0]!r}, and shows {seen!r}")

    def lost_answers(
        self, final: dict[str, Any], history: dict[str, list[Any]], *, first: str
    ) -> list[str]:
        """Say which ticks are neither in the final document nor superseded.

        What one phone has called saved stands until something else was said on it. Where two phones
        said different things, one of them stands, and the other is in the server's history; so is
        what a second phone has sent after the `first` one has handed the visit in.
        """
        lost = []
        for question, tries in self.answers.items():
            phones = {said.phone for said in tries}
            for phone in phones:
                allowed = _allowed(tries, phone)
                kept = [final.get(question)]
                if len(phones) > 1 or phone != first:
                    kept += history.get(question, [])
                if allowed and not any(value in allowed for value in kept):
                    lost.append(f"{question}: {phone} was shown {allowed[0]!r}, kept is {kept}")
        return lost

    def never_said(self, final: dict[str, Any]) -> list[str]:
        return [
            f"{question}: {value!r} was never said"
            for question, value in final.items()
            if value not in [said.value for said in self.answers.get(question, [])]
        ]

    def lost_photos(self, kept: dict[str, set[Picture]]) -> list[str]:
        """Say which photographs of each phone are not where that phone's must be."""
        return [
            f"photograph {picture} of the {phone} is lost"
            for phone, pictures in self.photos.items()
            for picture in pictures
            if picture not in kept[phone]
        ]


def _allowed(tries: list[Said], phone: str) -> list[Any]:
    """Return the last value called saved on this phone, and what was said after it."""
    saved = [place for place, said in enumerate(tries) if said.is_saved and said.phone == phone]
    return [said.value for said in tries[saved[-1] :]] if saved else []

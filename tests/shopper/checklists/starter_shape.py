"""The shape of a starter: a ChecklistDocument whose parts have keys instead of identities."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Key = Annotated[str, Meta(pattern=r"^[a-z][a-z_]*$", max_length=40)]
Number = Annotated[str, Meta(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
Sentence = Annotated[str, Meta(min_length=1, max_length=300)]


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    """Every member must be there, and no other."""


class LooksLike(Shape):
    misery: Sentence
    mediocrity: Sentence
    magic: Sentence


class Option(Shape):
    key: Key
    label: Sentence
    points: Number


class Band(Shape):
    up_to: Number | None
    share: Number


class Evidence(Shape):
    rule: Literal["none", "optional", "required", "required_when_bad"]
    min: int
    max: int


class Question(Shape):
    key: Key
    text: Sentence
    help: Annotated[str, Meta(max_length=500)]
    kind: Literal[
        *("yes_no", "choice", "several", "rating", "number"),
        *("duration", "time", "text", "photo", "signature"),
    ]
    role: Literal["standard", "extra", "note"]
    weight: Number
    knock_out: bool
    required: bool
    not_applicable: bool
    could_not_check: bool
    good: Literal["yes", "no"] | None
    options: list[Option]
    steps: Annotated[int, Meta(ge=2, le=11)] | None
    step_labels: list[str]
    bands: list[Band]
    unit: Annotated[str, Meta(max_length=30)]
    minimum: Number | None
    maximum: Number | None
    condition: dict[str, Any] | None
    photo: Evidence
    note: Evidence


class Window(Shape):
    opens_after_hours: Annotated[int, Meta(ge=0)]
    open_for_hours: Annotated[int, Meta(ge=1)]


class Touchpoint(Shape):
    key: Key
    name: Annotated[str, Meta(min_length=1, max_length=150)]
    channel: Literal["in_person", "phone", "web", "email", "delivery"]
    kind: Literal["people", "process", "place", "product", "message"]
    controlled: bool
    weight: Number
    floor: Number
    magic: Number
    looks_like: LooksLike
    questions: Annotated[list[Question], Meta(min_length=1)]
    follow_through: Window | None = None


class QuizQuestion(Shape):
    text: Sentence
    options: Annotated[list[Sentence], Meta(min_length=2)]
    right: Annotated[int, Meta(ge=0)]
    why: Sentence


class Starter(Shape):
    name: Annotated[str, Meta(min_length=1, max_length=150)]
    language: Literal["en"]
    briefing: Annotated[str, Meta(min_length=200)]
    touchpoints: list[Touchpoint]
    quiz: list[QuizQuestion] = []
    translations: dict[str, dict[str, dict[str, Annotated[str, Meta(min_length=1)]]]] = {}

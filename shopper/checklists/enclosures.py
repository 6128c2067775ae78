"""What is enclosed with a checklist beside its questions: a short quiz, and pictures within the document.

A picture is part of the frozen document, as a `data:` address with its description, so that it is
on every phone that has the checklist, and is never another one than the visit was made with.
"""

import base64
import binascii
from typing import Annotated, Any

import msgspec
from django.utils.translation import gettext as _
from msgspec import Meta, Struct

MOST_QUESTIONS = 5  # a short quiz
MOST_PICTURES = 6
PICTURE_BYTES = 80_000
SIGNATURES = {
    "data:image/jpeg;base64,": b"\xff\xd8\xff",
    "data:image/png;base64,": b"\x89PNG\r\n\x1a\n",
    "data:image/webp;base64,": b"RIFF",
}


class QuizQuestion(Struct):
    """One question of the quiz; `right` is the place of the right option, counted from 0."""

    text: Annotated[str, Meta(min_length=1, max_length=300)]
    options: Annotated[
        list[Annotated[str, Meta(min_length=1, max_length=200)]], Meta(min_length=2, max_length=5)
    ]
    right: Annotated[int, Meta(ge=0)]
    why: Annotated[str, Meta(max_length=500)] = ""


class Picture(Struct):
    """A picture and what it shows, for those who do not see it."""

    src: str
    alt: Annotated[str, Meta(min_length=1, max_length=200)]


def quiz_faults(quiz: Any) -> list[str]:
    """Return what is wrong with a quiz, in words; nothing where it can be passed."""
    try:
        questions = msgspec.convert(quiz, list[QuizQuestion])
    except msgspec.ValidationError as trouble:
        return [_("This is no quiz: %(why)s") % {"why": trouble}]
    faults = []
    if len(questions) > MOST_QUESTIONS:
        faults.append(_("A quiz has at most %(most)s questions.") % {"most": MOST_QUESTIONS})
    for asked in questions:
        if asked.right >= len(asked.options):
            faults.append(_("“%(question)s” has no right answer.") % {"question": asked.text})
        if len(set(asked.options)) != len(asked.options):
            faults.append(_("“%(question)s” has the same answer twice.") % {"question": asked.text})
    return faults


def pictures_faults(pictures: Any) -> list[str]:
    """Return what is wrong with the briefing's pictures, in words."""
    if not isinstance(pictures, list) or len(pictures) > MOST_PICTURES:
        return [_("A briefing has at most %(most)s pictures.") % {"most": MOST_PICTURES}]
    return [fault for picture in pictures for fault in picture_faults(picture)]


def picture_faults(picture: Any) -> list[str]:
    """Return what is wrong with one picture, in words; none is well too."""
    if picture is None:
        return []
    try:
        given = msgspec.convert(picture, Picture)
    except msgspec.ValidationError as trouble:
        return [_("This is no picture with a description: %(why)s") % {"why": trouble}]
    for head, signature in SIGNATURES.items():
        if given.src.startswith(head):
            return _bytes_faults(given.src.removeprefix(head), signature)
    return [_("A picture is enclosed as JPEG, PNG or WebP.")]


def _bytes_faults(encoded: str, signature: bytes) -> list[str]:
    try:
        content = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        content = b""
    if not content.startswith(signature):
        return [_("The bytes of this picture are not of its kind.")]
    if len(content) > PICTURE_BYTES:
        most = {"most": PICTURE_BYTES // 1000}
        return [_("A picture has at most %(most)s kB, for each phone carries it.") % most]
    return []

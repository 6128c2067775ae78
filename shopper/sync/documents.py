"""The visit document: its shape, and what is wrong with one, question by question."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, Struct, UnsetType

from shopper.checklists import kinds
from shopper.errors import Invalid, Refusal
from shopper.sync.check_ins import CheckInInput, Occasion, misfits
from shopper.sync.forms import Form

Text = Annotated[str, Meta(max_length=20_000)]
Moment = Annotated[str, Meta(max_length=40, description="ISO 8601 with its offset, phone's clock")]
Name = Annotated[str, Meta(max_length=100)]
Side = Annotated[int, Meta(ge=0, le=1_000_000)]
Number = Annotated[int, Meta(ge=-(10**15), le=10**15)] | Annotated[float, Meta(ge=-1e15, le=1e15)]
Scalar = Text | Number | bool | None
Value = Scalar | list[Scalar] | dict[str, Scalar]  # no deeper, whatever the question
Shape = TypeVar("Shape")
Errors = dict[str, list[str]]
Clock = Annotated[
    int,
    Meta(ge=0, le=2**53, description="Greater than that of all its phone knew: a Lamport clock"),
]
YEARS = range(1970, 2200)  # a phone whose clock was reset believes in 1970
NUL_ESCAPED = b"\\u0000"


class Malformed(Refusal):
    """The body is not JSON at all."""

    code = "malformed"


class AnswerInput(Struct):
    """What the shopper found for one question."""

    state: Literal["answered", "not_applicable", "could_not_check"]
    value: Value = None
    note: Text = ""
    reason: Text = ""
    at: Moment | None = None
    monotonic_ms: Number | None = None
    clock: Clock | UnsetType = UNSET


class FeelingInput(Struct):
    """The shopper's own feeling about one moment."""

    feeling: Literal["misery", "mediocrity", "magic"]
    note: Text = ""
    at: Moment | None = None
    clock: Clock | UnsetType = UNSET


class PhotoInput(Struct):
    """One photograph that the phone holds, or has lost."""

    id: UUID
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    bytes: Annotated[int, Meta(ge=0, le=2**40)]
    type: Literal["image/jpeg", "image/png", "image/heic", "image/heif", "image/webp"]
    question: Name | None = None
    width: Side | None = None
    height: Side | None = None
    taken_at: Moment | None = None
    caption: Annotated[str, Meta(max_length=300)] = ""
    missing: Annotated[str, Meta(max_length=1000)] = ""
    clock: Clock | UnsetType = UNSET


class PassedOverInput(Struct):
    """What the phone remarked, and the shopper sent all the same."""

    question: Name
    code: Annotated[str, Meta(max_length=40)]


class QuizInput(Struct):
    """The quiz of the checklist, as far as the shopper had got with it when the visit began."""

    tries: Annotated[int, Meta(ge=1, le=1000)]
    passed_at: Moment | None = None


class VisitDocument(Struct):
    """Everything a phone knows of one visit; a draft until it is submitted."""

    checklist_version: UUID
    seq: Annotated[int, Meta(ge=0, le=2**53)]
    device: UUID
    started_at: Moment
    client: Annotated[str, Meta(max_length=200)] = ""
    ended_at: Moment | None = None
    skew_ms: Number | None = None
    answers: dict[str, AnswerInput] = {}
    feelings: dict[str, FeelingInput] = {}
    photos: Annotated[list[PhotoInput], Meta(max_length=1000)] = []
    passed_over: Annotated[list[PassedOverInput], Meta(max_length=5000)] | UnsetType = UNSET
    quiz: QuizInput | UnsetType = UNSET
    check_ins: dict[Occasion, CheckInInput] | UnsetType = UNSET


PARTS = {
    "answers": AnswerInput,
    "feelings": FeelingInput,
    "photos": PhotoInput,
    "passed_over": PassedOverInput,
}
LISTED = {"photos", "passed_over"}
_decoder = msgspec.json.Decoder(VisitDocument)
_any_decoder = msgspec.json.Decoder(Any)
_encoder = msgspec.json.Encoder(order="sorted")


def read(body: bytes) -> VisitDocument:
    """Return the document in a request's body. Members it does not know are left out.

    Raises:
        Malformed: not JSON.
        Invalid: JSON of another shape; the errors name questions, photos or members.
    """
    try:
        document = _decoded(body, _decoder)
    except msgspec.ValidationError as trouble:
        raise Invalid(errors=_misshapen(body) or {"document": [str(trouble)]}) from trouble
    if NUL_ESCAPED in body and (errors := _with_nul(document)):
        raise Invalid(errors=errors)
    return document


def _decoded(body: bytes, decoder: msgspec.json.Decoder[Shape]) -> Shape:
    try:
        return decoder.decode(body)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeError, RecursionError) as trouble:
        raise Malformed(_("This is not JSON: %(why)s") % {"why": trouble}) from trouble


def _misshapen(body: bytes) -> Errors:
    """Look again, part by part, so that each fault is found under its own name."""
    raw = _decoded(body, _any_decoder)
    if not isinstance(raw, dict):
        return {"document": [_("This must be an object.")]}
    errors: Errors = {}
    for part, shape in PARTS.items():
        for name, value in _members(part, raw.get(part)):
            _try(name, value, shape, errors)
        if part in raw and not isinstance(raw[part], list if part in LISTED else dict):
            errors[part] = [_("This has another shape.")]
    for name in (field for field in VisitDocument.__struct_fields__ if field not in PARTS):
        alone = {"checklist_version": UUID(int=0), "seq": 0, "device": UUID(int=0)}
        draft = {**alone, "started_at": "", **({name: raw[name]} if name in raw else {})}
        if name not in raw and name in {*alone, "started_at"}:
            errors[name] = [_("This is missing.")]
        else:
            _try(name, draft, VisitDocument, errors)
    return errors


def _members(part: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    if isinstance(value, list):
        for place, photo in enumerate(value):
            known = isinstance(photo, dict) and isinstance(photo.get("id"), str)
            yield (photo["id"] if known else f"{part}[{place}]"), photo


def _try(name: str, value: Any, shape: type, errors: Errors) -> None:
    try:
        msgspec.convert(value, shape, strict=True, str_keys=True)
    except (msgspec.ValidationError, RecursionError) as trouble:
        errors[name] = [str(trouble)]


def _with_nul(document: VisitDocument) -> Errors:
    """Name what holds a NUL character, which PostgreSQL cannot keep."""
    plain = as_json(document)
    parts: dict[str, Any] = {**plain.pop("answers"), **plain.pop("feelings")}
    photos = {photo["id"]: photo for photo in plain.pop("photos")}
    sentence = _("This holds a character that cannot be kept.")
    return {
        name: [sentence]
        for name, value in {**parts, **photos, **plain}.items()
        if "\0" in name or _holds_nul(value)
    }


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any("\0" in key or _holds_nul(item) for key, item in value.items())
    return isinstance(value, list) and any(_holds_nul(item) for item in value)


def as_json(document: VisitDocument) -> dict[str, Any]:
    """Return the document as it is kept, and as phones are given it back."""
    plain: dict[str, Any] = msgspec.to_builtins(document)
    return plain


def digest_of(document: VisitDocument) -> str:
    """Return what two sendings of one document share; clock and client version may differ."""
    content = msgspec.structs.replace(document, client="", skew_ms=None)
    return hashlib.sha256(_encoder.encode(content)).hexdigest()


def moment(text: str) -> datetime:
    """Return the moment a phone wrote down.

    Raises:
        ValueError: not ISO 8601, without an offset, or in a year no phone lives in.
    """
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or found.year not in YEARS:
        raise ValueError(text)
    return found


def faults(document: VisitDocument, form: Form) -> Errors:
    """Return what is wrong with the document on this form, by question, photo or member.

    A draft may be incomplete; what is there must have the shape its question asks for.
    """
    errors: Errors = {}
    for name in ("started_at", "ended_at"):
        _check_moment(name, getattr(document, name), errors)
    if document.quiz is not UNSET:
        _check_moment("quiz", document.quiz.passed_at, errors)
    for question_id, answer in document.answers.items():
        _check_answer(question_id, answer, form, errors)
    for touchpoint_id, feeling in document.feelings.items():
        if touchpoint_id not in form.touchpoints:
            errors[touchpoint_id] = [_("This checklist has no such moment.")]
        _check_moment(touchpoint_id, feeling.at, errors)
    _check_photos(document, form, errors)
    if any(told.question not in form.questions for told in document.passed_over or []):
        errors["passed_over"] = [_("This checklist has no such question.")]
    _check_check_ins(document.check_ins or {}, errors)
    return errors


def _check_check_ins(told: dict[Occasion, CheckInInput], errors: Errors) -> None:
    if found := list(misfits(told)):
        errors["check_ins"] = found
    for one in told.values():
        _check_moment("check_ins", one.at, errors)


def _check_moment(name: str, text: str | None, errors: Errors) -> None:
    try:
        if text is not None:
            moment(text)
    except ValueError:
        errors.setdefault(name, []).append(_("Give date, time and offset in ISO 8601."))


def _check_answer(question_id: str, answer: AnswerInput, form: Form, errors: Errors) -> None:
    question = form.questions.get(question_id)
    if question is None:
        errors[question_id] = [_("This checklist has no such question.")]
        return
    if found := list(_faults_of(answer, question)):
        errors[question_id] = found
    _check_moment(question_id, answer.at, errors)


def _faults_of(answer: AnswerInput, question: Mapping[str, Any]) -> Iterator[str]:
    if answer.state == "answered":
        yield from kinds.faults(question, answer.value)
    elif answer.value is not None:
        yield _("A question that is set aside has no value.")
    elif not question[answer.state]:
        yield _("This question cannot be set aside in this way.")
    if len(answer.note) > question["note"]["max"]:
        yield _("This note is too long: %(most)d characters at most.") % {
            "most": question["note"]["max"]
        }


def _check_photos(document: VisitDocument, form: Form, errors: Errors) -> None:
    seen: set[UUID] = set()
    for photo in document.photos:
        if photo.id in seen:
            errors[str(photo.id)] = [_("This photo is listed twice.")]
        if photo.question is not None and photo.question not in form.questions:
            errors[str(photo.id)] = [_("This checklist has no such question.")]
        _check_moment(str(photo.id), photo.taken_at, errors)
        seen.add(photo.id)

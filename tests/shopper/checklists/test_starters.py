"""The starters are checklists somebody can use tomorrow: whole, answerable and fair."""

import re
from collections import Counter
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from shopper.checklists import completeness, conditions, kinds, starters, versions
from shopper.scoring import sheet
from tests import factories

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


class Starter(Shape):
    name: Annotated[str, Meta(min_length=1, max_length=150)]
    language: Literal["en"]
    briefing: Annotated[str, Meta(min_length=200)]
    touchpoints: list[Touchpoint]


every_starter = pytest.mark.parametrize("name", starters.names())


def with_identities(name: str) -> dict[str, Any]:
    """The starter as a ChecklistDocument whose identities are its keys."""
    document = starters.load(name)
    for touchpoint in document["touchpoints"]:
        touchpoint["id"] = touchpoint["key"]
        for question in touchpoint["questions"]:
            question["id"] = question["key"]
    return document


def questions_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        question for touchpoint in document["touchpoints"] for question in touchpoint["questions"]
    ]


def test_the_eight_starters_ship():
    assert starters.names() == [
        *("airline_journey", "cab_ride", "commitment_audit", "complaint_scenario"),
        *("first_contact", "five_moments", "internal_customers", "restaurant"),
    ]


def test_a_starter_that_does_not_exist_is_not_looked_for_elsewhere():
    with pytest.raises(KeyError):
        starters.load("../conditions")


@every_starter
def test_a_starter_has_the_shape_of_a_checklist(name):
    starter = msgspec.convert(starters.load(name), Starter, strict=True)

    keys = Counter(question.key for moment in starter.touchpoints for question in moment.questions)
    moments = Counter(moment.key for moment in starter.touchpoints)
    assert {*keys.values(), *moments.values()} == {1}


@every_starter
def test_two_questions_never_share_a_value_that_one_could_change(name):
    first, second = questions_of(starters.load(name))[:2]

    first["photo"]["max"] = 99
    first["options"].append("x")

    assert second["photo"]["max"] != 99
    assert "x" not in second["options"]


@every_starter
def test_conditions_ask_about_earlier_questions_and_answers_that_exist(name):
    earlier: dict[str, dict[str, Any]] = {}
    for question in questions_of(starters.load(name)):
        assert conditions.faults(question["condition"], earlier) == [], question["key"]
        earlier[question["key"]] = question


@every_starter
def test_every_question_can_be_answered_and_scored_as_its_role_says(name):
    for question in questions_of(starters.load(name)):
        assert kinds.question_faults(question) == [], question["key"]


@every_starter
def test_every_moment_can_become_misery_and_the_controlled_ones_magic(name):
    for moment in starters.load(name)["touchpoints"]:
        roles = {question["role"] for question in moment["questions"]}

        assert "standard" in roles, moment["key"]
        assert "extra" in roles or not moment["controlled"], moment["key"]


@every_starter
def test_an_extra_leaves_room_for_the_evidence_without_which_it_counts_for_nothing(name):
    for question in questions_of(starters.load(name)):
        if question["role"] == "extra":
            assert {question["photo"]["rule"], question["note"]["rule"]} == {"optional"}


@every_starter
def test_every_standard_can_be_answered_honestly_by_somebody_who_could_not_see_it(name):
    stuck = [
        question["key"]
        for question in questions_of(starters.load(name))
        if question["role"] == "standard" and not question["could_not_check"]
    ]

    assert stuck == []


def best_answer(question: dict[str, Any]) -> Any:
    return _answer(question, best=True)


def worst_answer(question: dict[str, Any]) -> Any:
    return _answer(question, best=False)


def _answer(question: dict[str, Any], *, best: bool) -> Any:
    best = best or question["role"] == "note"  # what happened, neither good nor bad
    pick = max if best else min
    match question["kind"]:
        case "yes_no":
            return question["good"] if best else {"yes": "no", "no": "yes"}[question["good"]]
        case "choice":
            return pick(question["options"], key=lambda option: Decimal(option["points"]))["key"]
        case "several":
            return [o["key"] for o in question["options"] if (Decimal(o["points"]) > 0) is best]
        case "rating":
            return question["steps"] if best else 1
        case "number" | "duration":
            amount = _amount(question, best=best)
            return str(amount) if question["kind"] == "number" else {"seconds": amount}
        case "time":
            return "14:05"
        case "text":
            return "Words."
    return None


def _amount(question: dict[str, Any], *, best: bool) -> int:
    pick = max if best else min
    band = pick(
        question["bands"] or [{"up_to": "1", "share": "1"}], key=lambda b: Decimal(b["share"])
    )
    closed = [int(b["up_to"]) for b in question["bands"] if b["up_to"] is not None]
    return max(closed) + 1 if band["up_to"] is None else int(band["up_to"])


def answered(document: dict[str, Any], how: Any) -> tuple[dict[str, Any], dict[str, int]]:
    """Answer every question one way, with a note and as many photographs as are wanted."""
    answers = {
        question["id"]: {
            "state": "answered",
            "value": how(question),
            "note": "Seen with my own eyes.",
            "reason": "",
        }
        for question in questions_of(document)
        if question["kind"] not in completeness.BY_PHOTO
    }
    photos = {question["id"]: question["photo"]["max"] for question in questions_of(document)}
    return answers, photos


def scored(document: dict[str, Any], how: Any) -> sheet.Sheet:
    answers, photos = answered(document, how)
    asked = conditions.asked(document["touchpoints"], answers)
    return sheet.score(document["touchpoints"], answers, photos, asked)


def verdicts_of(judged: sheet.Sheet) -> dict[str, str | None]:
    return {moment.id: moment.verdict.name for moment in judged.touchpoints if moment.is_controlled}


@every_starter
def test_a_visit_on_which_everything_was_right_is_magic_throughout(name):
    document = with_identities(name)

    judged = scored(document, best_answer)

    assert str(judged.percent) == "100.0"
    assert set(verdicts_of(judged).values()) == {"magic"}


@every_starter
def test_a_visit_on_which_everything_was_wrong_is_misery_throughout(name):
    document = with_identities(name)

    judged = scored(document, worst_answer)

    verdicts = verdicts_of(judged)
    assert str(judged.percent) == "0.0"
    assert set(verdicts.values()) == {"misery"}


@every_starter
@pytest.mark.parametrize("how", [best_answer, worst_answer], ids=["best", "worst"])
def test_what_the_form_asks_for_can_be_handed_in(name, how):
    document = with_identities(name)
    answers, photos = answered(document, how)

    gaps = completeness.missing(document, {"answers": answers}, photos)

    wrong = {q["key"]: kinds.faults(q, how(q)) for q in questions_of(document)}
    assert gaps == []
    assert {key: faults for key, faults in wrong.items() if faults} == {}


@every_starter
def test_a_starter_becomes_a_published_checklist(name, organization, operator):
    draft = versions.draft_from(starters.load(name), organization=organization)

    published = versions.publish(draft, by=operator)

    assert published.content is not None
    assert len(questions_of(published.content)) == len(questions_of(starters.load(name)))


def test_every_kind_of_question_is_shown_by_some_starter():
    used = {q["kind"] for name in starters.names() for q in questions_of(starters.load(name))}

    assert used == set(kinds.KINDS)


def test_evidence_of_every_strength_and_every_channel_are_shown_by_some_starter():
    moments = [moment for name in starters.names() for moment in starters.load(name)["touchpoints"]]
    rules = {q["photo"]["rule"] for moment in moments for q in moment["questions"]}

    assert {"optional", "required", "required_when_bad"} <= rules
    assert {moment["channel"] for moment in moments} == {
        *("in_person", "phone", "web", "email", "delivery"),
    }
    assert {moment["kind"] for moment in moments} == {
        *("people", "process", "place", "product", "message"),
    }


def test_the_cab_ride_is_wallys_twelve_moments_with_photographs_of_both_sides_of_the_door():
    ride = starters.load("cab_ride")

    moments = {moment["key"]: moment for moment in ride["touchpoints"]}
    pictures = [q["photo"]["min"] for q in questions_of(ride) if q["key"].endswith("side_photo")]
    assert list(moments) == [
        *("outside", "dress", "door", "luggage", "promise", "inside"),
        *("refreshment", "reading", "radio", "temperature", "route", "talk"),
    ]
    assert 36 <= len(questions_of(ride)) <= 44
    assert len(pictures) == 2
    assert min(pictures) >= 1


def test_what_an_airline_does_not_control_stands_apart():
    journey = starters.load("airline_journey")

    apart = [moment["key"] for moment in journey["touchpoints"] if not moment["controlled"]]

    assert apart == ["advertisement", "word_of_mouth"]


def test_the_five_moments_count_the_phrases_heard_and_the_seconds_waited():
    greeting = starters.load("five_moments")["touchpoints"][1]

    questions = {question["key"]: question for question in greeting["questions"]}
    labels = " ".join(option["label"] for option in questions["greeting_heard"]["options"])
    assert questions["greeting_heard"]["kind"] == "several"
    assert questions["greeting_seconds"]["kind"] == "duration"
    assert re.findall("Please|Thank you|Excuse me|Thanks for waiting|How may I help", labels) == [
        *("Please", "Thank you", "Excuse me", "Thanks for waiting", "How may I help"),
    ]


def test_a_ride_without_luggage_is_not_asked_about_luggage():
    document = with_identities("cab_ride")
    answers, photos = answered(document, best_answer)
    answers["luggage_had"]["value"] = "no"

    asked = conditions.asked(document["touchpoints"], answers)
    luggage = sheet.score(document["touchpoints"], answers, photos, asked).touchpoints[3]

    assert luggage.percent is None
    assert luggage.verdict.name is None
    assert "luggage_loaded" not in asked


@pytest.fixture
def organization(db):
    return factories.make_organization("Harbour Cabs")

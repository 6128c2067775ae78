"""The starters are checklists somebody can use tomorrow: whole, answerable and fair."""

import re
from collections import Counter

import msgspec
import pytest

from shopper.checklists import completeness, conditions, kinds, languages, starters, versions
from shopper.scoring import sheet
from tests.shopper.checklists.starter_answers import (
    answered,
    best_answer,
    questions_of,
    scored,
    verdicts_of,
    with_identities,
    worst_answer,
)
from tests.shopper.checklists.starter_shape import Starter

every_starter = pytest.mark.parametrize("name", starters.names())


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
    earlier = {}
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


@pytest.mark.parametrize("name", ["cab_ride", "five_moments"])
def test_a_starter_in_german_is_whole_and_fits(name):
    document = with_identities(name)

    [german] = languages.completeness(document)

    assert (german.language, german.missing) == ("de", 0)
    assert languages.faults(document, document["translations"]) == {}

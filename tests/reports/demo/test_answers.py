"""The demo's shoppers answer what their checklists ask, and hand in nothing incomplete."""

import random
from datetime import datetime, timedelta, timezone

import pytest

from reports.demo import pictures, sentences
from reports.demo.answers import Observer
from reports.demo.bakery import LINDEMANN
from reports.demo.places import HARBOUR_CABS, NORTHERN_AIR
from reports.demo.stage import JOURNEYS, Scene
from shopper.checklists import afterwards, completeness, conditions, kinds, starters
from shopper.checklists.models import Checklist

CET = timezone(timedelta(hours=1))
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=CET)
CLIENTS = (HARBOUR_CABS, NORTHERN_AIR, LINDEMANN)


def questions_of(document):
    return [question for moment in document["touchpoints"] for question in moment["questions"]]


def scenes():
    """Each place with its starter as a published version whose identities are the keys."""
    for client in CLIENTS:
        content = starters.load(JOURNEYS[client.name])
        for moment in content["touchpoints"]:
            moment["id"] = moment["key"]
            for question in moment["questions"]:
                question["id"] = question["key"]
        keys = {question["key"]: question["key"] for question in questions_of(content)}
        for place in client.places:
            yield Scene(location=None, place=place, checklist=Checklist(content=content), keys=keys)


def observer_at(scene, seed, *, careful=0.6, age_months=0):
    dice = random.Random(seed)
    return Observer(scene, dice=dice, at=FRIDAY, age_months=age_months, careful=careful)


def look(scene, seed, **person):
    return observer_at(scene, seed, **person).look()


@pytest.mark.parametrize("scene", list(scenes()), ids=lambda scene: scene.place.name)
def test_what_is_handed_in_is_whole_and_every_answer_is_one(scene):
    questions = {question["id"]: question for question in questions_of(scene.checklist.content)}

    for seed in range(4):
        found = look(scene, seed, careful=seed / 3)

        visit = {"answers": found.answers}
        assert completeness.missing(scene.checklist.content, visit, found.photo_counts()) == []
        asked = conditions.asked(scene.checklist.content["touchpoints"], found.answers)
        assert set(found.answers) <= asked
        for identity, answer in found.answers.items():
            if answer["state"] == "answered":
                assert kinds.faults(questions[identity], answer["value"]) == [], identity


@pytest.mark.parametrize("seed", range(12))
def test_what_is_asked_a_week_later_is_answered_a_week_later_and_then_whole(seed):
    scene = next(s for s in scenes() if s.place in LINDEMANN.places)
    checklist = scene.checklist.content
    (moment,) = afterwards.of(checklist)
    later = {question["id"] for question in moment["questions"]}
    observer = observer_at(scene, seed)
    before = observer.look()
    assert not later & before.answers.keys()
    assert moment["id"] not in before.feelings

    found = observer.look_back(at=FRIDAY + timedelta(days=8))

    answers = {"answers": before.answers | found.answers}
    photos = before.photo_counts() | found.photo_counts()
    assert completeness.missing(checklist, answers, photos, opened=later) == []
    assert found.answers.keys() <= later
    assert {question for question, _ in found.pictures} <= later
    assert found.feelings.keys() == {moment["id"]}
    assert all(answer["at"] > "2026-11-28" for answer in found.answers.values())


def test_the_same_dice_find_the_same():
    scene = next(scenes())

    assert look(scene, 3) == look(scene, 3)


def test_a_good_place_is_found_better_than_a_bad_one():
    good, bad = (next(s for s in scenes() if s.place.name == name) for name in ("Cab 12", "Cab 7"))

    def share_of_good_greetings(scene):
        greetings = [look(scene, seed).answers["door_greeting"]["value"] for seed in range(40)]
        return greetings.count("yes") / len(greetings)

    assert share_of_good_greetings(good) > 0.8
    assert share_of_good_greetings(bad) < 0.6


@pytest.mark.parametrize("journey", JOURNEYS.values())
def test_every_extra_has_words_for_its_evidence_and_every_required_note_is_long_enough(journey):
    for question in questions_of(starters.load(journey)):
        voice = sentences.VOICES.get(question["key"], sentences.SILENT)
        if question["role"] == "extra":
            assert voice.good, question["key"]
        if question["note"]["rule"] == "required_when_bad":
            assert voice.bad, question["key"]
            assert all(len(text) >= question["note"]["min"] for text in voice.bad)


def test_no_shopper_speaks_of_what_is_not_asked_or_photographs_what_is_not_drawn():
    asked = {
        q["key"] for journey in JOURNEYS.values() for q in questions_of(starters.load(journey))
    }

    drawn = {
        picture
        for voice in sentences.VOICES.values()
        for picture in (*voice.good_pictures, *voice.bad_pictures)
    }

    assert set(sentences.VOICES) <= asked
    assert drawn <= set(pictures.PICTURES)
    assert set(pictures.CAPTIONS) == set(pictures.PICTURES)


def test_the_places_lie_in_germany_and_have_names_of_their_own():
    for client in CLIENTS:
        names = [place.name for place in client.places]
        assert len(names) == len(set(names))
        for place in client.places:
            assert 47 < float(place.latitude) < 55.1, place.name
            assert 8.5 < float(place.longitude) < 13, place.name
            assert place.region in client.regions
    assert len(LINDEMANN.places) == 40

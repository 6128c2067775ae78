"""A visit of somebody in a hurry: the phone told what a reviewer would ask, and it was sent all the same."""

import random
from datetime import timedelta
from typing import Any

from reports.demo import visiting
from reports.demo.answers import Found, Observer
from reports.demo.history import schedule
from reports.demo.stage import Stage
from shopper.visits.models import Visit

PLACE, EMAIL = "Cab 9", "ivo@example.org"
CHANGED: dict[str, tuple[Any, str]] = {  # by the question's key: answer and note
    "door_greeting": ("yes", "Mr Wagner said good evening before I had said a word."),
    "outside_marked": ("no", "Perfectly clean, and bright enough to be seen from afar."),
    "temperature_comfort": (1, ""),
    "talk_tell": ("A good ride.", ""),
}
PASSED_OVER = {"door_greeting": "staff_named", "temperature_comfort": "bad_without_word"}


def hand_in(stage: Stage, *, dice: random.Random) -> Visit:
    """Hand in a visit to review that has remarks, some of them passed over on the phone."""
    scene = stage.scenes[PLACE]
    day = (stage.now - timedelta(days=1)).astimezone(scene.location.zone)
    started_at = day.replace(hour=8, minute=12, second=40)
    person, shopper = next(turn for turn in stage.shoppers() if turn[0].email == EMAIL)
    visit = schedule(scene, stage, shopper=shopper, started_at=started_at)
    observer = Observer(scene, dice=dice, at=started_at, age_months=0, careful=person.careful)
    found = _in_a_hurry(observer.look(), {key: name for name, key in scene.keys.items()})
    visiting.hand_in(visit, found, started_at=started_at, dice=dice)
    return visit


def _in_a_hurry(found: Found, identities: dict[str, str]) -> Found:
    for key, (value, note) in CHANGED.items():
        given = {"state": "answered", "value": value, "note": note, "reason": ""}
        before = found.answers.get(identities[key], {})
        found.answers[identities[key]] = {**before, **given}
    found.passed_over = [
        {"question": identities[key], "code": code} for key, code in PASSED_OVER.items()
    ]
    return found

"""What lies on everybody's desk today: visits to make, to judge, to mend, to give away."""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from reports.demo import clock, hurried, later_on, loading, visiting
from reports.demo.answers import Found, Observer
from reports.demo.history import FEES, Plan, live_through, schedule
from reports.demo.people import SHOPPER
from reports.demo.stage import Stage
from shopper.earnings import settling
from shopper.review import decisions
from shopper.visits import board, lifecycle
from shopper.visits.models import Visit
from shopper.visits.reasons import Reason

WAITING_FOR_REVIEW = (
    ("Cab 15", "ivo@example.org", 1),
    ("Lindemann Ottensen Spritzenplatz", "aylin@example.org", 10),
    ("Hamburg – Oslo", "shopper@example.org", 2),
)
ASKED_IN_SOME_DAYS = ("Lindemann Schanzenviertel", "tobias@example.org", 3)
ASKED_SINCE_YESTERDAY = ("Lindemann Mühlenkamp", SHOPPER.email, 8)
OVERDUE = (
    ("Lindemann Bergedorf Sachsentor", "tobias@example.org", 5, True),
    ("Cab 21", "ivo@example.org", 4, False),
)
UPCOMING = (
    ("Lindemann Eppendorf", "shopper@example.org", 3),
    ("Lindemann Lübeck Breite Straße", "shopper@example.org", 8),
    ("Hamburg – München", "franziska@example.org", 6),
    ("Lindemann Sendlinger Straße", "korbinian@example.org", 4),
)
NOBODY_YET = (
    ("Lindemann Würzburg Domstraße", 5),
    ("Lindemann Bamberg Grüner Markt", 6),
    ("Cab 9", 7),
)
ON_THE_BOARD = (("Lindemann Bamberg Grüner Markt", 11), ("Cab 15", 9), ("Hamburg – München", 13))


def play(stage: Stage, *, dice: random.Random) -> None:
    """Set today's scenes, each by the operations that lead there."""
    for scene in _scenes(stage, dice):
        with loading.step():
            scene()


def _scenes(stage: Stage, dice: random.Random) -> Iterator[Callable[[], object]]:
    now = stage.now
    yield partial(_cab_12_today, stage)
    for name, email, days_ago in WAITING_FOR_REVIEW:
        yield partial(_to_review, stage, name, email, days_ago=days_ago, dice=dice)
    name, email, days_ago = ASKED_IN_SOME_DAYS
    yield partial(_handed_in, stage, name, email, now=now, days_ago=days_ago, dice=dice)
    yield partial(_asked_since_yesterday, stage, dice)
    yield partial(_sent_back, stage, now, dice)
    yield partial(_approved, stage, now, dice)
    yield partial(_in_progress, stage, now, dice)
    for name, email, days_ago, is_accepted in OVERDUE:
        yield partial(_overdue, stage, name, email, days_ago=days_ago, is_accepted=is_accepted)
    for name, email, days in UPCOMING:
        yield partial(_planned, stage, name, email, now + timedelta(days=days))
    for name, days in NOBODY_YET:
        yield partial(_planned, stage, name, None, now + timedelta(days=days))
    for name, days in ON_THE_BOARD:
        yield partial(_offered, stage, name, now + timedelta(days=days))
    yield partial(_given_back, stage, now)
    yield partial(_withdrawn, stage, now)
    yield partial(hurried.hand_in, stage, dice=dice)


def _cab_12_today(stage: Stage) -> None:
    """Open one visit for the shopper from this morning until late tonight, and not for too short."""
    scene = stage.scenes["Cab 12"]
    local = stage.now.astimezone(scene.location.zone)
    opens_at = min(
        local.replace(hour=6, minute=0, second=0, microsecond=0), local - timedelta(hours=1)
    )
    closes_at = max(opens_at.replace(hour=23), local + timedelta(hours=6))
    with clock.set_to(stage.now - timedelta(days=4)):
        lifecycle.schedule(
            location=scene.location,
            checklist=scene.checklist,
            shopper=stage.users[SHOPPER.email],
            opens_at=opens_at,
            closes_at=closes_at,
            by=stage.operator,
            briefing=(
                "Ask for cab 12 and have yourself driven to the airport, terminal 1.\n\n"
                "Take one bag that goes into the boot. Keep the receipt, and photograph the outside "
                "and the inside of the cab once the driver has driven off, or while he loads the bag."
            ),
            fee=FEES[scene.location.organization.name],
        )


def _planned(stage: Stage, name: str, email: str | None, day: datetime) -> Visit:
    scene = stage.scenes[name]
    local = day.astimezone(scene.location.zone).replace(hour=11, minute=0)
    shopper = stage.users[email] if email else None
    return schedule(scene, stage, shopper=shopper, started_at=local)


def _offered(stage: Stage, name: str, day: datetime) -> None:
    """Let whoever wants to have the visit claim it."""
    visit = _planned(stage, name, None, day)
    fee = FEES[visit.location.organization.name]
    with clock.set_to(stage.now):
        board.offer(visit, by=stage.operator, at=stage.now, fee=fee)


def _overdue(stage: Stage, name: str, email: str, *, days_ago: int, is_accepted: bool) -> None:
    """Let the window of a visit pass without a word, accepted or not."""
    visit = _planned(stage, name, email, stage.now - timedelta(days=days_ago))
    if is_accepted:
        with clock.set_to(stage.now - timedelta(days=days_ago + 1)):
            lifecycle.accept(visit, by=stage.users[email])


def _handed_in(
    stage: Stage, name: str, email: str, *, now: datetime, days_ago: int, dice: random.Random
) -> tuple[Visit, Observer]:
    """Let a careful shopper go there some days ago and hand in all there was, photographs too."""
    scene = stage.scenes[name]
    day = (now - timedelta(days=days_ago)).astimezone(scene.location.zone)
    started_at = day.replace(hour=10, minute=dice.randint(0, 59), second=dice.randint(0, 59))
    person, shopper = next(turn for turn in stage.shoppers() if turn[0].email == email)
    visit = schedule(scene, stage, shopper=shopper, started_at=started_at)
    plan = Plan(scene, started_at, shopper, person)
    return visit, live_through(visit, plan, now=now, dice=dice)


def _to_review(stage: Stage, name: str, email: str, *, days_ago: int, dice: random.Random) -> None:
    """Let a visit come in whole, and what is asked after it as well."""
    visit, observer = _handed_in(stage, name, email, now=stage.now, days_ago=days_ago, dice=dice)
    if visit.follow_throughs.exists():
        later_on.open_questions(visit, dice=dice)
        later_on.answer(visit, observer, dice=dice)


def _asked_since_yesterday(stage: Stage, dice: random.Random) -> None:
    """Let what is asked a week after a visit be open, and not be answered yet."""
    name, email, days_ago = ASKED_SINCE_YESTERDAY
    visit, _ = _handed_in(stage, name, email, now=stage.now, days_ago=days_ago, dice=dice)
    later_on.open_questions(visit, dice=dice)


def _sent_back(stage: Stage, now: datetime, dice: random.Random) -> None:
    visit, _ = _handed_in(stage, "Cab 7", SHOPPER.email, now=now, days_ago=1, dice=dice)
    with clock.set_to(now - timedelta(hours=5)):
        decisions.return_to_shopper(visit, by=stage.operator, notes=_what_is_unclear(visit))


def _what_is_unclear(visit: Visit) -> Mapping[str, str]:
    """Choose the question whose photograph the operator cannot use."""
    photo = visit.photos.exclude(question=None).first()
    if photo is None:
        raise ValueError("the visit that is sent back needs a photograph")
    return {
        str(photo.question_id): (
            "The mud can be seen, the number of the cab cannot. If you have another picture of that "
            "ride, please add it; if not, say in the note how you knew the cab."
        )
    }


def _approved(stage: Stage, now: datetime, dice: random.Random) -> None:
    visit, _ = _handed_in(stage, "Cab 3", "aylin@example.org", now=now, days_ago=3, dice=dice)
    with clock.set_to(now - timedelta(hours=3)):
        settling.approve(visit, by=stage.operator, at=timezone.now())


def _in_progress(stage: Stage, now: datetime, dice: random.Random) -> None:
    """Let somebody be in the shop at this minute: half of the answers have come in."""
    scene = stage.scenes["Lindemann Viktualienmarkt"]
    person, shopper = next(t for t in stage.shoppers() if t[0].email == "korbinian@example.org")
    started_at = now - timedelta(minutes=9)
    visit = schedule(
        scene, stage, shopper=shopper, started_at=started_at.astimezone(scene.location.zone)
    )
    found = Observer(
        scene,
        dice=dice,
        at=started_at,
        age_months=0,
        careful=person.careful,
    ).look()
    half = dict(list(found.answers.items())[: len(found.answers) // 2])
    pictures = [(question, name) for question, name in found.pictures if question in half]
    begun = Found(half, {}, pictures[:1])
    visiting.send(visit, begun, started_at=started_at, ended_at=None, sent_at=now)


def _given_back(stage: Stage, now: datetime) -> None:
    visit = _planned(
        stage, "Lindemann Coburg Spitalgasse", "franziska@example.org", now + timedelta(days=2)
    )
    with clock.set_to(now - timedelta(hours=20)):
        reason = "My train on Tuesday was cancelled; I could go there only next week."
        franziska = stage.users["franziska@example.org"]
        lifecycle.decline(visit, by=franziska, code=Reason.TIME, reason=reason)


def _withdrawn(stage: Stage, now: datetime) -> None:
    visit = _planned(
        stage, "Lindemann Freising Obere Hauptstraße", "aylin@example.org", now + timedelta(days=1)
    )
    with clock.set_to(now - timedelta(hours=30)):
        lifecycle.cancel(
            visit, by=stage.operator, reason="The shop is closed for repairs this week."
        )

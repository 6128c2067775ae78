"""Eight months of published visits, so that there are trends to see."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from reports import publishing
from reports.demo import clock, later_on, loading, visiting
from reports.demo.answers import Observer
from reports.demo.bakery import LINDEMANN
from reports.demo.people import Person
from reports.demo.places import HARBOUR_CABS, NORTHERN_AIR
from reports.demo.stage import Scene, Stage
from reports.models import Report
from shopper.accounts.models import User
from shopper.checklists import afterwards
from shopper.checklists.document import document_of
from shopper.earnings import settling
from shopper.visits import lifecycle
from shopper.visits.fees import Fee
from shopper.visits.models import Visit

DAYS_TO_JUDGE = 4
DAYS_BETWEEN = {HARBOUR_CABS.name: 26, NORTHERN_AIR.name: 38, LINDEMANN.name: 78}
FEES = {
    HARBOUR_CABS.name: Fee(Decimal(18), "EUR", "and the fare"),
    NORTHERN_AIR.name: Fee(Decimal(45), "EUR", "and the ticket"),
    LINDEMANN.name: Fee(Decimal(14), "EUR", "and up to 8 EUR at the till"),
}


@dataclass(frozen=True)
class Plan:
    """One visit that took place: where, when, and by whom."""

    scene: Scene
    started_at: datetime
    shopper: User
    person: Person


def play(stage: Stage, *, months: int, dice: random.Random) -> list[Report]:
    """Let every visit of so many months happen, oldest first, and return their reports."""
    plans = sorted(_plans(stage, months, dice), key=lambda plan: plan.started_at)
    return [_happen(plan, stage, dice=dice) for plan in plans]


def _plans(stage: Stage, months: int, dice: random.Random) -> Iterator[Plan]:
    """Visit every place at least once, and none so late that its report is not out by today."""
    turns = stage.shoppers()
    for client, scenes in stage.clients.items():
        for number, scene in enumerate(scenes):
            interval, least = DAYS_BETWEEN[client], _days_until_published(scene)
            days = float(months * 30 - dice.uniform(0, min(interval, months * 30 - least)))
            turn = number
            while days > least:
                person, shopper = turns[turn % len(turns)]
                yield Plan(
                    scene,
                    _opening_hour(stage.now - timedelta(days=days), scene, dice),
                    shopper,
                    person,
                )
                days -= interval * dice.uniform(0.75, 1.25)
                turn += 1


def _days_until_published(scene: Scene) -> float:
    """Return how long a visit may take until its report: what is asked after it closes first."""
    windows = [moment["follow_through"] for moment in afterwards.of(document_of(scene.checklist))]
    hours = (hours["opens_after_hours"] + hours["open_for_hours"] for hours in windows)
    return DAYS_TO_JUDGE + max(hours, default=0) / 24


def _opening_hour(day: datetime, scene: Scene, dice: random.Random) -> datetime:
    local = day.astimezone(scene.location.zone)
    return local.replace(
        hour=dice.randint(8, 18), minute=dice.randint(0, 59), second=dice.randint(0, 59)
    )


@loading.step()
def _happen(plan: Plan, stage: Stage, *, dice: random.Random) -> Report:
    """Take one visit from its plan to its report, each step on its own day."""
    visit = schedule(plan.scene, stage, shopper=plan.shopper, started_at=plan.started_at)
    observer = live_through(visit, plan, now=stage.now, dice=dice)
    whole_at = later_on.live_on(visit, observer, dice=dice)
    with clock.set_to(min(stage.now, whole_at + timedelta(hours=dice.randint(10, 40)))):
        settling.approve(visit, by=stage.operator, at=timezone.now())
    with clock.set_to(min(stage.now, whole_at + timedelta(hours=dice.randint(42, 70)))):
        return publishing.publish(visit, by=stage.operator)


def schedule(
    scene: Scene, stage: Stage, *, shopper: User | None, started_at: datetime, briefing: str = ""
) -> Visit:
    """Plan a visit so that `started_at` falls into its window, some days before."""
    morning = started_at.replace(hour=7, minute=0, second=0, microsecond=0)
    opens_at = min(morning, started_at - timedelta(minutes=30))
    with clock.set_to(min(stage.now, opens_at - timedelta(days=6))):
        return lifecycle.schedule(
            location=scene.location,
            checklist=scene.checklist,
            shopper=shopper,
            opens_at=opens_at,
            closes_at=opens_at + timedelta(days=2, hours=14),
            by=stage.operator,
            briefing=briefing,
            fee=FEES[scene.location.organization.name],
        )


def live_through(visit: Visit, plan: Plan, *, now: datetime, dice: random.Random) -> Observer:
    """Let the shopper accept, go there, look, and hand in; return them with what they saw."""
    with clock.set_to(plan.started_at - timedelta(days=2)):
        lifecycle.accept(visit, by=plan.shopper)
    observer = Observer(
        plan.scene,
        dice=dice,
        at=plan.started_at,
        age_months=(now - plan.started_at).days / 30,
        careful=plan.person.careful,
    )
    visiting.hand_in(visit, observer.look(), started_at=plan.started_at, dice=dice)
    return observer

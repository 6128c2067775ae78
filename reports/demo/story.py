"""The demo's story: a stage, eight months of visits, and today."""

import random
import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from reports import publishing, tasks
from reports.demo import (
    clock,
    followed_up,
    history,
    loading,
    paydays,
    stage,
    today,
    visiting,
)
from reports.demo.people import PEOPLE
from reports.demo.stage import Stage
from reports.models import Report
from shopper.accounts.models import User
from shopper.organizations.models import Organization
from shopper.sync.models import Installation

SEED = 12
PDFS_TO_RENDER = 30
LOCATION_REPORTS = ("Cab 12", "Cab 7", "Lindemann Eppendorf", "Hamburg – Oslo")
PACKAGES = ("shopper", "reports")
FOLDERS = ("photos", "derived", "reports", "incoming")


def is_told() -> bool:
    """Say whether this installation knows any organization already, the demo's or a real one."""
    return Organization.objects.exists()


def is_half_told() -> bool:
    """Say whether loading the demo was interrupted: until its end nobody of it can sign in."""
    return User.objects.filter(password=stage.NOT_YET).exists()


def tell(*, now: datetime, say: Callable[[str], None], months: int = 8) -> None:
    """Load the demo with so many months of history, in many short steps; let people in at the end."""
    dice = random.Random(SEED)
    with visiting.pictures_ahead():
        say("People, places, checklists")
        with loading.step():
            told = stage.build(opened_at=now - timedelta(days=30 * months + 20), now=now)
        say("Months of visits")
        reports = history.play(told, months=months, dice=dice)
        with loading.step():
            followed_up.decide(now=now, dice=dice)
        paydays.pay(told)
        say("Today")
        today.play(told, dice=dice)
        with loading.step():
            reports += _of_locations(told, now)
    visiting.forget_pool()
    with transaction.atomic():
        _leave_for_the_worker(reports)
        stage.let_people_in()


def _of_locations(told: Stage, now: datetime) -> list[Report]:
    """Write a quarter's report for a few places; every other can be asked for on the console."""
    last_on: date = now.date() - timedelta(days=1)
    with clock.set_to(now - timedelta(hours=2)):
        return [
            publishing.location_report(
                told.scenes[name].location,
                first_on=last_on - timedelta(days=180),
                last_on=last_on,
                by=told.operator,
            )
            for name in LOCATION_REPORTS
        ]


def _leave_for_the_worker(reports: list[Report]) -> None:
    """Queue the newest PDFs, newest first."""
    for report in reversed(reports[-PDFS_TO_RENDER:]):
        tasks.render.enqueue(str(report.pk))


def forget() -> None:
    """Remove every row and file of the product but the installation's own identity."""
    models = [
        model
        for app in apps.get_app_configs()
        if app.name.split(".")[0] in PACKAGES
        for model in app.get_models(include_auto_created=True)
    ]
    tables = [model._meta.db_table for model in models if model is not Installation]
    tables += [DBTaskResult._meta.db_table]
    with transaction.atomic():
        for statement in connection.ops.sql_flush(no_style(), tables, allow_cascade=False):
            connection.cursor().execute(statement)
    for folder in FOLDERS:
        shutil.rmtree(Path(settings.MEDIA_ROOT) / folder, ignore_errors=True)


def forget_half() -> None:
    """Remove what an interrupted loading left. Accounts that are not the demo's stay."""
    others = list(User.objects.exclude(email__in=[person.email for person in PEOPLE]))
    with transaction.atomic():
        forget()
        User.objects.bulk_create(others)

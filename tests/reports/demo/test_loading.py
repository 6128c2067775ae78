"""The demo enters an installation that runs: nobody waits long, and in the end it is whole."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reports.demo import loading, people, pictures, stage, story
from shopper.accounts.models import User
from shopper.organizations.models import Organization
from tests import factories
from tests.journeys.server import ROOT, Server

NOW = timezone.now()
PATIENCE_SECONDS = 240


@pytest.fixture
def half_told(db, settings):
    settings.DEMO = True
    with loading.step():
        stage.build(opened_at=NOW, now=NOW)


def test_nobody_signs_in_before_the_demo_is_whole(half_told):
    shopper = User.objects.get(email=people.SHOPPER.email)

    assert not shopper.has_usable_password()
    assert story.is_half_told()


def test_everybody_signs_in_once_it_is(half_told):
    stage.let_people_in()

    shopper = User.objects.get(email=people.SHOPPER.email)
    assert shopper.check_password(people.PASSWORD)
    assert not story.is_half_told()


def test_what_an_interrupted_loading_left_is_removed_and_nobody_elses_account(half_told, settings):
    somebody = factories.make_user(email="root@example.org")
    photo = settings.MEDIA_ROOT / "photos" / "left.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"x")

    story.forget_half()

    assert list(User.objects.all()) == [somebody]
    assert not Organization.objects.exists()
    assert not photo.exists()


def test_an_account_that_waits_for_its_invitation_is_no_interrupted_demo(db):
    somebody = factories.make_user(email=people.OPERATOR.email)
    somebody.set_unusable_password()
    somebody.save()

    assert not story.is_half_told()


def test_two_processes_do_not_load_the_demo_at_once(db, settings):
    settings.DEMO = True

    with loading.alone(), pytest.raises(CommandError, match="another process"):
        call_command("demo")

    assert not Organization.objects.exists()


def test_a_picture_drawn_ahead_is_the_same_picture(monkeypatch):
    monkeypatch.setattr("reports.demo.pictures.PHONE_PX", (160, 120))
    alone = pictures.as_sent.__wrapped__("coffee")

    with pictures.drawn_ahead():
        ahead = pictures.as_sent.__wrapped__("coffee")

    assert ahead == alone


def rows(server, query):
    with closing(sqlite3.connect(server.folder / "moments.sqlite3", timeout=60)) as database:
        return database.execute(query).fetchall()


def interrupt_in_the_middle(server):
    """Begin to load, and press Ctrl-C once some visits are there."""
    # Where the tests run in the background, the shell has them ignore Ctrl-C.
    command = ["env", "--default-signal=INT", sys.executable, "manage.py", "demo"]
    process = subprocess.Popen(command, cwd=ROOT, env=server.env, stderr=subprocess.DEVNULL)
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while rows(server, "SELECT count(*) FROM visits_visit")[0][0] < 20:
        assert process.poll() is None, "the demo was loaded in one step"
        assert time.monotonic() < give_up_at
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) != 0


@pytest.mark.timeout(600)
@pytest.mark.slow
def test_beside_a_worker_an_interrupted_loading_is_begun_anew_and_ends_whole(tmp_path):
    with Server(tmp_path / "server") as server:
        interrupt_in_the_middle(server)
        assert rows(server, "SELECT * FROM django_tasks_database_dbtaskresult") == []

        said = server.manage("demo", "--if-empty")

        assert "interrupted" in said
        assert server.worker.poll() is None, server.log("worker")
        assert "locked" not in server.log("worker") + server.log("web")
        tasks = rows(server, "SELECT count(*) FROM django_tasks_database_dbtaskresult")
        assert tasks == [(story.PDFS_TO_RENDER,)]
        names = rows(server, "SELECT name FROM organizations_organization ORDER BY name")
        assert [name for (name,) in names] == [
            "Bäckerei Lindemann",
            "Harbour Cabs",
            "Northern Air",
        ]
        published, reports = (
            rows(server, f"SELECT count(*) FROM {table} WHERE {where}")[0][0]
            for table, where in (
                ("visits_visit", "status = 'published'"),
                ("reports_report", "visit_id IS NOT NULL"),
            )
        )
        assert published == reports > 150
        photos = rows(server, "SELECT path FROM visits_photo")
        media = server.folder / "media"
        kept = {path.relative_to(media).as_posix() for path in media.glob("photos/*/*")}
        assert kept == {path for (path,) in photos}
        assert "already" in server.manage("demo")

"""What was copied comes back as it was, from under four writers too, on both databases."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from reports.tasks import render
from shopper import background
from shopper.visits.models import Visit
from tests import factories
from tests.handing_in import hand_in, publish
from tests.reports.backups.places import Writers


@pytest.fixture(params=["a folder", "a bucket"])
def shelf(request):
    """A place for backups."""
    if request.param == "a bucket":
        return str(request.getfixturevalue("bucket"))
    return str(request.getfixturevalue("folder"))


@pytest.fixture
def folder(tmp_path):
    """A folder for backups."""
    folder = tmp_path / "for-backups"
    folder.mkdir()
    return folder


def fill(place, *, visits: int) -> None:
    with place:
        for _ in range(visits):
            publish(hand_in(factories.make_organization()))


def test_everything_comes_back_as_it_was_and_phones_are_told(new_place, shelf, capsys):
    first, second = new_place("first"), new_place("second")
    fill(first, visits=2)

    with first:
        call_command("backup", shelf)
    with second:
        call_command("restore", shelf)
        call_command("check_integrity")

    before, after = first.look(), second.look()
    assert after["rows"] == before["rows"]
    assert after["files"] == before["files"]
    assert len(after["files"]) >= 2 * 4
    assert after["epoch"] != before["epoch"]
    assert "Everything is whole." in capsys.readouterr().out


@pytest.mark.parametrize(
    "shelf", ["a folder", pytest.param("a bucket", marks=pytest.mark.slow)], indirect=True
)
def test_nothing_acknowledged_is_missing_from_a_backup_made_while_four_processes_write(
    new_place, shelf
):
    first, second = new_place("first"), new_place("second")

    with Writers(first, 4) as writers, first:
        acknowledged = writers.acknowledged()
        for _ in range(3):
            call_command("backup", shelf)
        writers.wait_for_each()
    with second:
        call_command("restore", shelf)
        call_command("check_integrity")
        there = set(Visit.objects.values_list("pk", flat=True))

    assert acknowledged < there


def test_work_that_was_under_way_begins_anew(new_place, folder, settings, now):
    settings.TASKS = {"default": {"BACKEND": "shopper.queue.Queue"}}
    first, second = new_place("first"), new_place("second")
    with first, background.alive("a worker"):
        render.enqueue("of some report")
        DBTaskResult.objects.get().claim("a worker")
        call_command("backup", folder)

        with second:
            call_command("restore", folder)
            left = background.take_up(at=now)

    assert [task.args_kwargs["args"] for task in left.queued] == [["of some report"]]


def test_nothing_is_replaced_unless_it_is_said(new_place, folder):
    first, second = new_place("first"), new_place("second")
    with first:
        call_command("backup", folder)
    fill(second, visits=1)
    before = second.look()

    with second, pytest.raises(CommandError, match="--replace"):
        call_command("restore", folder)

    assert second.look() == before


@pytest.mark.parametrize("typed", ["no\n", "\n", "yes\n"])
def test_nothing_is_replaced_unless_it_is_said_twice(new_place, folder, monkeypatch, typed):
    first, second = new_place("first"), new_place("second")
    with first:
        call_command("backup", folder)
    fill(second, visits=1)
    before = second.look()
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))

    with second, pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", folder, "--replace")

    assert second.look() == before


def test_what_is_there_is_replaced_when_it_is_said_twice(new_place, folder, monkeypatch):
    first, second = new_place("first"), new_place("second")
    fill(first, visits=1)
    fill(second, visits=2)
    with first:
        call_command("backup", folder)
    monkeypatch.setattr(sys, "stdin", io.StringIO("replace\n"))

    with second:
        call_command("restore", folder, "--replace")

    before, after = first.look(), second.look()
    assert (after["rows"], after["files"]) == (before["rows"], before["files"])


def test_nothing_is_restored_into_a_database_that_somebody_uses(new_place, folder):
    first, second = new_place("first"), new_place("second")
    with first:
        call_command("backup", folder)

    with Writers(second, 1) as writers, second:
        with pytest.raises(CommandError, match="Stop the web server and the worker first"):
            call_command("restore", folder, "--replace", "--no-input")
        writers.wait_for_each()

"""Any order of requests and decisions: the server answers, and keeps, what a small model says."""

from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from shopper.sync import documents, ingest, quarantine, receipts
from shopper.sync.models import Receipt, Revision
from shopper.visits import imaging, uploads
from shopper.visits.models import Photo
from tests import factories
from tests.faults.server_machine import ServerMachine
from tests.parallel import database_of_many

days = settings(
    stateful_step_count=50,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
# The same days each time, so that a green run stays green.
quick = settings(days, max_examples=31, derandomize=True)
# Enough that the machine itself may be changed without a break slipping through.
until_found = settings(quick, max_examples=100, phases=[Phase.generate])
MUST_BE_MET = {
    *("document: 201", "document: 200", "document: 404", "document: 409", "document: 412"),
    *("merged: 200", "merged: 422", "upon an older one: 412", "while the account is closed: 410"),
    *("repeat: 200", "repeat: 201", "repeat: 409", "other content: 409"),
    *("wrong checklist: 422", "wrong value: 422"),
    *("photo, whole: 201", "photo, whole: 200", "photo, whole: 404", "photo, whole: 409"),
    *("photo, other digest: 422", "photo, too short: 422", "photo, cut off: 422"),
    *("submit: 200", "submit: 409", "submit: 412", "submit again: 200", "decline: 200"),
    *("send back: done", "approve: done", "cancel: done", "assign: done", "assign: refused"),
}


@pytest.fixture(autouse=True)
def _a_database_on_disk(transactional_db, tmp_path):
    with database_of_many(tmp_path):
        yield


@pytest.fixture
def machine(monkeypatch):
    """The machine with an office of its own and a clock that it may move."""
    clock, real = SimpleNamespace(ahead=None), timezone.now
    organization = factories.make_organization("Harbour Cabs")
    parts = {
        "organization": organization,
        "checklist": factories.make_checklist(),
        "other_checklist": factories.make_checklist(),
        "operator": factories.make_operator(organization),
        "clock": clock,
        "met": Counter(),
    }
    monkeypatch.setattr(timezone, "now", lambda: real() + clock.ahead)
    return type("OneServer", (ServerMachine,), parts)


@pytest.mark.timeout(600)
def test_whatever_phones_and_office_do_the_server_keeps_what_it_acknowledged(machine):
    run_state_machine_as_test(machine, settings=quick)

    assert machine.met["steps"] >= 1_400
    assert machine.met.keys() >= MUST_BE_MET, sorted(MUST_BE_MET - machine.met.keys())


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_nor_does_it_forget_anything_in_ten_thousand_steps(machine):
    run_state_machine_as_test(machine, settings=settings(days, max_examples=225))

    assert machine.met["steps"] >= 10_000


# --- a server that is broken in one place -------------------------------------------------------


def no_repeat_is_recognised(monkeypatch):
    monkeypatch.setattr(ingest, "_sent_before", lambda sent, visit, digest: None)


def a_number_alone_makes_a_repeat(monkeypatch):
    monkeypatch.setattr(documents, "digest_of", lambda document: "0" * 64)


def a_stale_document_takes_the_place_of_a_later_one(monkeypatch):
    def unconditional(sent, revision, form, faults, real=ingest._take_in):
        there = Revision.objects.standing(sent.visit_id)
        base = there.number if there else None
        revision.number = (base or 0) + 1
        return real(replace(sent, base=base), revision, form, faults)

    monkeypatch.setattr(ingest, "_take_in", unconditional)


def only_the_newest_revision_is_kept(monkeypatch):
    def pruned(visit, *, by, started_at, real=ingest._begin):
        real(visit, by=by, started_at=started_at)
        newest = Revision.objects.standing(visit.pk)
        Revision.objects.filter(visit=visit).exclude(pk=newest.pk).delete()

    monkeypatch.setattr(ingest, "_begin", pruned)


def anything_may_change_after_it_was_sent_back(monkeypatch):
    monkeypatch.setattr(ingest, "_require_only_returned", lambda visit, document, form: None)


def what_is_refused_is_dropped(monkeypatch):
    monkeypatch.setattr(quarantine, "keep", lambda document, **facts: None)


def bytes_are_not_held_against_their_digest(monkeypatch):
    def trusting(body, said, part):
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(body.read(said.size_bytes))
        return imaging.identify(part)

    monkeypatch.setattr(uploads, "_receive", trusting)


def other_bytes_replace_a_photograph(monkeypatch):
    def replaced(photo):
        Photo.objects.filter(pk=photo.pk).update(sha256=photo.sha256, path=photo.path)
        return photo

    monkeypatch.setattr(uploads, "_the_one_here", replaced)


def a_visit_is_handed_in_with_holes(monkeypatch):
    monkeypatch.setattr(receipts, "_lacking", lambda revision: None)


def a_receipt_is_written_anew_each_time(monkeypatch):
    def anew(visit, base):
        found = Receipt.objects.filter(revision__visit=visit, revision__number=base)
        found.update(issued_at=timezone.now())
        return found.select_related("revision").first()

    monkeypatch.setattr(receipts, "_issued", anew)


@pytest.mark.parametrize(
    "break_it",
    [
        no_repeat_is_recognised,
        a_number_alone_makes_a_repeat,
        a_stale_document_takes_the_place_of_a_later_one,
        only_the_newest_revision_is_kept,
        anything_may_change_after_it_was_sent_back,
        what_is_refused_is_dropped,
        bytes_are_not_held_against_their_digest,
        other_bytes_replace_a_photograph,
        a_visit_is_handed_in_with_holes,
        a_receipt_is_written_anew_each_time,
    ],
)
def test_a_server_that_is_broken_is_found_out(machine, monkeypatch, break_it):
    break_it(monkeypatch)

    with pytest.raises((AssertionError, IntegrityError)):
        run_state_machine_as_test(machine, settings=until_found)

    assert machine.met["steps"] > 0

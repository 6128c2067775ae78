"""Whatever is missing or damaged is named, one fault a line; what is whole raises no alarm."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports import photo_store
from reports.models import Report
from shopper.backups import sqlite
from shopper.sync.models import Receipt, Revision
from shopper.visits import copies
from shopper.visits.models import Photo
from tests import factories
from tests.handing_in import hand_in, publish
from tests.reports.backups.places import flip_a_bit


@pytest.fixture
def visit(organization):
    return hand_in(organization)


@pytest.fixture
def report(visit):
    return publish(visit)


@pytest.fixture
def photo(visit):
    return visit.photos.get()


@pytest.fixture
def original(photo, settings):
    return Path(settings.MEDIA_ROOT) / photo.path


@pytest.fixture
def faults(capsys):
    """What the command prints, when it is run."""

    def run() -> list[str]:
        with pytest.raises(CommandError) as found:
            call_command("check_integrity")
        assert found.value.returncode == 1
        return capsys.readouterr().out.splitlines()

    return run


def test_an_installation_that_is_whole_raises_no_alarm(report, capsys):
    call_command("check_integrity")

    assert capsys.readouterr().out == "Everything is whole.\n"


def test_an_empty_installation_is_whole(db, capsys):
    call_command("check_integrity")

    assert capsys.readouterr().out == "Everything is whole.\n"


def test_a_photograph_that_is_gone_is_named(photo, original, faults):
    original.unlink()

    assert faults() == [
        f"{photo.path}: missing; it is the photo {photo.pk} of visit {photo.visit_id}"
    ]


def test_a_photograph_with_one_flipped_bit_is_named(photo, original, faults):
    flip_a_bit(original)

    assert faults() == [
        f"{photo.path}: damaged; it is the photo {photo.pk} of visit {photo.visit_id}"
    ]


@pytest.mark.parametrize("longest_px", copies.DERIVATIVES)
def test_a_copy_that_is_gone_is_named(photo, faults, longest_px):
    copies.derivative_path(photo, longest_px).unlink()

    (fault,) = faults()
    assert f"missing; it is the {longest_px} px copy of photo {photo.pk}" in fault


def test_a_copy_that_a_power_cut_left_empty_is_named(photo, faults):
    copies.derivative_path(photo, 480).write_bytes(b"")

    (fault,) = faults()
    assert f"empty; it is the 480 px copy of photo {photo.pk}" in fault


def test_a_copy_is_not_missed_before_it_was_made(photo, capsys):
    Photo.objects.update(derived_at=None)
    copies.derivative_path(photo, 480).unlink()

    call_command("check_integrity")

    assert "whole" in capsys.readouterr().out


def test_a_document_that_can_no_longer_be_read_is_named(visit, faults):
    Revision.objects.update(document={"answers": "none"})

    (fault,) = faults()
    assert fault.startswith(f"revision 1 of visit {visit.pk}: cannot be read")


def test_a_document_in_which_a_word_was_changed_is_named(visit, faults):
    revision = Revision.objects.get()
    next(iter(revision.document["answers"].values()))["note"] = "Never said."
    revision.save()

    assert faults() == [f"revision 1 of visit {visit.pk}: is not what the phone sent"]


@pytest.mark.parametrize("change", [{"id": "0" * 32}, {"sha256": "0" * 64}], ids=["id", "digest"])
def test_a_photograph_that_a_receipt_confirms_and_no_row_knows_is_named(visit, faults, change):
    receipt = Receipt.objects.get()
    receipt.photos[0].update(change)
    receipt.save()

    (fault,) = faults()
    assert fault.startswith(f"receipt {receipt.pk} of visit {visit.pk}: photo ")


def test_a_report_with_one_flipped_bit_is_named(report, faults):
    flip_a_bit(report.file)

    assert faults() == [f"{report.pdf}: damaged; it is the PDF of report {report.pk}"]


def test_a_report_that_is_not_drawn_yet_is_not_missed(report, capsys):
    report.file.unlink()
    Report.objects.update(status=Report.Status.QUEUED, pdf="")

    call_command("check_integrity")

    assert "whole" in capsys.readouterr().out


def test_a_photograph_that_a_report_shows_and_that_is_gone_is_named(report, faults):
    small = report.content["photos"][0]["small"]
    photo_store.path_of(small).unlink()

    (fault,) = faults()
    assert fault.endswith(f"missing; it is the photograph that report {report.pk} shows")


def test_a_photograph_of_a_report_is_looked_at_by_its_bytes(report, faults):
    small = report.content["photos"][0]["small"]
    other = b"\xff\xd8 another \xff\xd9"
    photo_store.path_of(small).unlink()
    photo_store.path_of(small).write_bytes(other)

    (fault,) = faults()
    assert hashlib.sha256(other).hexdigest() not in fault
    assert "damaged" in fault


def test_every_fault_has_a_line_of_its_own(photo, original, report, faults):
    original.unlink()
    report.file.unlink()
    copies.derivative_path(photo, 1200).unlink()

    assert len(faults()) == 3


def test_a_log_that_grows_because_somebody_reads_for_ever_is_told_of(filled, monkeypatch, capsys):
    monkeypatch.setattr(sqlite, "LARGEST_LOG_BYTES", 100_000)
    with closing(sqlite3.connect(filled.database, isolation_level=None)) as somebody, filled:
        call_command("check_integrity")
        somebody.execute("BEGIN")
        somebody.execute("SELECT count(*) FROM accounts_user").fetchone()
        for _ in range(60):
            factories.make_user()

        with pytest.raises(CommandError, match="1 faults"):
            call_command("check_integrity")

    assert "database: its log moments.sqlite3-wal has" in capsys.readouterr().out

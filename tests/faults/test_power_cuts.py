"""The power is cut at any moment, and everything the server has acknowledged is still there."""

import os
from collections.abc import Iterator

import pytest

from tests.faults import promises
from tests.faults.recording import Recording
from tests.faults.traced import record, record_until_published

FEW, MANY = 300, int(os.environ.get("POWER_CUTS", "5000"))
SEEDS = range(2, 7)


def losses(recorded: Recording, *, cuts: int, seed: int = 1) -> Iterator[str]:
    """What these power cuts have cost, in words, as it is found."""
    cut = recorded.cuts(cuts, seed=seed)
    place = recorded.disk.parent / "left"
    return map(str, promises.losses(cut, untouched=recorded.disk, place=place))


def test_nothing_acknowledged_is_lost_in_a_power_cut(tmp_path):
    recorded = record(tmp_path, visits=18, seed=1)

    assert not list(losses(recorded, cuts=FEW))[:20]


def test_no_photograph_lacks_its_copies_and_no_published_report_its_photographs(tmp_path):
    recorded = record_until_published(tmp_path, visits=4, seed=1)

    assert not list(losses(recorded, cuts=FEW // 3))[:20]


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_acknowledged_is_lost_in_thousands_of_power_cuts(tmp_path, seed):
    recorded = record(tmp_path, visits=60, seed=seed)

    assert not list(losses(recorded, cuts=MANY // len(SEEDS), seed=seed))[:20]


def test_a_photograph_whose_bytes_were_not_synced_is_found_lost(tmp_path):
    recorded = record(tmp_path, visits=6, seed=1, SPARED="files")

    assert "the file media/photos/" in next(losses(recorded, cuts=50))


def test_a_photograph_whose_name_was_not_synced_is_found_lost(tmp_path):
    recorded = record(tmp_path, visits=6, seed=1, SPARED="folders")

    assert "the file media/photos/" in next(losses(recorded, cuts=50))


def test_a_commit_that_was_not_synced_is_found_lost(tmp_path):
    recorded = record(tmp_path, visits=6, seed=1, SPARED="commits")

    assert "the row of" in next(losses(recorded, cuts=50))


def test_a_database_that_syncs_nothing_is_found_corrupt(tmp_path):
    recorded = record(tmp_path, visits=18, seed=1, SPARED="every commit")

    assert any("the database:" in loss for loss in losses(recorded, cuts=200))

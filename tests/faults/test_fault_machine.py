"""Whatever happens to a phone, a network and a server in a day, nothing that was called saved is lost."""

import os

import pytest

from tests.faults.machine.machine import Machine

FEW, AT_ONCE = 20, 10
MANY = int(os.environ.get("FAULT_SCHEDULES", "200"))
ONLY = os.environ.get("FAULT_SEED")


def play(tmp_path, browser, seeds):
    """Play these schedules, one after the other, in one browser before one server."""
    with Machine(tmp_path, browser, outings=len(seeds)) as machine:
        for seed in seeds:
            machine.play_seed(seed)


def blocks(first, last):
    return [range(begin, min(begin + AT_ONCE, last)) for begin in range(first, last, AT_ONCE)]


def name_of(seeds):
    return f"{seeds[0]}-{seeds[-1]}"


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seeds", blocks(0, FEW), ids=name_of)
def test_after_any_schedule_phone_and_server_agree_and_nothing_is_missing(tmp_path, browser, seeds):
    play(tmp_path, browser, seeds)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seeds", blocks(FEW, MANY), ids=name_of)
def test_after_many_schedules_phone_and_server_agree_and_nothing_is_missing(
    tmp_path, browser, seeds
):
    play(tmp_path, browser, seeds)


@pytest.mark.skipif(ONLY is None, reason="for the one schedule that FAULT_SEED names")
@pytest.mark.timeout(300)
def test_one_schedule_can_be_played_again(tmp_path, browser):
    play(tmp_path, browser, [int(ONLY)])

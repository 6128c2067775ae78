"""Whatever happens to a phone, a network and a server in a day, nothing that was called saved is lost."""

import pytest

from tests.faults.machine.machine import Machine


def play(tmp_path, browser, seeds):
    with Machine(tmp_path, browser, outings=len(seeds)) as machine:
        for seed in seeds:
            machine.play_seed(seed)


@pytest.mark.timeout(600)
def test_after_any_schedule_phone_and_server_agree_and_nothing_is_missing(tmp_path, browser):
    play(tmp_path, browser, range(10))

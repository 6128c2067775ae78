"""Whatever happens to a phone, a network and a server in a day, nothing that was called saved is lost."""

import os

import pytest

from tests.faults.machine import switches
from tests.faults.machine.excuses import EXCUSES, not_excused
from tests.faults.machine.ledger import Picture
from tests.faults.machine.machine import Found, Machine
from tests.faults.machine.outing import TABLET
from tests.faults.machine.schedules import step

pytestmark = pytest.mark.timeout(900)
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
def test_one_schedule_can_be_played_again(tmp_path, browser):
    play(tmp_path, browser, [int(ONLY)])


@pytest.fixture(scope="module")
def machine(tmp_path_factory, browser):
    with Machine(tmp_path_factory.mktemp("machine"), browser, outings=12) as machine:
        yield machine


WIPED = [
    step("portal"),
    step("answer", question="clean", value="no"),
    step("photograph", question="clean"),
    step("store_wiped", how="folder"),
]
BOTH_SEND = [
    step("second_tab", question="belts", value="yes", stays=False),
    step("slow", seconds=1.5),
    step("photograph", question="clean"),
    step("send", everywhere=True),
    step("a_while_passes", seconds=8),
]
REPEATED = [
    step("drop_reply", times=1, patience=0),
    step("answer", question="clean", value="no"),
    step("what_comes_has_come", patience=60),
]
TOO_LATE = [
    step("tablet", question="belts", value="no"),
    step("a_while_passes", seconds=1),
    step("tablet_offline"),
    step("tablet_photographs", question="clean", look=3),
    step("photograph", question="clean", look=4),
    step("hand_in"),
    step("send"),
    step("a_while_passes", seconds=3),
]
FULL = [
    step("answer", question="belts", value="yes"),
    step("photograph", question="clean", size=(800, 600)),
    step("answer", question="clean", value="no"),
    step("quota_cut", spare=0),
    step("answer", question="clean", value="yes"),
    step("photograph", question="clean", size=(800, 600), look=2),
    step("store_wiped", how="under the app"),
    step("page_killed", behind_camera="thanks"),
]


@pytest.mark.parametrize("steps", [WIPED, BOTH_SEND, REPEATED], ids=["wiped", "both", "repeated"])
def test_a_sound_product_bears_what_broken_ones_are_found_by(machine, steps):
    machine.play(steps)


def test_a_full_phone_whose_database_is_gone_reads_its_journal(machine):
    machine.play(FULL)


def test_photographs_of_a_second_device_that_comes_too_late_lie_with_the_office(machine):
    machine.play(TOO_LATE)


def test_a_photograph_of_the_second_device_that_is_gone_is_found_out(machine):
    def spoilt(outing):
        outing.ledger.photos[TABLET].append(Picture("clean", "0" * 64))

    with pytest.raises(Found, match=r"photograph Picture.* of the tablet is lost"):
        machine.play([step("tablet_photographs", question="clean")], broken=spoilt)


def test_a_phone_without_its_journal_is_found_out(machine):
    with pytest.raises(Found, match="phone was shown 'no', and shows None") as found:
        machine.play(WIPED, broken=switches.without_journal)

    assert "photograph Picture" in str(found.value)


def test_tabs_without_a_lock_are_found_out(machine):
    with pytest.raises(Found, match="was sent twice at the same time"):
        machine.play(BOTH_SEND, broken=switches.without_lock)


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (switches.with_a_page_that_throws, "thrown in the page"),
        (switches.with_a_journal_that_rejects, "rejected in the journal"),
        (switches.with_a_service_worker_that_rejects, "rejected in the service worker"),
    ],
    ids=["page", "worker", "service worker"],
)
def test_an_error_that_nobody_catches_is_found_out(machine, broken, complaint):
    with pytest.raises(Found, match=f"the browser complains: .*{complaint}"):
        machine.play([step("answer", question="clean", value="no")], broken=broken)


def test_only_the_step_that_explains_a_complaint_excuses_it():
    [background] = [of.words for of in EXCUSES if "at sendInBackground" in of.words]
    [emptied] = [of.words for of in EXCUSES if "async sendInBackground" in of.words]
    [half_a_version] = [of.words for of in EXCUSES if "keepAll" in of.words]

    assert not not_excused([background], [step("go_offline")])
    assert not_excused([background], [step("answer"), step("clock_moved")])
    assert not_excused([emptied], [step("store_wiped")]) == []
    assert not_excused([emptied], [step("server_killed")])
    assert not_excused([half_a_version], [step("server_killed")]) == []
    assert not_excused([half_a_version], [step("clock_moved")])
    assert not_excused(["TypeError: x is undefined"], [step("go_offline")])
    full = "QuotaExceededError: Quota exceeded. at http://a.localhost:1/%s:1"
    assert not_excused([full % "serviceworker.js"], [step("quota_cut")]) == []
    assert not_excused([full % "main.js"], [step("quota_cut")])


def test_a_server_that_does_not_recognise_a_repeat_is_found_out(tmp_path, browser):
    with Machine(tmp_path, browser, outings=1, server=switches.GULLIBLE) as machine:
        machine.office.manage("shell", "-v0", "-c", switches.NOT_UNIQUE)

        with pytest.raises(Found, match=r"revision .* is there 2 times"):
            machine.play(REPEATED)

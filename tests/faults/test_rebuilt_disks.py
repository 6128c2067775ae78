"""After a power cut the real server starts on what the disk kept, tells what it promised, and goes on."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults import promises
from tests.faults.day import Ledger, Phone, Photo, Promise, Receipt, Revision
from tests.faults.recording import DATABASE, Cut, Recording
from tests.faults.traced import record, stocked
from tests.journeys.server import ServerWithoutPages

VISITS, CUTS = 6, 4
pytestmark = pytest.mark.timeout(600)


class Asking(Phone):
    """The shopper's phone, back after the cut."""

    def status(self, visit: str) -> Any:
        return self._ask("GET", f"visits/{visit}/status")[0]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory) -> Recording:
    return record(tmp_path_factory.mktemp("recorded"), visits=VISITS, seed=3)


def is_told(promise: Promise, status: Any) -> bool:
    """Whether the server still says what it said before the cut."""
    match promise:
        case Revision():
            return status["rev"] >= promise.number
        case Photo():
            return {"id": promise.identity, "sha256": promise.sha256} in status["photos"]
        case Receipt():
            return (status["receipt"] or {}).get("id") == promise.identity


def rebuilt(cut: Cut, folder: Path) -> None:
    """Write down all that the disk still has."""
    promises.laid_out(cut.left, folder)
    for path in cut.left.paths():
        if not path.startswith(DATABASE):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(cut.left.read(path))


@pytest.mark.parametrize("number", range(CUTS))
def test_a_server_starts_on_the_disk_that_a_power_cut_has_left_and_goes_on(
    recorded, tmp_path, number
):
    *_earlier, cut = recorded.cuts(number + 2, seed=number)
    rebuilt(cut, tmp_path / "left")

    with ServerWithoutPages(tmp_path / "left", with_worker=False) as server:
        _database, plan = stocked()
        sami = Asking(server.port, plan, Ledger())
        sami.sign_in()
        told = {visit: sami.status(visit) for visit in {each.visit for each in cut.promised}}
        sami.hand_in(plan.visits[VISITS], Random(number))
        goes_on = sami.status(plan.visits[VISITS])
        checked = server.manage("check_integrity")

    assert cut.promised
    assert [each for each in cut.promised if not is_told(each, told[each.visit])] == []
    assert goes_on["status"] == "submitted"
    assert "Everything is whole." in checked


def test_a_photograph_that_the_disk_has_lost_is_found_out(recorded, tmp_path):
    *_earlier, cut = recorded.cuts(3, seed=0)
    rebuilt(cut, tmp_path / "left")
    lost = next(each for each in cut.promised if isinstance(each, Photo))
    next((tmp_path / "left").rglob(f"{lost.identity}-*")).unlink()

    with ServerWithoutPages(tmp_path / "left", with_worker=False) as server:
        sami = Asking(server.port, stocked()[1], Ledger())
        sami.sign_in()
        status = sami.status(lost.visit)

    assert not is_told(lost, status)

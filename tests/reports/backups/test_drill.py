"""The whole drill: under load a backup is made, all is lost, and backup and phones bring all of it back."""

import pytest

from tests.faults.kept import Kept
from tests.faults.writers import Receipt, Writers
from tests.journeys.server import Server, ServerWithoutPages
from tests.reports.backups import drill

PHONES, VISITS = 3, 300
BEFORE, AFTER = 30, 20  # answers, each to a document, a photograph or a visit's last word
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(params=["a folder", "a bucket"])
def place(request, tmp_path):
    if request.param == "a bucket":
        return str(request.getfixturevalue("bucket"))
    (tmp_path / "backups").mkdir()
    return str(tmp_path / "backups")


@pytest.fixture
def server(place, tmp_path):
    # The bucket's server and key are in the environment that this server's commands inherit.
    with ServerWithoutPages(tmp_path / "server", workers=2, with_worker=False) as server:
        yield server


@pytest.fixture
def sami(server):
    return drill.signed_in(server, visits=VISITS)


def work_and_back_up(server: Server, sami: drill.HoldingPhone, place: str) -> Writers:
    """Let phones hand in visits, and make a backup in the middle of it."""
    with Writers(sami, server.port, PHONES) as writers:
        writers.wait_for(BEFORE)
        server.manage("backup", place)
        writers.wait_for(AFTER)
        writers.stop()
    return writers


def test_what_was_lost_comes_back_from_the_backup_and_from_the_phones_to_the_byte(
    server, sami, place
):
    writers = work_and_back_up(server, sami, place)
    epoch, before = sami.epoch(server), Kept(server)
    pictures = drill.photographs(before)
    drill.destroy(server)

    server.manage("restore", place)
    restored = Kept(server)
    server.start_web()
    assert sami.epoch(server) != epoch
    answers = sami.offer_again(server)
    again = sami.offer_again(server)

    after = Kept(server)
    assert 0 < len(restored.revisions) < len(before.revisions)
    assert 0 < len(restored.photos) < len(before.photos)
    assert {answer.status for answer in answers} <= {200, 201}
    assert [answer.body for answer in again] == [answer.body for answer in answers]
    assert after.revisions == before.revisions
    assert drill.photographs(after) == pictures
    assert [visit for visit, _receipt in sorted(after.receipts)] == sorted(writers.memory.finished)
    assert all(isinstance(lost, Receipt) for lost in writers.memory.broken(after))
    assert (after.soundness, after.torn, after.twins) == ([("ok",)], [], [])
    assert "Everything is whole." in server.manage("check_integrity")

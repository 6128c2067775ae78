"""The whole drill: under load a backup is made, all is lost, and backup and phones bring all of it back."""

import shutil
import time
from dataclasses import dataclass, field, fields

import pytest

from tests.faults import phone
from tests.faults.kept import Kept
from tests.faults.phone import Ask, Phone, Reply
from tests.faults.writers import Receipt, Writers
from tests.journeys.server import Server, ServerWithoutPages

PHONES, VISITS = 3, 300
PAUSE_SECONDS = 0.2  # between what a phone sends, or the visits would not last for a backup
BEFORE, AFTER = 30, 20  # answers, each to a document, a photograph or a visit's last word
pytestmark = pytest.mark.timeout(600)


@dataclass
class HoldingPhone(Phone):
    """A phone that holds what it has sent of each visit, as it must for a fortnight."""

    held: dict[str, list[Ask]] = field(default_factory=dict)

    def document(self, visit: str, *photos, **more) -> Ask:
        return self._hold(visit, super().document(visit, *photos, **more))

    def photo(self, visit: str, photo) -> Ask:
        return self._hold(visit, super().photo(visit, photo))

    def submit(self, visit: str, rev: int = 1) -> Ask:
        return self._hold(visit, super().submit(visit, rev))

    def _hold(self, visit: str, ask: Ask) -> Ask:
        time.sleep(PAUSE_SECONDS)
        self.held.setdefault(visit, []).append(ask)
        return ask

    def epoch(self, server: Server) -> str:
        return Ask("GET", "/api/v1/session", headers=self.cookies).by(server.port).json()["epoch"]

    def offer_again(self, server: Server) -> list[Reply]:
        """Send all that is held, in its order; what the server has, it answers as it did before."""
        return [ask.by(server.port) for asks in self.held.values() for ask in asks]


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
    signed_in = phone.signed_in(server, visits=VISITS)
    return HoldingPhone(**{each.name: getattr(signed_in, each.name) for each in fields(signed_in)})


def work_and_back_up(server: Server, sami: HoldingPhone, place: str) -> Writers:
    """Let phones hand in visits, and make a backup in the middle of it."""
    with Writers(sami, server.port, PHONES) as writers:
        writers.wait_for(BEFORE)
        server.manage("backup", place)
        writers.wait_for(AFTER)
        writers.stop()
    return writers


def destroy(server: Server) -> None:
    """Take away what the server has, while it works."""
    server.kill()
    shutil.rmtree(server.folder / "media")
    for file in server.folder.glob("moments.sqlite3*"):
        file.unlink()


def photographs(kept: Kept) -> dict[str, bytes]:
    return {
        path.relative_to(kept.media).as_posix(): path.read_bytes()
        for path in kept.media.glob("photos/*/*")
    }


def test_what_was_lost_comes_back_from_the_backup_and_from_the_phones_to_the_byte(
    server, sami, place
):
    writers = work_and_back_up(server, sami, place)
    epoch, before = sami.epoch(server), Kept(server)
    pictures = photographs(before)
    destroy(server)

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
    assert photographs(after) == pictures
    assert [visit for visit, _receipt in sorted(after.receipts)] == sorted(writers.memory.finished)
    assert all(isinstance(lost, Receipt) for lost in writers.memory.broken(after))
    assert (after.soundness, after.torn, after.twins) == ([("ok",)], [], [])
    assert "Everything is whole." in server.manage("check_integrity")

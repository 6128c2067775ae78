"""A disk that now and then refuses to keep what was written: what was acknowledged is there all the same."""

import shutil
import sys

import pytest

from tests.faults import phone
from tests.faults.kept import Kept
from tests.faults.writers import Writers
from tests.journeys.server import Server

WRITERS, ANSWERS = 4, 120
# The kernel's answer to every seventh call of a thread, once the server has got going.
REFUSED = "fsync,fdatasync:error=EIO:when=20+7"

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


class ServerOnAFailingDisk(Server):
    """The web server's calls to flush what it wrote fail again and again."""

    def start_web(self) -> None:
        traced = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", str(self.folder / "calls")]
        faults = ["-e", "trace=fsync,fdatasync", "-e", f"inject={REFUSED}"]
        gunicorn = [sys.executable, "-m", "gunicorn", "shopper.wsgi", *self.shape]
        bind = ["--bind", f"127.0.0.1:{self.port}"]
        self.web = self._spawn("web", [*traced, *faults, *gunicorn, *bind])
        self.wait_until_it_answers()

    @property
    def refusals(self) -> int:
        return (self.folder / "calls").read_text().count("(INJECTED)")


@pytest.mark.timeout(600)
def test_what_was_acknowledged_on_a_failing_disk_is_there(tmp_path):
    with ServerOnAFailingDisk(tmp_path / "server", with_worker=False) as server:
        sami = phone.signed_in(server, visits=ANSWERS)
        with Writers(sami, server.port, WRITERS) as writers:
            writers.wait_for(ANSWERS)
            writers.stop()
        refusals, memory = server.refusals, writers.memory
        server.kill_web()
        kept = Kept(server)

    assert refusals > 10
    assert memory.repeats > 0
    assert kept.soundness == [("ok",)]
    assert memory.broken(kept) == []
    assert (kept.torn, kept.twins) == ([], [])

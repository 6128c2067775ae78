"""A disk that now and then refuses to keep what was written: what was acknowledged is there all the same."""

import re
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
REFUSAL = re.compile(r"(?:fsync|fdatasync)\(\d+<([^>]+)>.*\(INJECTED\)")
PUT_IN_PLACE = re.compile(r'rename\("([^"]+)"')

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


class ServerOnAFailingDisk(Server):
    """The web server's calls to flush what it wrote fail again and again."""

    def start_web(self) -> None:
        traced = ["strace", "-ff", "-qq", "-y", "-s", "1000", "--seccomp-bpf"]
        traced += ["-o", str(self.folder / "calls")]
        faults = ["-e", "trace=fsync,fdatasync,rename", "-e", f"inject={REFUSED}"]
        gunicorn = [sys.executable, "-m", "gunicorn", "shopper.wsgi", *self.shape]
        bind = ["--bind", f"127.0.0.1:{self.port}"]
        self.web = self._spawn("web", [*traced, *faults, *gunicorn, *bind])
        self.wait_until_it_answers()

    def found(self, call: re.Pattern[str]) -> list[str]:
        """Return the files that such a call was made for, of each thread."""
        return call.findall("".join(log.read_text() for log in self.folder.glob("calls.*")))


@pytest.mark.timeout(600)
def test_what_was_acknowledged_on_a_failing_disk_is_there(tmp_path):
    with ServerOnAFailingDisk(tmp_path / "server", with_worker=False) as server:
        sami = phone.signed_in(server, visits=ANSWERS)
        with Writers(sami, server.port, WRITERS) as writers:
            writers.wait_for(ANSWERS)
            writers.stop()
        refused, in_place = server.found(REFUSAL), server.found(PUT_IN_PLACE)
        memory = writers.memory
        server.kill_web()
        kept = Kept(server)

    photographs = {file for file in refused if "/incoming/" in file}
    assert photographs
    assert any(file.endswith("-wal") for file in refused)
    # The bytes of a refused file are there to be read, until the power goes.
    assert photographs.isdisjoint(in_place)
    assert memory.repeats > 0
    assert kept.soundness == [("ok",)]
    assert memory.broken(kept) == []
    assert (kept.torn, kept.twins) == ([], [])

"""A server whose answering processes can be killed without the one that starts them."""

import os
import signal
from pathlib import Path
from typing import Any

from tests.faults.waiting import wait_until
from tests.journeys.server import ServerWithoutPages

PATIENCE_SECONDS = 10


class ForkingServer(ServerWithoutPages):
    """One that has loaded the product before it forks, so that its next processes are there at once.

    To what lies on the disk it is the same who is killed: nobody but the answering processes has
    the database open. The one that starts them is held meanwhile, so that one can look in peace.
    """

    def __init__(self, folder: Path, **shape: Any) -> None:
        super().__init__(folder, **shape)
        self.shape.append("--preload")

    def kill_those_who_answer(self) -> None:
        """Kill every process that answers, at once; none comes after them yet."""
        os.kill(self._first, signal.SIGSTOP)
        answering = _children_of(self._first)
        assert answering, "nobody answers who could be killed"
        for process in answering:
            os.kill(process, signal.SIGKILL)
        assert wait_until(lambda: all(map(_is_dead, answering)), PATIENCE_SECONDS)

    def let_others_answer(self) -> None:
        os.kill(self._first, signal.SIGCONT)
        self.wait_until_it_answers()

    @property
    def _first(self) -> int:
        assert self.web is not None
        return self.web.pid


def _children_of(process: int) -> list[int]:
    return [
        int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


def _is_dead(process: int) -> bool:
    """Say whether only its parent's look is outstanding: its files are closed, its locks are free."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"

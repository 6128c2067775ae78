"""What a drill needs: a phone that holds what it sent, and the loss of all that a server has."""

import shutil
import time
from dataclasses import dataclass, field, fields

from tests.faults import phone
from tests.faults.kept import Kept
from tests.faults.phone import Ask, Phone, Reply
from tests.journeys.server import Server

PAUSE_SECONDS = 0.2  # between what a phone sends, or the visits would not last for a backup


@dataclass
class HoldingPhone(Phone):
    """A phone that holds what it has sent of each visit, as it must for a fortnight."""

    held: dict[str, list[Ask]] = field(default_factory=dict)

    @property
    def visits(self) -> list[str]:
        """The visits of which nothing was sent yet."""
        return [visit for visit in super().visits if visit not in self.held]

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


def signed_in(server: Server, *, visits: int) -> HoldingPhone:
    """Make a shopper with so many visits, and their phone."""
    plain = phone.signed_in(server, visits=visits)
    return HoldingPhone(**{each.name: getattr(plain, each.name) for each in fields(plain)})


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

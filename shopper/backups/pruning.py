"""Which backups stay and which go; never the newest good one, nor a file that one which stays names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from shopper.backups import reading
from shopper.backups.disk import Stopped
from shopper.backups.manifest import Manifest
from shopper.backups.shelves import Shelf

PERIODS: dict[str, Callable[[datetime], object]] = {
    "daily": lambda at: at.date(),
    "weekly": lambda at: at.isocalendar()[:2],
    "monthly": lambda at: (at.year, at.month),
}


@dataclass(frozen=True)
class Policy:
    """How many backups stay: the newest, and the last one of each of the newest days, weeks, months.

    One stays that any of these asks for. Days are those of UTC; one without a backup is not counted.
    """

    newest: int = 0
    daily: int = 0
    weekly: int = 0
    monthly: int = 0

    def __bool__(self) -> bool:
        return any((self.newest, self.daily, self.weekly, self.monthly))

    def stay(self, made: dict[str, datetime]) -> set[str]:
        """Return the names of those that stay, of backups by their names."""
        latest_first = sorted(made, key=lambda name: made[name], reverse=True)
        stay = set(latest_first[: self.newest])
        for period, count in (
            ("daily", self.daily),
            ("weekly", self.weekly),
            ("monthly", self.monthly),
        ):
            last_of: dict[object, str] = {}
            for name in latest_first:
                last_of.setdefault(PERIODS[period](made[name]), name)
            stay.update(list(last_of.values())[:count])
        return stay


@dataclass
class Pruned:
    """What went. `unreadable` backups stay, and with them every file, for they may name it."""

    backups: list[str] = field(default_factory=list)
    files: int = 0
    unreadable: list[str] = field(default_factory=list)


def prune(shelf: Shelf, policy: Policy, *, known_good: str | None) -> Pruned:
    """Remove the backups that the policy does not ask for, then the files that no other names.

    `known_good` is the newest, where it was just read back. Safe to repeat after any interruption.

    Raises:
        Stopped: none is whole, so that none may go; or the shelf cannot be used.
    """
    manifests, pruned = {}, Pruned()
    for name in shelf.names():
        try:
            manifests[name] = shelf.manifest_of(name)
        except Stopped:
            pruned.unreadable.append(name)
    good = known_good or _newest_good(shelf, manifests)
    stay = {good} | policy.stay({name: content.made_at for name, content in manifests.items()})
    for name in sorted(manifests.keys() - stay):
        shelf.remove(name)
        pruned.backups.append(name)
    if not pruned.unreadable:
        pruned.files = _drop_unnamed(shelf, (manifests[name] for name in stay))
    return pruned


def _newest_good(shelf: Shelf, manifests: dict[str, Manifest]) -> str:
    """Return the newest backup that lacks nothing, and of which nothing was damaged since."""
    for name in sorted(manifests, reverse=True):
        if not manifests[name].faults and not any(reading.faults_of(shelf, name, {})):
            return name
    raise Stopped("No backup there is without a fault, and so none may go.")


def _drop_unnamed(shelf: Shelf, manifests: Iterable[Manifest]) -> int:
    named = {file.sha256 for content in manifests for file in content.files}
    unnamed = [digest for digest in shelf.digests() if digest not in named]
    for digest in unnamed:
        shelf.drop(digest)
    return len(unnamed)

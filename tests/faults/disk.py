"""A folder on a disk as calls change it, and what of it a power cut may leave.

What was synced before the cut is there. Of the rest any part may be: a write may have reached the
disk or not, before or after others, in whole sectors of 512 bytes; a file may have its new length
and not its bytes; a name may be there or not until its own folder is synced. A rename is one
change, as every journalled file system has it: the old name goes only where the new one came.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.trace import Call, Kind

SECTOR_BYTES = 512
MOODS = ("nothing more", "everything", "in order", "by chance", "by chance", "by chance")


@dataclass(eq=False)
class File:
    """Bytes as a process reads them now, and as the disk is sure to have them."""

    now: bytearray = field(default_factory=bytearray)
    sure: bytearray = field(default_factory=bytearray)
    position: int = 0


@dataclass(eq=False)
class Folder:
    """Names as a process reads them now, and as the disk is sure to have them."""

    now: dict[str, "File | Folder"] = field(default_factory=dict)
    sure: dict[str, "File | Folder"] = field(default_factory=dict)


@dataclass(eq=False)
class Bytes:
    """A write."""

    of: File
    offset: int
    data: bytes
    ended: int

    def apply(self, content: bytearray) -> None:
        content.extend(bytes(max(0, self.offset - len(content))))
        content[self.offset : self.offset + len(self.data)] = self.data


@dataclass(eq=False)
class Length:
    """A truncation, or a file made longer by zeros."""

    of: File
    length: int
    ended: int

    def apply(self, content: bytearray) -> None:
        del content[self.length :]
        content.extend(bytes(self.length - len(content)))


@dataclass(eq=False)
class Name:
    """A name that came, or with no node one that went; at the earliest together with `arrival`."""

    of: Folder
    name: str
    node: File | Folder | None
    ended: int
    arrival: "Name | None" = None

    def apply(self, names: dict[str, File | Folder]) -> None:
        if self.node is None:
            names.pop(self.name, None)
        else:
            names[self.name] = self.node


Change = Bytes | Length | Name


class Disk:
    """The folder `place`, which began as `before` lies there, all of it sure; then come calls."""

    def __init__(self, place: Path, *, before: Path) -> None:
        self.place, self.root = place, _loaded(before)
        self.pending: list[Change] = []
        self._early: list[Call] = []

    def begin(self, call: Call) -> None:
        """Let a call happen, of which nothing is sure yet."""
        self._early.append(call)
        self._early = [call for call in self._early if not self._happens(call)]

    def _happens(self, call: Call) -> bool:
        """Say whether it can: two threads' calls at one time may be told in the other order."""
        try:
            changes = self._changes(call)
        except KeyError:
            return False
        for change in changes:
            change.apply(change.of.now)
        self.pending += changes
        return True

    def synced(self, call: Call) -> None:
        """Make sure of what had happened to a file or folder when its sync began."""
        node = self._find(call.path)
        settled = [
            change for change in self.pending if change.of is node and change.ended < call.begun
        ]
        for change in settled:
            change.apply(change.of.sure)
        done = set(map(id, settled))
        self.pending = [change for change in self.pending if id(change) not in done]

    def files(self) -> dict[str, bytes]:
        """Return the content by path of every file, as a process reads it now; `-shm` is in no trace."""
        told = dict(_read(self.root, ""))
        return {path: content for path, content in told.items() if not path.endswith("-shm")}

    def _changes(self, call: Call) -> list[Change]:
        match call.kind:
            case Kind.CREATE:
                return self._creation(call)
            case Kind.WRITE:
                return [self._write(call)]
            case Kind.LENGTH:
                return [Length(self._file(call.path), call.offset or 0, call.ended)]
            case Kind.MAKE_FOLDER:
                return [Name(*self._parted(call.path), Folder(), call.ended)]
            case Kind.REMOVE:
                return [Name(*self._parted(call.path), None, call.ended)]
            case Kind.LINK:
                return [Name(*self._parted(call.to), self._find(call.path), call.ended)]
            case Kind.RENAME:
                return self._rename(call)
        raise ValueError(f"{call.kind} changes nothing")

    def _creation(self, call: Call) -> list[Change]:
        folder, name = self._parted(call.path)
        if name not in folder.now:
            return [Name(folder, name, File(), call.ended)]
        self._file(call.path).position = 0
        return []

    def _write(self, call: Call) -> Bytes:
        file = self._file(call.path)
        offset = file.position if call.offset is None else call.offset
        if call.offset is None:
            file.position += len(call.data)
        return Bytes(file, offset, call.data, call.ended)

    def _rename(self, call: Call) -> list[Change]:
        arrival = Name(*self._parted(call.to), self._find(call.path), call.ended)
        return [arrival, Name(*self._parted(call.path), None, call.ended, arrival)]

    def _file(self, path: str) -> File:
        node = self._find(path)
        assert isinstance(node, File), path
        return node

    def _find(self, path: str) -> File | Folder:
        node: File | Folder = self.root
        for part in Path(path).relative_to(self.place).parts:
            assert isinstance(node, Folder), path
            node = node.now[part]
        return node

    def _parted(self, path: str) -> tuple[Folder, str]:
        folder = self._find(str(Path(path).parent))
        assert isinstance(folder, Folder), path
        return folder, Path(path).name

    def after_a_cut(self, rng: Random) -> "Left":
        """Return one of the states that a power cut at this moment may leave."""
        mood = rng.choice(MOODS)
        if mood == "nothing more":
            survivors: list[Change] = []
        elif mood == "everything":
            survivors = list(self.pending)
        elif mood == "in order":
            survivors = self.pending[: rng.randint(0, len(self.pending))]
            survivors[-1:] = [part for last in survivors[-1:] for part in _torn(last, rng)]
        else:
            share = rng.choice((0.1, 0.5, 0.9))
            chosen = [change for change in self.pending if rng.random() < share]
            survivors = [part for change in chosen for part in _perhaps_torn(change, rng)]
        return Left(self, mood, survivors)


class Left:
    """What lies on the disk when the power is back."""

    def __init__(self, disk: Disk, mood: str, survivors: list[Change]) -> None:
        self.disk, self.mood = disk, mood
        waiting = set(map(id, disk.pending)) - set(map(id, survivors))
        self.changes: dict[int, list[Change]] = {}
        for change in survivors:
            if not (isinstance(change, Name) and id(change.arrival) in waiting):
                self.changes.setdefault(id(change.of), []).append(change)

    def read(self, path: str) -> bytes | None:
        """Return the content of the file with this path beneath the place, or None."""
        node: File | Folder | None = self.disk.root
        for part in Path(path).parts:
            node = self._names(node).get(part) if isinstance(node, Folder) else None
        if not isinstance(node, File):
            return None
        content = bytearray(node.sure)
        for change in self.changes.get(id(node), ()):
            change.apply(content)
        return bytes(content)

    def paths(self) -> list[str]:
        """Return the path of every file that is there."""
        return list(self._paths(self.disk.root, ""))

    def _paths(self, folder: Folder, prefix: str) -> Iterator[str]:
        for name, node in self._names(folder).items():
            if isinstance(node, Folder):
                yield from self._paths(node, f"{prefix}{name}/")
            else:
                yield prefix + name

    def _names(self, folder: Folder) -> dict[str, File | Folder]:
        changes = self.changes.get(id(folder))
        if not changes:
            return folder.sure
        names = dict(folder.sure)
        for change in changes:
            change.apply(names)
        return names


def _loaded(place: Path) -> Folder:
    """Read a folder as it lies there."""
    folder = Folder()
    for path in sorted(place.iterdir()):
        if path.is_dir():
            folder.sure[path.name] = _loaded(path)
        else:
            content = path.read_bytes()
            folder.sure[path.name] = File(bytearray(content), bytearray(content))
    folder.now = dict(folder.sure)
    return folder


def _read(folder: Folder, prefix: str) -> Iterator[tuple[str, bytes]]:
    for name, node in folder.now.items():
        if isinstance(node, Folder):
            yield from _read(node, f"{prefix}{name}/")
        else:
            yield prefix + name, bytes(node.now)


def _perhaps_torn(change: Change, rng: Random) -> list[Change]:
    return _torn(change, rng) if rng.random() < 0.3 else [change]


def _torn(change: Change, rng: Random) -> list[Change]:
    """Return the sectors of a write that reached the disk, or the length it gave the file."""
    if not isinstance(change, Bytes):
        return [change]
    end = change.offset + len(change.data)
    if rng.random() < 0.2:
        return [_Longer(change.of, end, change.ended)]
    first = change.offset // SECTOR_BYTES * SECTOR_BYTES
    share, sectors = rng.random(), []
    for start in range(first, end, SECTOR_BYTES):
        begin, stop = max(start, change.offset), min(start + SECTOR_BYTES, end)
        piece = change.data[begin - change.offset : stop - change.offset]
        if rng.random() < share:
            sectors.append(Bytes(change.of, begin, piece, change.ended))
    return sectors


class _Longer(Length):
    """The new length of a file whose new bytes were lost: zeros."""

    def apply(self, content: bytearray) -> None:
        content.extend(bytes(max(0, self.length - len(content))))

"""Read what strace wrote: each call that changed a folder's files, and each reply to a phone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import count
from pathlib import Path

LINE = re.compile(r"(?P<thread>\d+) +(?:<\.\.\. \w+ resumed>|(?P<name>\w+)\()(?P<rest>.*)")
UNFINISHED = " <unfinished ...>"
OPENED = re.compile(r"(O_[A-Z_|]+).*\) += \d+<((?:\\x..)+)>")
ON_A_HANDLE = re.compile(r"\d+<(?P<path>(?:\\x..)+)>(?P<gone>\(deleted\))?(?:, (?P<rest>.*))?\) +=")
QUOTED = re.compile(r'"((?:\\x..)*)"')
NUMBER_OF_A_REPLY = re.compile(rb"^HTTP/1\.1 2.*^X-Number: (\d+)\r$", re.DOTALL | re.MULTILINE)


class Kind(Enum):
    """What a call did."""

    CREATE = auto()
    LENGTH = auto()
    WRITE = auto()
    SYNC = auto()
    RENAME = auto()
    LINK = auto()
    REMOVE = auto()
    MAKE_FOLDER = auto()
    REPLY = auto()


@dataclass(frozen=True, slots=True)
class Call:
    """One call, between the line of the trace where it begins and the one where it has returned.

    `offset` is None where the call went on from where the last one ended; in a `LENGTH` it is the
    length, in a `REPLY` the number of the request.
    """

    kind: Kind
    begun: int
    ended: int
    path: str = ""
    data: bytes = b""
    offset: int | None = None
    to: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A call as strace words it, put together where another thread's cut it in two."""

    name: str
    text: str
    begun: int
    ended: int


def read(traces: list[Path], folder: Path) -> list[Call]:
    """Return the calls of all traces, one after the other, that concern this folder or a phone.

    Raises:
        ValueError: a call changed the folder in a way that this module does not know.
    """
    numbers, calls = count(), []
    for trace in traces:
        for line in _lines(trace, numbers):
            calls += _understood(line, str(folder))
    return sorted(calls, key=lambda call: call.begun)


def _lines(trace: Path, numbers: Iterator[int]) -> Iterator[_Line]:
    """Yield the calls that returned; one that a kill interrupted is left out."""
    open_calls: dict[str, tuple[str, str, int]] = {}
    with trace.open(encoding="ascii") as file:
        for number, text in zip(numbers, file, strict=False):
            found = LINE.match(text)
            if found is None:
                continue
            thread, name, rest = found["thread"], found["name"], found["rest"]
            if rest.endswith(UNFINISHED):
                open_calls[thread] = (name, rest.removesuffix(UNFINISHED), number)
            elif name:
                yield _Line(name, rest, number, number)
            elif thread in open_calls:
                name, before, begun = open_calls.pop(thread)
                yield _Line(name, before + rest, begun, number)


def _understood(line: _Line, folder: str) -> Iterator[Call]:
    if " = -1 E" in line.text or " = ?" in line.text:
        return
    if line.name == "sendto":
        yield from _reply(line)
    elif "".join(f"\\x{byte:02x}" for byte in folder.encode()) not in line.text:
        return
    elif line.name == "openat":
        yield from _opening(line, folder)
    elif line.name in BY_HANDLE:
        yield from _by_handle(line, folder)
    else:
        yield from _by_name(line, folder)


def _reply(line: _Line) -> Iterator[Call]:
    for quoted in QUOTED.findall(line.text):
        if number := NUMBER_OF_A_REPLY.search(_bytes(quoted)):
            yield Call(Kind.REPLY, line.begun, line.ended, offset=int(number[1]))


def _opening(line: _Line, folder: str) -> Iterator[Call]:
    found = OPENED.search(line.text)
    if found is None or not (path := _text(found[2])).startswith(folder):
        return
    flags = set(found[1].split("|"))
    if "O_CREAT" in flags:
        yield Call(Kind.CREATE, line.begun, line.ended, path)
    if "O_TRUNC" in flags:
        yield Call(Kind.LENGTH, line.begun, line.ended, path, offset=0)


def _by_handle(line: _Line, folder: str) -> Iterator[Call]:
    found = ON_A_HANDLE.search(line.text)
    if found is None or found["gone"] or not (path := _text(found["path"])).startswith(folder):
        return
    kind, rest = BY_HANDLE[line.name], found["rest"] or ""
    if line.name == "mmap":
        _require_no_writing_by_memory(line, path)
    elif kind is Kind.SYNC:
        yield Call(kind, line.begun, line.ended, path)
    elif kind is Kind.LENGTH:
        yield Call(kind, line.begun, line.ended, path, offset=int(rest))
    else:
        data, _length, *offset = rest.split(", ")
        written = _bytes(data.strip('"'))[: int(line.text.rpartition("= ")[2])]
        at = int(offset[0]) if offset else None
        yield Call(kind, line.begun, line.ended, path, written, at)


def _require_no_writing_by_memory(line: _Line, path: str) -> None:
    """What is written through shared memory is in no trace.

    SQLite does so with its index of the log alone, `-shm`. It is not on the disk for the sake of
    its content: the first to open the database after a cut empties it and reads the log anew.
    """
    if "MAP_SHARED" in line.text and "PROT_WRITE" in line.text and not path.endswith("-shm"):
        raise ValueError(f"{path} is written through memory, which no trace tells")


def _by_name(line: _Line, folder: str) -> Iterator[Call]:
    if line.name not in BY_NAME:
        raise ValueError(f"{line.name} changes files in a way that is not understood")
    paths = [_text(quoted) for quoted in QUOTED.findall(line.text)]
    yield Call(BY_NAME[line.name], line.begun, line.ended, paths[0], to=paths[-1])


BY_HANDLE = {
    "write": Kind.WRITE,
    "pwrite64": Kind.WRITE,
    "ftruncate": Kind.LENGTH,
    "fsync": Kind.SYNC,
    "fdatasync": Kind.SYNC,
    "mmap": Kind.WRITE,
}
BY_NAME = {
    "rename": Kind.RENAME,
    "renameat": Kind.RENAME,
    "renameat2": Kind.RENAME,
    "link": Kind.LINK,
    "linkat": Kind.LINK,
    "unlink": Kind.REMOVE,
    "unlinkat": Kind.REMOVE,
    "mkdir": Kind.MAKE_FOLDER,
    "mkdirat": Kind.MAKE_FOLDER,
}


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _text(escaped: str) -> str:
    return _bytes(escaped).decode()

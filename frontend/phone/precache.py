"""Which files the phone keeps, and the hash of the tree that names their folder."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "client"
RELEASE = HERE.parent.parent / "build" / "client"
KEPT = {".js", ".css", ".json"}
COMMENT = re.compile(r"/\*\*.*?\*/", re.DOTALL)  # types are imported in comments
IMPORT = re.compile(r"""\b(?:import|from)\s*"(\.[^"]+)\"""")


def client_dir() -> Path:
    """Return the folder the phone is served from: the release bundle if there is one."""
    return RELEASE if RELEASE.is_dir() else SOURCE


def client_version() -> str:
    """Return twelve hex digits that change with any byte of any file the phone keeps."""
    if settings.DEBUG:
        return _hash_of(client_dir())
    return _hash_once(client_dir())


@lru_cache(maxsize=2)
def _hash_once(folder: Path) -> str:
    return _hash_of(folder)


def _hash_of(folder: Path) -> str:
    tree = hashlib.sha256()
    for path in _files(folder):
        tree.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        tree.update(hashlib.sha256(path.read_bytes()).digest())
    return tree.hexdigest()[:12]


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(p for p in folder.rglob("*") if p.suffix in KEPT and p.is_file()))


def prefix() -> str:
    """Return the folder's name below the static address, such as `field/0123456789ab`."""
    return f"field/{client_version()}"


def client_urls() -> list[str]:
    """Return the addresses of all files that make the app, in a stable order."""
    folder = client_dir()
    base = f"{settings.STATIC_URL}{prefix()}/"
    return [base + path.relative_to(folder).as_posix() for path in _files(folder)]


def catalogue_urls() -> list[str]:
    """Return the addresses of the languages other than that of the sources."""
    return _below("words")


def tool_urls() -> list[str]:
    """Return the addresses of what a first start does without, and a second one has."""
    return _below("tools")


def _below(folder: str) -> list[str]:
    return [url for url in client_urls() if f"{prefix()}/{folder}/" in url]


def first_urls() -> list[str]:
    """Return the addresses of what a start needs beside `main.js`, so that all is asked for at once."""
    folder = client_dir()
    base = f"{settings.STATIC_URL}{prefix()}/"
    found = _imported(folder / "main.js") if settings.DEBUG else _imported_once(folder / "main.js")
    needed = [*found, folder / "storage" / "journal-worker.js"]
    return [base + path.relative_to(folder).as_posix() for path in needed]


@lru_cache(maxsize=2)
def _imported_once(module: Path) -> list[Path]:
    return _imported(module)


def _imported(module: Path) -> list[Path]:
    """Return what a module imports at its head, and what those import, nearest first."""
    found = [module]
    for path in found:  # which grows while it is walked
        for name in IMPORT.findall(COMMENT.sub("", path.read_text())):
            other = path.parent.joinpath(name).resolve()
            if other not in found:
                found.append(other)
    return found[1:]


class ClientFinder(BaseFinder):
    """Serve and collect the client's files below the folder that their hash names."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        folder, start = client_dir(), f"{prefix()}/"
        wanted = folder / path.removeprefix(start) if path.startswith(start) else None
        found = [str(kept) for kept in _files(folder) if kept == wanted]
        is_one = not (find_all or kwargs.get("all"))
        return found[0] if found and is_one else found  # Django takes an empty list for nothing

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        folder = client_dir()
        storage = FileSystemStorage(location=folder)
        storage.prefix = prefix()  # type: ignore[attr-defined]  # read by collectstatic
        for path in _files(folder):
            yield path.relative_to(folder).as_posix(), storage

"""Backups in a bucket of an S3 server. What has a name there is never written over."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from shopper.backups import disk, manifest, shelves
from shopper.backups.disk import Content
from shopper.backups.manifest import Manifest
from shopper.backups.objects import Objects
from shopper.backups.shelves import FILES, Kept

LEFT_BEHIND_AFTER = timedelta(
    days=1
)  # a backup without a manifest, which may still be in the making


class Bucket:
    """A shelf below `s3://bucket/prefix`.

    What lies there is taken for whole when its size is right; with `reads_all`, only after it was
    read. `scratch` is a folder of this machine for what is on its way, of the media folder's disk.
    """

    def __init__(self, bucket: str, prefix: str, *, scratch: Path, reads_all: bool) -> None:
        self.objects = Objects(bucket, prefix)
        self.scratch, self.reads_all = scratch, reads_all

    def __str__(self) -> str:
        return str(self.objects)

    def require_ready(self, *, media: Path | None) -> None:
        self.objects.folders()

    def alone(self) -> AbstractContextManager[None]:
        """Trust in the media folder's own lock: nothing in a bucket goes when its process dies."""
        return nullcontext()

    def names(self) -> list[str]:
        return sorted(name for name in self.objects.folders() if self._counts(name))

    def _counts(self, name: str) -> bool:
        return name[0] != "." and bool(self.objects.sizes(_manifest_of(name)))

    def manifest_of(self, name: str) -> Manifest:
        return manifest.decoded(self.objects.text(_manifest_of(name)), of=name)

    @contextmanager
    def being_made(self, name: str) -> Iterator[Path]:
        self._remove_left_behind(at=datetime.now(UTC))
        self.put_away()
        self.scratch.mkdir(mode=0o700)
        try:
            yield self.scratch
        finally:
            self.put_away()

    def _remove_left_behind(self, *, at: datetime) -> None:
        for name in self.objects.folders():
            moment = shelves.moment_of(name)
            if moment and moment < at - LEFT_BEHIND_AFTER and not self._counts(name):
                self.remove(name)

    @cached_property
    def _sizes(self) -> dict[str, int]:
        """How large each file is here, by its name; kept up as files come and go."""
        return self.objects.sizes(f"{FILES}/")

    def put(self, source: Path) -> Kept:
        content = disk.content_of(source)
        name = shelves.path_of(content.sha256)
        there = self._sizes.get(name)
        if there == content.size_bytes and not (self.reads_all and self.fault(content)):
            return Kept(content)
        if there is not None:
            self.drop(content.sha256)
        self.objects.send(source, name, content)
        self._sizes[name] = content.size_bytes
        return Kept(content, is_new=there is None, was_damaged=there is not None)

    def finish(self, name: str, folder: Path, content: Manifest) -> None:
        rows = content.database
        self.objects.send(folder / rows.file, f"{name}/{rows.file}", rows.content)
        manifest.write(content, folder)
        file = folder / manifest.NAME
        self.objects.send(file, _manifest_of(name), disk.content_of(file))

    def database(self, name: str, said: manifest.Database) -> tuple[Path, str | None]:
        place = self.scratch / said.sha256
        return place, self._at_hand(f"{name}/{said.file}", said.content, place)

    def fault(self, content: Content) -> str | None:
        return self.objects.fault(shelves.path_of(content.sha256), content)

    def fetch(self, content: Content) -> str | None:
        place = self.scratch / content.sha256
        return self._at_hand(shelves.path_of(content.sha256), content, place)

    def _at_hand(self, name: str, content: Content, place: Path) -> str | None:
        """Have an object in a place of this machine, where an interrupted restore may have laid it."""
        if place.exists() and disk.read_back(place) == content:
            return None
        return self.objects.fetch(name, content, place)

    def lay(self, content: Content, place: Path) -> None:
        at_hand = self.scratch / content.sha256
        if not disk.linked(at_hand, place):
            disk.copy(at_hand, place)

    def bytes_to_lay(self, contents: set[Content]) -> int:
        """Files at hand are on the media folder's disk already."""
        return 0

    def put_away(self) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)

    def remove(self, name: str) -> None:
        self.objects.remove(_manifest_of(name))
        for rest in self.objects.sizes(f"{name}/"):
            self.objects.remove(rest)

    def digests(self) -> list[str]:
        return [name.rpartition("/")[2] for name in self._sizes]

    def drop(self, sha256: str) -> None:
        name = shelves.path_of(sha256)
        self.objects.remove(name)
        self._sizes.pop(name, None)


def _manifest_of(name: str) -> str:
    return f"{name}/{manifest.NAME}"

"""The photographs that reports show: copies without metadata, named by their digest, kept for ever."""

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings

from shopper import disk


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "reports" / "photos"


def path_of(digest: str, *, within: Path | None = None) -> Path:
    """Return where the photograph with this digest lies, in the store or a folder like it."""
    return (within or folder()) / digest[:2] / f"{digest}.jpg"


def keep(copy: Path) -> str:
    """Keep a photograph's upright copy for as long as reports show it; return its digest.

    Safe to repeat. The copy is linked, not doubled, where the file system can. No power cut takes
    it afterwards: a report is frozen, and would show it in vain.

    Raises:
        OSError: the copy cannot be read, or the disk is full.
    """
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    kept = path_of(digest)
    if kept.exists():
        return digest
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_name(f".{digest}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        os.link(copy, part)
    except OSError:
        shutil.copyfile(copy, part)
    disk.sync(part)
    disk.move_for_good(part, kept)
    return digest

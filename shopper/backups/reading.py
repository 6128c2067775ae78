"""The backups of a shelf read to their end, to see that each can still be restored."""

from collections.abc import Iterator

from shopper.backups import databases
from shopper.backups.disk import Content, Stopped
from shopper.backups.shelves import Shelf


def faults(shelf: Shelf) -> Iterator[str]:
    """Yield a sentence for everything that is missing or damaged in any backup there.

    Raises:
        Stopped: there is no such shelf, or no backup on it.
    """
    shelf.require_ready(media=None)
    names = shelf.names()
    if not names:
        raise Stopped(f"There is no finished backup in {shelf}.")
    found: dict[Content, str | None] = {}
    for name in names:
        yield from faults_of(shelf, name, found)


def faults_of(shelf: Shelf, name: str, found: dict[Content, str | None]) -> Iterator[str]:
    """Yield what is wrong with one backup. `found` remembers files that others share with it."""
    try:
        content = shelf.manifest_of(name)
    except Stopped as damaged:
        yield f"{name}: {damaged}"
        return
    here = databases.here()
    shelf.put_away()  # an equal copy that is at hand would hide what is wrong with this one
    copy, fault = shelf.database(name, content.database)
    if fault is None and content.database.kind == here.kind:
        fault = here.fault(copy)
    if fault:
        yield f"{name}: {content.database.file}: {fault}"
    shelf.put_away()
    for file in content.files:
        if file.content not in found:
            found[file.content] = shelf.fault(file.content)
        if found[file.content]:
            yield f"{name}: {file.path}: {found[file.content]}"

"""Look whether everything the product keeps is whole: `manage.py check_integrity`, or its backups."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS

from reports import promises
from shopper.backups import databases, disk, integrity, opening, reading
from shopper.backups.disk import Stopped
from shopper.backups.promises import broken


class Command(BaseCommand):
    help = (
        "Read the database, every photograph, every document and every report, and print what is "
        "missing or damaged, one a line; or do so with every backup in PLACE. Changes nothing; it "
        "may run at any hour."
    )
    requires_system_checks = ()  # this must be possible also where something complains

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "place",
            nargs="?",
            metavar="PLACE",
            help="read the backups there instead: a folder, or s3://bucket/prefix",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in _faults_there(options["place"]) if options["place"] else _faults_here():
            self.stdout.write(fault)
            found += 1
        if found:
            raise CommandError(f"{found} faults.")
        self.stdout.write("Everything is whole.")


def _faults_here() -> Iterator[str]:
    yield from databases.faults()
    yield from broken(promises.of_everything(DEFAULT_DB_ALIAS), integrity.digest_of_file)
    yield from integrity.unreadable_documents()
    yield from integrity.unknown_photos()


def _faults_there(place: str) -> Iterator[str]:
    try:
        with disk.words_for_trouble():
            yield from reading.faults(opening.shelf_at(place))
    except Stopped as stopped:
        raise CommandError(str(stopped)) from stopped

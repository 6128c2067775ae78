"""Look whether everything the product keeps is whole: `manage.py check_integrity`."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS

from reports import promises
from shopper.backups import databases, integrity
from shopper.backups.promises import broken


class Command(BaseCommand):
    help = (
        "Read the database, every photograph, every document and every report, and print what is "
        "missing or damaged, one a line. Changes nothing; it may run at any hour."
    )
    requires_system_checks = ()  # this must be possible also where something complains

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for found, fault in enumerate(_faults(), start=1):  # noqa: B007 - the last number counts
            self.stdout.write(fault)
        if found:
            raise CommandError(f"{found} faults.")
        self.stdout.write("Everything is whole.")


def _faults() -> Iterator[str]:
    yield from databases.faults()
    yield from broken(promises.of_everything(DEFAULT_DB_ALIAS), integrity.digest_of_file)
    yield from integrity.unreadable_documents()
    yield from integrity.unknown_photos()

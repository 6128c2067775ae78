"""Copy everything the product keeps: `manage.py backup DIR`, while it runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reports import promises
from shopper.backups import making
from shopper.backups.disk import Stopped
from shopper.backups.making import Made


class Command(BaseCommand):
    help = (
        "Copy database, photographs and reports into a new folder below DIR, and read the copy back. "
        "It may run at any hour. Files are kept once for all backups of DIR. SECRET_KEY and the "
        "other settings are not part of it: keep them elsewhere."
    )
    requires_system_checks = ()  # this must be possible also where something complains

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="DIR", help="an existing folder, best on another disk"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = making.make(
                options["folder"], at=timezone.now(), promised=promises.of_everything
            )
        except Stopped as stopped:
            raise CommandError(f"No backup was made. {stopped}") from stopped
        self._say(made)
        if made.faults:
            self.stderr.write("\n".join(made.faults))
            raise CommandError(
                f"The backup is kept, but {len(made.faults)} files are missing or damaged here, and so "
                "in it; they are named above. An earlier backup may have them."
            )

    def _say(self, made: Made) -> None:
        self.stdout.write(f"Saved and read back: {made.folder}")
        self.stdout.write(f"  database: {in_words(made.database.size_bytes)}")
        self.stdout.write(
            f"  files: {made.files}, {in_words(made.files_bytes)}; "
            f"of these new: {made.new_files}, {in_words(made.new_bytes)}"
        )
        if made.mended_files:
            self.stdout.write(
                f"  {made.mended_files} files of earlier backups were damaged and are whole again. "
                "Look after the disk."
            )


def in_words(size_bytes: int) -> str:
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size_bytes >= size:
            return f"{size_bytes / size:.1f} {unit}"
    return f"{size_bytes} bytes"

"""Load the demo: `manage.py demo`, or write photographs to try a phone with: `--photos FOLDER`."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reports.demo import loading, pictures, story


class Command(BaseCommand):
    help = "Load the demo's people, places and eight months of visits. Once is enough."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where any organization is known"
        )
        parser.add_argument(
            "--reset",
            action="store_true",
            help="remove everything first: all rows, all photographs",
        )
        parser.add_argument(
            "--photos",
            type=Path,
            metavar="FOLDER",
            help="only write 12-megapixel photographs in all eight orientations to a folder",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["photos"]:
            for path in pictures.write_originals(options["photos"], taken_at=timezone.localtime()):
                self.stdout.write(str(path))
            return
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "The demo's password is known to everybody. Set MOMENTS_DEMO=1 to load it all the same."
            )
        try:
            with loading.alone():
                self._load_where_it_is_missing(options)
        except loading.Busy as trouble:
            raise CommandError("The demo is being loaded by another process.") from trouble

    def _load_where_it_is_missing(self, options: dict[str, Any]) -> None:
        if options["reset"]:
            story.forget()
        elif story.is_half_told():
            self.stdout.write("Loading was interrupted the last time; beginning anew.")
            story.forget_half()
        if not story.is_told():
            self._load()
        elif not options["if_empty"]:
            self.stdout.write("There is data here already. To begin anew: manage.py demo --reset")

    def _load(self) -> None:
        began = time.monotonic()
        story.tell(now=timezone.now(), say=self.stdout.write)
        self.stdout.write(f"Loaded in {time.monotonic() - began:.0f} seconds.")

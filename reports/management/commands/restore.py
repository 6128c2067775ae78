"""Go back to a backup: `manage.py restore PLACE`, with the web server and the worker stopped."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from shopper.backups import databases, opening, restoring
from shopper.backups.disk import Stopped
from shopper.backups.restoring import Chosen, HalfWay

WORD = "replace"


class Command(BaseCommand):
    help = (
        "Put a backup's database, photographs and reports into this installation, and let every "
        "phone offer again what it still holds. The backup is read to its end before anything here "
        "is touched. Stop the web server and the worker first."
    )
    requires_system_checks = ()  # this must be possible also where something complains

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "place",
            metavar="PLACE",
            help="what `backup` was given: a folder, or s3://bucket/prefix",
        )
        parser.add_argument(
            "--backup", metavar="NAME", help="which of the backups in PLACE; the newest otherwise"
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="even where there are people or files; asks first",
        )
        parser.add_argument("--no-input", action="store_true", help="with --replace: do not ask")
        parser.add_argument(
            "--leave-out-damaged",
            action="store_true",
            help="go on where files of the backup are damaged, without them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._require_consent(options)
            databases.here().require_unused()
            shelf = opening.shelf_at(options["place"])
            chosen = restoring.choose(shelf, options["backup"])
            self._show_damage(chosen, goes_on=options["leave_out_damaged"])
            left = restoring.restore(chosen, at=timezone.now())
        except HalfWay as trouble:
            raise CommandError(
                f"{trouble} Mend that, and run this again with --replace."
            ) from trouble
        except Stopped as stopped:
            raise CommandError(f"Nothing was restored. {stopped}") from stopped
        database = chosen.manifest.database
        self.stdout.write(f"Restored and read back: {chosen.name}")
        self.stdout.write(f"  database: {database.size_bytes} bytes; files: {len(chosen.files)}")
        for path in left:
            self.stdout.write(f"  what was here lies in {path}; remove it once all is well")
        self.stdout.write("Start the web server and the worker. Phones offer again what they hold.")

    def _require_consent(self, options: dict[str, Any]) -> None:
        if not restoring.holds_anything():
            return
        if not options["replace"]:
            raise CommandError(
                "There are people or files in this installation. Restore into an empty one, or say "
                "--replace to put the backup in their place."
            )
        if options["no_input"]:
            return
        self.stdout.write("Everything in this installation will be replaced by the backup.")
        if input(f"Type the word {WORD} to go on: ").strip() != WORD:
            raise CommandError("Nothing was changed.")

    def _show_damage(self, chosen: Chosen, *, goes_on: bool) -> None:
        if not chosen.damaged:
            return
        self.stderr.write("\n".join(chosen.damaged.values()))
        if not goes_on:
            raise CommandError(
                f"Nothing was restored. {len(chosen.damaged)} of the {len(chosen.manifest.files)} files of "
                f"{chosen.name} are missing or damaged; they are named above. Choose another with "
                "--backup, or say --leave-out-damaged to restore all the others."
            )

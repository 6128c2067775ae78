"""Copy everything the product keeps: `manage.py backup PLACE`, while it runs."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reports import promises
from shopper.backups import making, opening
from shopper.backups.disk import Stopped
from shopper.backups.making import Made
from shopper.backups.pruning import Policy

KEEP = {
    "keep": "let the newest N backups stay, and remove older ones",
    "keep-daily": "let the last backup of each of N days stay",
    "keep-weekly": "let the last backup of each of N weeks stay",
    "keep-monthly": "let the last backup of each of N months stay",
}


class Command(BaseCommand):
    help = (
        "Copy database, photographs and reports to a place of yours, and read the copy back. It may "
        "run at any hour. Files are kept once for all backups of that place. SECRET_KEY and the "
        "other settings are not part of it: keep them elsewhere."
    )
    requires_system_checks = ()  # this must be possible also where something complains

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "place",
            metavar="PLACE",
            help="an existing folder, best on another disk; or s3://bucket/prefix, with server and "
            "key in AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        )
        parser.add_argument(
            "--read-all",
            action="store_true",
            help="read also what lies in a bucket already, and send anew what is damaged there; "
            "a folder is always read",
        )

        for name, words in KEEP.items():
            parser.add_argument(f"--{name}", type=whole_number, default=0, metavar="N", help=words)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shelf = opening.shelf_at(options["place"], reads_all=options["read_all"])
            made = making.make(shelf, at=timezone.now(), promised=promises.of_everything)
        except Stopped as stopped:
            raise CommandError(f"No backup was made. {stopped}") from stopped
        self._say(made)
        self.stderr.write("\n".join(made.faults), ending="\n" if made.faults else "")
        policy = Policy(*(options[name.replace("-", "_")] for name in KEEP))
        if policy:
            self._prune(made, policy)
        if made.faults:
            raise CommandError(
                f"The backup is kept, but {len(made.faults)} files are missing or damaged here, and so "
                "in it; they are named above. An earlier backup may have them."
            )

    def _prune(self, made: Made, policy: Policy) -> None:
        try:
            pruned = making.prune(made, policy)
        except Stopped as stopped:
            raise CommandError(f"This backup is kept; no earlier one went. {stopped}") from stopped
        self.stdout.write(
            f"  earlier backups removed: {len(pruned.backups)}; files that no other names: {pruned.files}"
        )
        if pruned.unreadable:
            raise CommandError(
                f"This backup is kept. The manifest of {', '.join(pruned.unreadable)} is damaged, so no file "
                "went that it may name. Remove that backup by hand if you have no better copy of it."
            )

    def _say(self, made: Made) -> None:
        self.stdout.write(f"Saved and read back: {made.shelf}/{made.name}")
        self.stdout.write(f"  database: {in_words(made.database.size_bytes)}")
        self.stdout.write(
            f"  files: {made.files}, {in_words(made.files_bytes)}; "
            f"of these new: {made.new_files}, {in_words(made.new_bytes)}"
        )
        if made.mended_files:
            self.stdout.write(
                f"  {made.mended_files} files of earlier backups were damaged and are whole again. "
                "Look after that disk."
            )


def whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise ArgumentTypeError(f"{text} is not a number from 1 on.")
    return int(text)


def in_words(size_bytes: int) -> str:
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size_bytes >= size:
            return f"{size_bytes / size:.1f} {unit}"
    return f"{size_bytes} bytes"

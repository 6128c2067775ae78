"""After the database went back in time by other means than `restore`: `manage.py new_epoch`."""

from typing import Any

from django.core.management.base import BaseCommand

from shopper.sync import installation


class Command(BaseCommand):
    help = (
        "Let every phone offer again all that it still holds. Run it after the database was put back "
        "by another program; `restore` does it by itself. Safe to repeat."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The server's epoch is {installation.renew()}.")

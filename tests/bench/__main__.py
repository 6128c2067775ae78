"""`python -m tests.bench [part …]`: all of the parts where none is named."""

import os
import sys
import time
from collections.abc import Callable

import django

# What the parts import of the product reads settings, and only these are silent.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

PARTS = ("ingest", "export", "paper", "start", "form", "lighthouse")


def main(names: list[str]) -> None:
    unknown = set(names) - set(PARTS)
    if unknown:
        sys.exit(f"No such part: {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
    began = time.monotonic()
    for name in names or PARTS:
        _part(name)()
    print(
        f"\nMeasured in {time.monotonic() - began:.0f} s. Compare medians only: single runs vary."
    )


def _part(name: str) -> Callable[[], None]:
    """Import a part only when it is asked for: each sets up what it alone needs."""
    return __import__(f"tests.bench.{name}", fromlist=["run"]).run


if __name__ == "__main__":
    main(sys.argv[1:])

"""What is written for good is synced in one place, so that no other can leave a step out."""

import re

from tests.architecture.tree import ROOT

PACKAGES = ("shopper", "api", "frontend", "reports")


def test_only_one_module_asks_the_disk_to_sync():
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]

    syncing = [path for path in modules if re.search(r"\bf(data)?sync\(", path.read_text())]

    assert [path.relative_to(ROOT).as_posix() for path in syncing] == ["shopper/disk.py"]

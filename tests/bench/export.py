"""How long 5,000 visits of 60 answers take to leave as CSV, and when the first bytes do."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench import table
from tests.bench.ingest import seed
from tests.journeys.server import ROOT, environment, manage

VISITS, ROUNDS = 5000, 3
# In a process of its own, as a web worker would be: Django set up, the query planned before.
STREAM = """
import json, time
import django; django.setup()
from shopper.checklists.models import Checklist
from shopper.review import export
from shopper.visits.models import Visit
from tests.bench.processes import peak_mb
checklist = Checklist.objects.get(pk={checklist!r})
next(export.as_csv(Visit.objects.none(), checklist))
before, times = peak_mb(), []
for _ in range({rounds}):
    began, first, size = time.perf_counter(), None, 0
    for piece in export.as_csv(Visit.objects.all(), checklist):
        size += len(piece)
        if first is None and size > 10_000:
            first = time.perf_counter() - began
    times.append((time.perf_counter() - began, first, size))
print(json.dumps({{"times": times, "grown_mb": peak_mb() - before}}))
"""


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="moments-bench-") as folder:
        env = environment(Path(folder))
        manage("migrate", "--verbosity", "0", env=env)
        plan = json.loads(seed("published", str(VISITS), env=env))
        measured = json.loads(_stream(plan["checklist"], env))
    whole = median(time for time, _, _ in measured["times"])
    first = median(first for _, first, _ in measured["times"])
    size_mb = measured["times"][0][2] / 1e6
    table.show(
        f"Export: {VISITS} visits with 60 answers as CSV, median of {ROUNDS}",
        ["", "seconds", "first 10 kB after s", "MB", "visits/s", "memory grown MB"],
        [["CSV", whole, first, size_mb, VISITS / whole, measured["grown_mb"]]],
    )
    print()
    table.judge("the whole table", whole, 0.8, " s")


def _stream(checklist: str, env: dict[str, str]) -> str:
    program = STREAM.format(checklist=checklist, rounds=ROUNDS)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout

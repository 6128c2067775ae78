"""What a report costs to draw, against the same words as plain paragraphs in the same process."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench import table
from tests.journeys.server import ROOT
from tests.reports import fixtures

ROUNDS = 4
CASES = {24: (4.0, 110, 1.0), 60: (5.5, 120, 2.2)}  # photos: times the floor, peak MB, file MB


def run() -> None:
    rows = []
    for photos in CASES:
        with tempfile.TemporaryDirectory(prefix="moments-bench-") as folder:
            found = _measured(Path(folder), photos)
        pairs = zip(found["report"], found["floor"], strict=True)
        rows.append(
            [
                f"{photos} photos",
                found["pages"],
                median(found["report"]),
                median(found["floor"]),
                median(report / floor for report, floor in pairs),
                found["idle_mb"],
                found["peak_mb"],
                found["file_mb"],
            ]
        )
    table.show(
        f"A visit report against plain paragraphs of the same words and pages, {ROUNDS} interleaved "
        "rounds in one warm process, medians",
        ["", "pages", "CPU s", "floor CPU s", "ratio", "idle MB", "peak MB", "file MB"],
        rows,
    )
    print()
    for row, (times, peak_mb, file_mb) in zip(rows, CASES.values(), strict=True):
        table.judge(f"{row[0]}, times the floor", row[4], times)
        table.judge(f"{row[0]}, peak memory of the process", row[6], peak_mb, " MB")
        table.judge(f"{row[0]}, the file", row[7], file_mb, " MB")


def _measured(folder: Path, photos: int) -> dict:
    """Measure in a fresh process, which inherits nothing of the making of the photographs."""
    content = fixtures.visit_content(folder, photos=photos).as_json()
    job = {"kind": "visit", "content": content, "photo_folder": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.drawing"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        input=json.dumps({"job": job, "rounds": ROUNDS}),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

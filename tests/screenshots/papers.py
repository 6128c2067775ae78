"""Pages of the demo's PDFs as pictures, and pictures made small enough to be committed."""

import sqlite3
import subprocess
import time
from pathlib import Path

from PIL import Image

PATIENCE_SECONDS = 240
COMMITTED_BYTES = 120_000


def wait_for(kind: str, location: str, folder: Path) -> Path:
    """Return the newest PDF of a kind and of such a place, once the worker has drawn it."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    query = (
        "SELECT r.pdf FROM reports_report r JOIN organizations_location l ON l.id = r.location_id "
        "WHERE r.kind = ? AND l.name LIKE ? AND r.status = 'ready' ORDER BY r.published_at DESC"
    )
    with sqlite3.connect(f"file:{folder / 'moments.sqlite3'}?mode=ro", uri=True) as rows:
        while time.monotonic() < give_up_at:
            found = rows.execute(query, (kind, location)).fetchone()
            if found:
                return folder / "media" / found[0]
            time.sleep(1)
    said = (folder / "worker.log").read_text()[-2000:]
    raise AssertionError(f"no {kind} report was drawn within {PATIENCE_SECONDS} s\n{said}")


def draw(pdf: Path, folder: Path) -> list[Path]:
    """Draw every page of a PDF and return the pictures in order."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["pdftoppm", "-r", "90", "-png", str(pdf), str(folder / "page")]
    subprocess.run(command, check=True, timeout=120)
    return sorted(folder.glob("page-*.png"))


def commit(picture: Path, target: Path) -> int:
    """Write a picture with few enough colours to be small, and return its size in bytes."""
    with Image.open(picture) as image:
        plain = image.convert("RGB")
    for colours in (256, 192, 128, 64, 48, 32):
        drawn = plain.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        target.parent.mkdir(parents=True, exist_ok=True)
        drawn.save(target, optimize=True)
        if target.stat().st_size <= COMMITTED_BYTES:
            break
    return target.stat().st_size

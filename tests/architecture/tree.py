"""The files of the project, as every rule about the tree sees them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("shopper", "api", "frontend", "reports")
CLIENT = ROOT / "frontend/phone/client"


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is or could be committed; nothing that .gitignore names."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def written_by_hand(*suffixes: str) -> list[Path]:
    """Return the files with these endings that a person wrote: no migrations, nothing vendored."""
    return [
        path
        for path in files()
        if path.suffix in suffixes and not {"migrations", "vendor"} & set(path.parts)
    ]


def product_python() -> list[Path]:
    return [path for path in written_by_hand(".py") if name_of(path).split("/")[0] in PRODUCT]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))

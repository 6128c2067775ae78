"""Copy the report's fonts out of node_modules, with their licences and versions.

Run as `python -m reports.vendoring` after `npm ci`. Drawing needs no Node: what is copied here is
kept in the tree, and a test compares it with package-lock.json.
"""

import hashlib
import json
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
NODE = HERE.parent / "node_modules"
FONTS = HERE / "static" / "reports" / "fonts"
MANIFEST = HERE / "vendored.json"

ARABIC = "@fontsource/noto-sans-arabic"
HEBREW = "@fontsource/noto-sans-hebrew"
FILES = {
    ("inter-ui", "web/Inter-Regular.woff2"): "inter-regular.woff2",
    ("inter-ui", "web/Inter-SemiBold.woff2"): "inter-semibold.woff2",
    ("inter-ui", "LICENSE.txt"): "inter.LICENSE.txt",
    (ARABIC, "files/noto-sans-arabic-arabic-400-normal.woff2"): "noto-sans-arabic-regular.woff2",
    (ARABIC, "files/noto-sans-arabic-arabic-600-normal.woff2"): "noto-sans-arabic-semibold.woff2",
    (ARABIC, "LICENSE"): "noto-sans-arabic.LICENSE.txt",
    (HEBREW, "files/noto-sans-hebrew-hebrew-400-normal.woff2"): "noto-sans-hebrew-regular.woff2",
    (HEBREW, "files/noto-sans-hebrew-hebrew-600-normal.woff2"): "noto-sans-hebrew-semibold.woff2",
    (HEBREW, "LICENSE"): "noto-sans-hebrew.LICENSE.txt",
}


def copy_files() -> None:
    """Copy every font with its licence, and note each package's version and each file's digest."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for (package, source), name in FILES.items():
        shutil.copyfile(NODE / package / source, FONTS / name)
    packages = sorted({package for package, _source in FILES})
    versions = {
        name: json.loads((NODE / name / "package.json").read_text())["version"] for name in packages
    }
    digests = {
        (FONTS / name).relative_to(HERE).as_posix(): hashlib.sha256(
            (FONTS / name).read_bytes()
        ).hexdigest()
        for name in sorted(FILES.values())
    }
    MANIFEST.write_text(json.dumps({"packages": versions, "files": digests}, indent=1) + "\n")


if __name__ == "__main__":
    copy_files()

"""Copy the desk's third-party files out of node_modules, with their licences and versions.

Run as `python -m frontend.shared.vendoring` after `npm ci`. The product itself needs no Node:
what is copied here is kept in the tree, and a test compares it with package-lock.json.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NODE = ROOT / "node_modules"
ICONS = HERE / "templates" / "shared" / "icons"
MANIFEST = HERE / "vendored.json"
STATIC = HERE / "static" / "shared"

FILES = {
    "htmx.org/dist/htmx.min.js": STATIC / "vendor" / "htmx.min.js",
    "htmx.org/LICENSE": STATIC / "vendor" / "htmx.LICENSE.txt",
    "inter-ui/web-latin/Inter-Regular-subset.woff2": STATIC / "fonts" / "inter-regular.woff2",
    "inter-ui/web-latin/Inter-SemiBold-subset.woff2": STATIC / "fonts" / "inter-semibold.woff2",
    "inter-ui/LICENSE.txt": STATIC / "fonts" / "inter.LICENSE.txt",
    "lucide-static/LICENSE": ICONS / "LICENSE.txt",
}
ICON_NAMES = (
    "arrow-right ban calendar camera check chevron-left chevron-right circle-check "
    "clock download file-text flag inbox info key-round keyboard log-out map-pin menu "
    "pencil plus refresh-cw search send smartphone triangle-alert undo-2 user x zoom-in zoom-out"
).split()


def inline_icon(svg: str) -> str:
    """Return a Lucide file as one line of markup, sized by the style sheet, silent to readers."""
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if drawing is None:
        raise ValueError("not an SVG")
    inside = re.sub(r"\s*\n\s*", "", drawing.group(1)).strip()
    return (
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true" focusable="false">{inside}</svg>'
    )


def copy_files() -> list[Path]:
    """Copy every file and icon; return what was written."""
    written = []
    for source, target in FILES.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(NODE / source, target)
        written.append(target)
    for name in ICON_NAMES:
        target = ICONS / f"{name}.svg"
        target.write_text(
            inline_icon((NODE / "lucide-static" / "icons" / f"{name}.svg").read_text())
        )
        written.append(target)
    return written


def write_manifest(written: list[Path]) -> None:
    """Note each package's version and each file's digest."""
    packages = sorted({source.split("/")[0] for source in FILES})
    versions = {
        name: json.loads((NODE / name / "package.json").read_text())["version"] for name in packages
    }
    files = {
        path.relative_to(HERE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(written)
    }
    MANIFEST.write_text(json.dumps({"packages": versions, "files": files}, indent=1) + "\n")


if __name__ == "__main__":
    write_manifest(copy_files())

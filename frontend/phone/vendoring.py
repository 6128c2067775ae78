"""Bundle the phone's libraries out of node_modules into one file, with licences and versions.

Run as `python -m frontend.phone.vendoring` after `npm ci`. The product itself needs no Node:
what is made here is kept in the tree, and a test compares it with package-lock.json.
"""

import hashlib
import json
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NODE = ROOT / "node_modules"
VENDOR = HERE / "client" / "vendor"
MANIFEST = HERE / "vendored.json"
PACKAGES = ("@preact/signals", "@preact/signals-core", "htm", "idb", "preact")
ENTRY = """
import { h } from "preact";
import htm from "htm";
export { render } from "preact";
export { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
export { batch, effect, signal, untracked } from "@preact/signals";
export { deleteDB, openDB } from "idb";
export const html = htm.bind(h);
"""


def bundle() -> list[Path]:
    """Write the bundle and the licences of what is in it; return what was written."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    target = VENDOR / "vendor.js"
    arguments = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=none"]
    esbuild = NODE / "esbuild" / "bin" / "esbuild"
    subprocess.run(
        [str(esbuild), *arguments, f"--outfile={target}"],
        input=ENTRY.encode(),
        cwd=ROOT,
        check=True,
    )
    return [target, _licences()]


def _licences() -> Path:
    target = VENDOR / "LICENSES.txt"
    texts = []
    for name in PACKAGES:
        licence = next(
            (p for p in (NODE / name).iterdir() if p.name.upper().startswith("LICEN")), None
        )
        about = json.loads((NODE / name / "package.json").read_text())
        text = licence.read_text() if licence else f"License: {about['license']}\n"
        texts.append(f"{name} {about['version']}\n\n{text}")
    target.write_text("\n----------\n\n".join(texts))
    return target


def write_manifest(written: list[Path]) -> None:
    """Note each package's version and each file's digest."""
    versions = {
        name: json.loads((NODE / name / "package.json").read_text())["version"] for name in PACKAGES
    }
    files = {
        path.relative_to(HERE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(written)
    }
    MANIFEST.write_text(json.dumps({"packages": versions, "files": files}, indent=1) + "\n")


if __name__ == "__main__":
    write_manifest(bundle())

"""What is copied from npm is what package-lock.json names, byte for byte, with its licence."""

import hashlib
import json

import pytest

from frontend.shared import vendoring

MANIFEST = json.loads(vendoring.MANIFEST.read_text())
LOCK = json.loads((vendoring.ROOT / "package-lock.json").read_text())["packages"]


@pytest.mark.parametrize("package", sorted(MANIFEST["packages"]))
def test_each_vendored_package_has_the_version_that_is_locked(package):
    assert MANIFEST["packages"][package] == LOCK[f"node_modules/{package}"]["version"]


def test_each_vendored_file_is_the_one_that_was_copied():
    changed = [
        name
        for name, digest in MANIFEST["files"].items()
        if hashlib.sha256((vendoring.HERE / name).read_bytes()).hexdigest() != digest
    ]

    assert not changed, "run `python -m frontend.shared.vendoring`"


def test_nothing_lies_beside_the_vendored_files_that_the_manifest_does_not_name():
    folders = [vendoring.ICONS, vendoring.STATIC / "vendor", vendoring.STATIC / "fonts"]
    found = {
        path.relative_to(vendoring.HERE).as_posix()
        for folder in folders
        for path in folder.iterdir()
    }

    assert found == set(MANIFEST["files"])


def test_every_vendored_icon_is_drawn_somewhere():
    pages = "".join(
        path.read_text()
        for path in (vendoring.ROOT / "frontend").rglob("*.html")
        if "node_modules" not in path.parts
    )

    unused = [name for name in vendoring.ICON_NAMES if f"shared/icons/{name}.svg" not in pages]

    assert not unused


@pytest.mark.skipif(not vendoring.NODE.is_dir(), reason="needs `npm ci`")
def test_each_vendored_file_equals_the_one_in_the_package():
    differing = [
        source
        for source, target in vendoring.FILES.items()
        if (vendoring.NODE / source).read_bytes() != target.read_bytes()
    ]

    assert not differing


def test_an_icon_keeps_its_drawing_and_is_silent_to_screen_readers():
    svg = '<!-- licence -->\n<svg\n class="lucide"\n>\n  <path d="M1 1" />\n</svg>'

    assert vendoring.inline_icon(svg).endswith(
        'aria-hidden="true" focusable="false"><path d="M1 1" /></svg>'
    )

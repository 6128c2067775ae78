"""What the browser is given of other projects is what package-lock.json pins, byte for byte."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files, name_of

MANIFESTS = [path for path in files() if path.name == "vendored.json"]


def pinned_versions() -> dict[str, str]:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {
        name.removeprefix("node_modules/"): package["version"]
        for name, package in packages.items()
        if name.startswith("node_modules/")
    }


def test_something_is_vendored_and_listed():
    assert MANIFESTS


@pytest.mark.parametrize("manifest", MANIFESTS, ids=name_of)
def test_vendored_packages_have_the_pinned_version(manifest: Path):
    pinned = pinned_versions()

    stale = [
        f"{name} {version}, pinned {pinned.get(name)}"
        for name, version in json.loads(manifest.read_text())["packages"].items()
        if pinned.get(name) != version
    ]

    assert not stale, "run make vendor:\n" + "\n".join(stale)


@pytest.mark.parametrize("manifest", MANIFESTS, ids=name_of)
def test_vendored_files_are_untouched(manifest: Path):
    listed = json.loads(manifest.read_text())["files"]

    changed = [
        name
        for name, digest in listed.items()
        if hashlib.sha256((manifest.parent / name).read_bytes()).hexdigest() != digest
    ]

    assert not changed, "run make vendor:\n" + "\n".join(changed)


def test_every_third_party_file_is_listed_with_its_licence():
    listed = {
        (manifest.parent / name).resolve()
        for manifest in MANIFESTS
        for name in json.loads(manifest.read_text())["files"]
    }

    strangers = [
        name_of(path)
        for path in files()
        if (path.suffix == ".woff2" or "vendor" in path.parts)
        and path not in listed
        and not path.name.endswith((".d.ts", "vendored.json"))
    ]
    folders = {path.parent for path in listed}
    unlicensed = [
        name_of(folder)
        for folder in folders
        if not any(re.search("licen[cs]e", path.name, re.I) for path in folder.iterdir())
    ]

    assert not strangers, "\n".join(strangers)
    assert not unlicensed, "\n".join(unlicensed)

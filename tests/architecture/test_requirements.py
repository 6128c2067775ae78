"""The pinned versions fit pyproject.toml, and each carries a hash. No registry is asked."""

import re
import tomllib
from functools import cache

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT

PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE
)


@cache
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def pins(name: str) -> dict[str, tuple[str, bool]]:
    """Return each pinned package with its version and whether a hash stands with it."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return {
        canonicalize_name(match["name"]): (match["version"], "--hash=sha256:" in match["rest"])
        for match in PIN.finditer(text)
    }


@pytest.mark.parametrize("name", ["app", "s3", "dev"])
def test_every_library_the_project_names_is_pinned_to_a_version_it_accepts(name):
    named = list(project()["project"]["dependencies"])
    if name != "app":
        named += project()["project"]["optional-dependencies"]["s3"]
    if name == "dev":
        named += project()["dependency-groups"]["dev"]
    pinned = pins(name)

    unmet = [
        text
        for text in named
        for wanted in [Requirement(text)]
        for version, _ in [pinned.get(canonicalize_name(wanted.name), (None, False))]
        if version is None or not wanted.specifier.contains(version, prereleases=True)
    ]

    assert not unmet, "run make lock:\n" + "\n".join(unmet)


@pytest.mark.parametrize("name", ["app", "s3", "dev"])
def test_every_pin_carries_a_hash(name):
    assert [package for package, (_, hashed) in pins(name).items() if not hashed] == []


def test_tests_run_on_the_versions_the_product_runs_on():
    product, dev = pins("app") | pins("s3"), pins("dev")

    assert {name: dev.get(name) for name in product} == product


def test_the_product_alone_does_not_carry_what_only_backups_in_a_bucket_need():
    assert "boto3" not in pins("app")
    assert pins("app").items() <= pins("s3").items()

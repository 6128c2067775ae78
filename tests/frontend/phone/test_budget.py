"""What a phone must fetch before it works without a network: few bytes, few files."""

import gzip
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MOST_BYTES = 60 * 1024
MOST_FILES = 10


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    """The client as `make release` bundles it."""
    folder = tmp_path_factory.mktemp("release") / "client"
    path = f"{ROOT}/.venv/bin:{ROOT}/node_modules/.bin:{os.environ['PATH']}"
    subprocess.run(
        ["sh", "deploy/release.sh", str(folder)],
        cwd=ROOT,
        check=True,
        env={**os.environ, "PATH": path},
    )
    return folder


@pytest.mark.django_db
def test_the_whole_app_fits_into_sixty_kilobytes(bundle, client):
    shell = [client.get("/field/").content, client.get("/manifest.json").content]
    files = [path.read_bytes() for path in bundle.rglob("*") if path.is_file()]

    compressed = sum(len(gzip.compress(body, 9)) for body in (*shell, *files))

    assert compressed <= MOST_BYTES, f"{compressed} bytes"


def test_the_bundle_is_a_few_files(bundle):
    assert len([path for path in bundle.rglob("*") if path.is_file()]) <= MOST_FILES


@pytest.mark.django_db
def test_the_shell_says_nothing_of_who_is_signed_in(client, operator):
    before = client.get("/field/").content
    client.force_login(operator)

    after = client.get("/field/visit/anything/")

    assert after.content == before
    assert b"csrf" not in after.content.lower()

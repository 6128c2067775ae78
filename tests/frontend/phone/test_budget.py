"""What a phone must fetch before it works without a network: few bytes, few files."""

import gzip
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from whitenoise.compress import Compressor

from frontend.phone import precache

ROOT = Path(__file__).resolve().parents[3]
MOST_BYTES = 60 * 1024
MOST_FILES = 10
BROWSER = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


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


@pytest.fixture
def served(bundle, client, settings, monkeypatch, tmp_path) -> dict[str, dict[str, int]]:
    """The bytes of what the service worker needs and of each language, compressed as it is served."""
    settings.SECURE_SSL_REDIRECT = False
    monkeypatch.setattr(precache, "RELEASE", bundle)
    answer = client.get("/serviceworker.js", **BROWSER)
    text = gzip.decompress(answer.content).decode()
    kept = json.loads(re.match(r"self\.KEPT = (.*?);\n", text)[1])
    sizes = {
        part: {url: bytes_of(url, client, tmp_path) for url in kept[part]}
        for part in ("urls", "catalogues")
    }
    return {**sizes, "worker": {"/serviceworker.js": len(answer.content)}}


def bytes_of(url: str, client, folder: Path) -> int:
    """Return what the browser is sent; a static file is compressed by what does so in production."""
    if not url.startswith("/static/"):
        return len(client.get(url, **BROWSER).content)
    copy = folder / Path(url).name
    shutil.copyfile(finders.find(url.removeprefix("/static/")), copy)
    smaller = Compressor(quiet=True).compress(str(copy)) if copy.suffix != ".png" else []
    return min(Path(path).stat().st_size for path in (copy, *smaller))


@pytest.mark.django_db
def test_a_phone_works_offline_in_its_own_language_after_sixty_kilobytes_of_everything(served):
    needed = {**served["worker"], **served["urls"]}

    longest = max(served["catalogues"].values())

    assert len(served["catalogues"]) >= 2
    print(sum(needed.values()) + longest, "of", MOST_BYTES)
    assert sum(needed.values()) + longest <= MOST_BYTES, f"{sum(needed.values())} bytes: {served}"


@pytest.mark.django_db
def test_where_a_proxy_allows_only_gzip_the_app_itself_fits_as_well(bundle, client):
    shell = [client.get("/field/").content, client.get("/manifest.json").content]
    files = [path.read_bytes() for path in first_files(bundle) if path.suffix != ".json"]

    compressed = sum(len(gzip.compress(body, 9)) for body in (*shell, *files))

    assert compressed <= MOST_BYTES, f"{compressed} bytes"


def test_the_bundle_is_a_few_files(bundle):
    assert len(first_files(bundle)) <= MOST_FILES


def first_files(bundle: Path) -> list[Path]:
    """What a start needs: all but the tools, which are fetched when the app can work already."""
    files = [path for path in bundle.rglob("*.*") if path.is_file()]
    return [path for path in files if path.parent.name != "tools"]


@pytest.mark.django_db
def test_the_shell_says_nothing_of_who_is_signed_in(client, operator):
    before = client.get("/field/").content
    client.force_login(operator)

    after = client.get("/field/visit/anything/")

    assert after.content == before
    assert b"csrf" not in after.content.lower()

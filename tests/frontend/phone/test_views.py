"""The shell, the worker and the manifest: the same for everybody, and never stale."""

import gzip
import json
import re

import pytest
from django.contrib.staticfiles import finders

from frontend.phone import precache
from tests.factories import make_shopper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _plain_http(settings):
    settings.SECURE_SSL_REDIRECT = False


def kept_by(worker: str) -> dict:
    return json.loads(re.match(r"self\.KEPT = (.*?);\n", worker).group(1))


@pytest.mark.parametrize("path", ["", "outbox/", "visit/0199/moment/0200/3/"])
def test_every_address_of_the_app_is_the_same_shell(client, path):
    first = client.get("/field/")

    answer = client.get(f"/field/{path}")

    assert answer.status_code == 200
    assert answer.content == first.content
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_shell_carries_nobody(client):
    anonymous = client.get("/field/")
    client.force_login(make_shopper(name="Sami Shopper"))

    answer = client.get("/field/")

    assert answer.content == anonymous.content
    assert b"csrf" not in answer.content.lower()
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/field/", "/serviceworker.js"])
def test_the_shell_and_the_worker_go_compressed(client, address):
    plain = client.get(address)

    packed = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_the_shell_obeys_the_strict_policy_and_speaks_without_scripts(client):
    page = client.get("/field/").content.decode()

    assert "<noscript>" in page
    assert "style=" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\bon[a-z]+=", page)


def test_the_address_without_its_slash_leads_to_the_app(client):
    assert client.get("/field").headers["Location"] == "/field/"


def test_the_worker_keeps_what_the_app_needs_and_each_of_it_is_there(client):
    answer = client.get("/serviceworker.js")

    kept = kept_by(answer.content.decode())
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "/field/" in kept["urls"]
    assert f"/static/{precache.prefix()}/main.js" in kept["urls"]
    for url in kept["urls"]:
        if url.startswith("/static/"):
            assert finders.find(url.removeprefix("/static/")), url
        else:
            assert client.get(url).status_code == 200, url


def test_the_worker_imports_from_the_folder_it_keeps(client):
    worker = client.get("/serviceworker.js").content.decode()

    imported = re.findall(r'from "([^"]+)"', worker)

    assert imported
    assert set(imported) <= set(kept_by(worker)["urls"])


def test_the_same_worker_is_not_sent_twice(client):
    etag = client.get("/serviceworker.js").headers["ETag"]

    again = client.get("/serviceworker.js", headers={"If-None-Match": etag})

    assert again.status_code == 304


def test_a_changed_client_or_shell_is_another_worker(client, settings, monkeypatch):
    first = client.get("/serviceworker.js")
    settings.PWA_APP_NAME = "Shopping list"

    renamed = client.get("/serviceworker.js")
    monkeypatch.setattr(precache, "client_version", lambda: "0123456789ab")
    changed = client.get("/serviceworker.js")

    versions = [kept_by(one.content.decode())["version"] for one in (first, renamed, changed)]
    assert len(set(versions)) == 3


def test_the_manifest_is_valid_and_harmless(client):
    manifest = client.get("/manifest.json").json()

    assert {"id", "name", "short_name", "start_url", "scope", "icons"} <= manifest.keys()
    assert "shop" not in manifest["name"].lower()
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))

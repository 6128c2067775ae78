"""The phone's files lie in a folder that their own content names."""

import shutil

import pytest
from django.contrib.staticfiles import finders

from frontend.phone import precache


@pytest.fixture
def client_folder(tmp_path, monkeypatch, settings):
    """A client of its own, small enough to change."""
    folder = tmp_path / "client"
    (folder / "model").mkdir(parents=True)
    (folder / "main.js").write_text('import "./model/visit.js";')
    (folder / "model" / "visit.js").write_text("export const a = 1;")
    (folder / "vendor.d.ts").write_text("export declare const a: number;")
    monkeypatch.setattr(precache, "SOURCE", folder)
    monkeypatch.setattr(precache, "RELEASE", tmp_path / "build")
    settings.DEBUG = True
    return folder


def test_any_changed_byte_gives_the_folder_another_name(client_folder):
    before = precache.client_version()

    (client_folder / "model" / "visit.js").write_text("export const a = 2;")

    assert precache.client_version() != before


def test_a_renamed_file_gives_the_folder_another_name(client_folder):
    before = precache.client_version()

    (client_folder / "model" / "visit.js").rename(client_folder / "model" / "visits.js")

    assert precache.client_version() != before


def test_what_only_developers_need_is_not_kept_and_changes_nothing(client_folder):
    before = precache.client_version()

    (client_folder / "vendor.d.ts").write_text("export declare const b: number;")

    assert precache.client_version() == before
    assert not any(url.endswith(".d.ts") for url in precache.client_urls())


def test_without_debug_the_tree_is_read_once(client_folder, settings):
    settings.DEBUG = False
    precache._hash_once.cache_clear()
    before = precache.client_version()

    (client_folder / "main.js").write_text("changed while serving")

    assert precache.client_version() == before
    precache._hash_once.cache_clear()


def test_every_module_that_is_kept_can_be_found_and_nothing_beside_it(client_folder):
    (client_folder.parent / "secret.js").write_text("outside")

    for url in precache.client_urls():
        assert finders.find(url.removeprefix("/static/"))
    assert not finders.find(f"{precache.prefix()}/../secret.js")
    assert not finders.find("field/000000000000/main.js")


def test_what_is_imported_at_the_head_of_a_module_is_asked_for_with_the_first(client_folder):
    (client_folder / "model" / "visit.js").write_text(
        '/** @import { Kept } from "./kept.js" */\n'
        'import { h }from"../vendor.js";export*from"./words.js";\nawait import("./later.js");'
    )
    for name in ("vendor.js", "model/words.js", "model/kept.js", "model/later.js"):
        (client_folder / name).write_text("export const b = 2;")

    first = [url.partition(f"{precache.prefix()}/")[2] for url in precache.first_urls()]

    assert first == ["model/visit.js", "vendor.js", "model/words.js", "storage/journal-worker.js"]


def test_all_of_the_first_files_are_there():
    kept = precache.client_urls()

    assert set(precache.first_urls()) < set(kept)
    assert len(precache.first_urls()) == len(set(precache.first_urls()))


def test_a_release_bundle_takes_the_sources_place(client_folder, tmp_path):
    source = precache.client_version()

    shutil.copytree(client_folder, tmp_path / "build")
    (tmp_path / "build" / "main.js").write_text("bundled")

    assert precache.client_version() != source
    assert precache.client_dir() == tmp_path / "build"


def test_collectstatic_is_offered_the_same_files(client_folder):
    (finder,) = (f for f in finders.get_finders() if isinstance(f, precache.ClientFinder))

    listed = {f"/static/{storage.prefix}/{name}" for name, storage in finder.list([])}

    assert listed == set(precache.client_urls())

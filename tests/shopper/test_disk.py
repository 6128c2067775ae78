"""A file beneath the media folder keeps its name through a power cut, and so do its folders."""

import os
from pathlib import Path

import pytest

from shopper import disk


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def synced(monkeypatch):
    """The folders synced so far, in order."""
    folders, fsync = [], os.fsync

    def watched(handle: int) -> None:
        fsync(handle)
        folders.append(Path(f"/proc/self/fd/{handle}").readlink())

    monkeypatch.setattr(os, "fsync", watched)
    return folders


def move(media: Path, name: str) -> None:
    part = media.parent / "part"
    part.write_bytes(b"bytes")
    disk.move_for_good(part, media / "photos" / "a visit" / name)


def test_the_first_file_waits_for_the_name_of_every_folder_up_to_the_media_folders_own(
    media, synced
):
    move(media, "first.jpg")

    above = [media / "photos", media, media.parent]
    assert synced == [*above, media / "photos" / "a visit"]


def test_the_next_file_waits_for_its_own_name_alone(media, synced):
    move(media, "first.jpg")
    synced.clear()

    move(media, "second.jpg")

    assert synced == [media / "photos" / "a visit"]


def test_a_folder_that_another_has_made_is_not_believed_to_be_on_disk(media, synced):
    (media / "photos" / "a visit").mkdir(parents=True)

    move(media, "first.jpg")

    assert {media / "photos", media, media.parent} <= set(synced)


def test_what_lies_above_the_media_folder_may_be_closed_to_the_product(media, monkeypatch):
    def closed(path, flags):
        if path == media.parent:
            raise PermissionError(path)
        return os_open(path, flags)

    os_open = os.open
    monkeypatch.setattr(os, "open", closed)

    move(media, "first.jpg")

    assert (media / "photos" / "a visit" / "first.jpg").read_bytes() == b"bytes"

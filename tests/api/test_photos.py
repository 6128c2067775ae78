"""PUT photo: whole, checked, durable, once; and back again to its maker."""

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from shopper import prepared
from shopper.identity import new_id
from shopper.visits import lifecycle, uploads
from shopper.visits.models import Photo
from tests import factories
from tests.phone import make_listing, repr_digest
from tests.samples import photographs


def stored_files(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (photographs.jpeg(), "image/jpeg"),
        (photographs.png(), "image/png"),
        (photographs.webp(), "image/webp"),
        (photographs.heic(), "image/heic"),
    ],
    ids=["jpeg", "png", "webp", "heic"],
)
def test_a_photograph_is_kept_byte_for_byte(phone, visit, body, kind):
    identity = new_id()

    answer = phone.put_photo(visit, identity, body, kind)

    assert answer.status_code == 201
    assert answer.json() == {
        "id": str(identity),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    photo = Photo.objects.get()
    assert uploads.photo_file(photo).read_bytes() == body
    assert (photo.size_bytes, photo.media_type) == (len(body), kind)
    assert (photo.width_px, photo.height_px) == (64, 48)


def test_the_same_photograph_again_is_already_here(phone, visit, settings):
    identity, body = new_id(), photographs.jpeg()
    phone.put_photo(visit, identity, body)

    answer = phone.put_photo(visit, identity, body)

    assert answer.status_code == 200
    assert answer.json()["id"] == str(identity)
    assert Photo.objects.count() == 1
    assert len(stored_files(settings)) == 1


def test_two_equal_photographs_are_two_photographs(phone, visit):
    body = photographs.jpeg()

    answers = [phone.put_photo(visit, new_id(), body) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert Photo.objects.count() == 2


def test_other_bytes_under_the_same_identity_are_a_conflict_and_change_nothing(
    phone, visit, settings
):
    identity, body = new_id(), photographs.jpeg(seed=1)
    phone.put_photo(visit, identity, body)

    answer = phone.put_photo(visit, identity, photographs.jpeg(seed=2))

    assert answer.status_code == 409
    assert answer.json()["code"] == "conflict"
    assert uploads.photo_file(Photo.objects.get()).read_bytes() == body
    assert len(stored_files(settings)) == 1


def test_an_identity_of_another_visit_is_a_conflict(phone, visit, organization):
    identity, body = new_id(), photographs.jpeg()
    phone.put_photo(visit, identity, body)
    other = factories.make_visit(location=factories.make_location(organization), shopper=phone.user)

    answer = phone.put_photo(other, identity, body)

    assert answer.status_code == 409
    assert Photo.objects.get().visit_id == visit.pk


def test_a_photograph_whose_file_was_lost_is_mended_by_sending_it_again(phone, visit):
    identity, body = new_id(), photographs.jpeg()
    phone.put_photo(visit, identity, body)
    uploads.photo_file(Photo.objects.get()).unlink()
    assert phone.status(visit).json()["photos"] == []

    answer = phone.put_photo(visit, identity, body)

    assert answer.status_code == 200
    assert uploads.photo_file(Photo.objects.get()).read_bytes() == body
    assert [photo["id"] for photo in phone.status(visit).json()["photos"]] == [str(identity)]


@pytest.mark.parametrize(
    ("headers", "named"),
    [
        ({"Repr_Digest": repr_digest(b"other bytes")}, "Repr-Digest"),
        ({"Repr_Digest": ""}, "Repr-Digest"),
        ({"Repr_Digest": "sha-256=abc"}, "Repr-Digest"),
        ({"Repr_Digest": "sha-256=:YWJj:"}, "Repr-Digest"),
        ({"Repr_Digest": "sha-256=:?:"}, "Repr-Digest"),
        ({"Repr_Digest": "sha-512=:YWJj:"}, "Repr-Digest"),
        ({"Content_Length": "0"}, "Content-Length"),
        ({"Content_Length": "many"}, "Content-Length"),
        ({"Content_Length": "-5"}, "Content-Length"),
    ],
    ids=str,
)
def test_bytes_that_are_not_what_was_announced_are_refused_and_nothing_stays(
    phone, visit, settings, headers, named
):
    answer = phone.put_photo(visit, new_id(), photographs.jpeg(), **headers)

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {named}
    assert stored_files(settings) == []
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    "header",
    [
        "sha-512=:AAAA:, {}",
        "{}, sha-512=:AAAA:",
        "SHA-256=:{raw}:",
    ],
)
def test_a_digest_is_found_among_others(phone, visit, header):
    body = photographs.jpeg()
    own = repr_digest(body)
    named = header.replace("{raw}", own.split(":")[1]).replace("{}", own)

    assert phone.put_photo(visit, new_id(), body, Repr_Digest=named).status_code == 201


@pytest.mark.parametrize("name", photographs.NOT_PHOTOGRAPHS)
def test_what_is_no_photograph_is_refused(phone, visit, settings, name):
    answer = phone.put_photo(visit, new_id(), photographs.NOT_PHOTOGRAPHS[name])

    assert answer.status_code == 422
    assert answer.json()["code"] == "bad_photo"
    assert stored_files(settings) == []


def test_a_photograph_with_too_many_pixels_is_refused_before_one_is_decoded(phone, visit):
    answer = phone.put_photo(visit, new_id(), photographs.bomb(), "image/png")

    assert answer.status_code == 422
    assert answer.json()["code"] == "bad_photo"


def test_more_bytes_than_are_accepted_are_refused_before_they_are_read(phone, visit, settings):
    settings.PHOTO_MAX_BYTES = 1000
    body = photographs.jpeg(200, 200)

    answer = phone.put_photo(visit, new_id(), body)

    assert len(body) > 1000
    assert answer.status_code == 413
    assert stored_files(settings) == []


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/json", "nonsense"])
def test_a_content_type_that_is_no_photograph_is_refused(phone, visit, kind):
    answer = phone.put_photo(visit, new_id(), photographs.jpeg(), kind)

    assert answer.status_code == 415


def test_a_full_disk_is_507_and_leaves_nothing_half_written(phone, visit, settings, monkeypatch):
    real = os.fsync

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    answer = phone.put_photo(visit, new_id(), photographs.jpeg())
    monkeypatch.setattr(os, "fsync", real)

    assert answer.status_code == 507
    assert answer.json()["code"] == "disk_full"
    assert stored_files(settings) == []
    assert not Photo.objects.exists()


def test_a_nearly_full_disk_keeps_its_rest_for_the_database(phone, visit, monkeypatch):
    phone.put_photo(visit, new_id(), photographs.jpeg())
    monkeypatch.setattr(uploads.shutil, "disk_usage", lambda _path: (10**12, 10**12 - 1000, 1000))

    answer = phone.put_photo(visit, new_id(), photographs.jpeg())

    assert answer.status_code == 507


@pytest.mark.parametrize("fails", [stat.S_ISREG, stat.S_ISDIR], ids=["the bytes", "the name"])
def test_a_disk_that_fails_is_told_to_wait_and_not_that_anything_was_kept(
    phone, visit, monkeypatch, fails
):
    def broken(handle):
        if fails(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)

    answer = phone.put_photo(visit, new_id(), photographs.jpeg())

    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert not Photo.objects.exists()


def test_where_the_folder_cannot_be_written_nothing_is_kept_and_the_phone_waits(
    phone, visit, settings
):
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "incoming").symlink_to("/sys")  # where not even root can write

    answer = phone.put_photo(visit, new_id(), photographs.jpeg())

    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert not Photo.objects.exists()


def test_while_the_disk_of_the_photographs_is_not_mounted_none_is_taken_in(phone, visit, settings):
    first, second = new_id(), new_id()
    assert phone.put_photo(visit, first, photographs.jpeg(seed=1)).status_code == 201
    disk = settings.MEDIA_ROOT.rename(settings.MEDIA_ROOT.with_name("unmounted"))
    settings.MEDIA_ROOT.mkdir()

    answer = phone.put_photo(visit, second, photographs.jpeg(seed=2))
    listed = phone.get(f"visits/{visit.pk}/status").json()["photos"]
    left = list(settings.MEDIA_ROOT.rglob("*"))
    settings.MEDIA_ROOT.rmdir()
    disk.rename(settings.MEDIA_ROOT)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert (listed, left) == ([], [])
    assert phone.put_photo(visit, second, photographs.jpeg(seed=2)).status_code == 201
    photos = phone.get(f"visits/{visit.pk}/status").json()["photos"]
    assert {photo["id"] for photo in photos} == {str(first), str(second)}


def test_bytes_name_and_folder_are_on_disk_in_that_order_before_the_row(phone, visit, monkeypatch):
    seen = []

    def watched(name, real):
        def call(*args, **named):
            result = real(*args, **named)
            seen.append(name(*args) if callable(name) else name)
            return result

        return call

    def synced(handle):
        path = Path(f"/proc/self/fd/{handle}").readlink()
        return "sync folder" if path.name == str(visit.pk) else f"sync in {path.parent.name}"

    monkeypatch.setattr(os, "fsync", watched(synced, os.fsync))
    monkeypatch.setattr(Path, "replace", watched("rename", Path.replace))
    monkeypatch.setattr(prepared, "insert", watched("row", prepared.insert))

    phone.put_photo(visit, new_id(), photographs.jpeg())
    first, seen[:] = list(seen), []
    phone.put_photo(visit, new_id(), photographs.jpeg())

    assert seen == ["sync in incoming", "rename", "sync folder", "row"]
    assert first.count("sync in media") == 1  # the visit's own new folder has a name to keep, too


def test_another_shoppers_visit_is_not_found(stranger, visit, settings):
    answer = stranger.put_photo(visit, new_id(), photographs.jpeg())

    assert answer.status_code == 404
    assert stored_files(settings) == []


def test_a_photograph_of_a_withdrawn_visit_is_kept_all_the_same(phone, visit, operator):
    lifecycle.cancel(visit, by=operator)

    assert phone.put_photo(visit, new_id(), photographs.jpeg()).status_code == 201


def test_its_maker_gets_the_bytes_back_and_nothing_in_them_can_run(phone, visit):
    identity, body = new_id(), photographs.jpeg()
    phone.put_photo(visit, identity, body)

    answer = phone.get(f"visits/{visit.pk}/photos/{identity}", Accept="image/*")

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == body
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


def test_nobody_else_gets_them(phone, visit, stranger, organization):
    identity = new_id()
    phone.put_photo(visit, identity, photographs.jpeg())
    other = factories.make_visit(location=factories.make_location(organization), shopper=phone.user)

    assert stranger.get(f"visits/{visit.pk}/photos/{identity}").status_code == 404
    assert phone.get(f"visits/{other.pk}/photos/{identity}").status_code == 404
    assert phone.get(f"visits/{visit.pk}/photos/{new_id()}").status_code == 404


def test_a_photograph_is_taken_in_with_few_queries(
    phone, visit, django_assert_max_num_queries, settings
):
    body = photographs.jpeg()
    (settings.MEDIA_ROOT / "photos").mkdir(parents=True)  # as after the first of all

    with django_assert_max_num_queries(6):
        answer = phone.put_photo(visit, new_id(), body)

    assert answer.status_code == 201


def test_half_a_file_is_neither_served_nor_listed_and_is_mended_by_sending_it_again(phone, visit):
    listing, body = make_listing()
    phone.put(visit, phone.document(visit, photos=[listing]))
    phone.put_photo(visit, listing["id"], body)
    file = uploads.photo_file(Photo.objects.get())
    file.write_bytes(body[: len(body) // 2])

    served = phone.get(f"visits/{visit.pk}/photos/{listing['id']}")
    listed = phone.status(visit).json()["photos"]
    handed_in = phone.submit(visit, 1)
    phone.put_photo(visit, listing["id"], body)

    assert (served.status_code, listed) == (404, [])
    assert handed_in.json()["missing_photos"] == [listing["id"]]
    assert file.read_bytes() == body
    assert phone.submit(visit, 1).status_code == 200

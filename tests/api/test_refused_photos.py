"""PUT photo: what comes for a visit that is no longer theirs lies beside its document."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports.promises import of_everything
from shopper.identity import new_id
from shopper.sync import quarantine, refused_photos
from shopper.sync.models import Quarantined, QuarantinedPhoto
from shopper.visits import lifecycle
from shopper.visits.models import Photo
from tests.phone import make_listing


@pytest.fixture
def lost(visit, stranger, operator):
    """The phone's visit, by now somebody else's."""
    lifecycle.assign(visit, shopper=stranger.user, by=operator)
    return visit


@pytest.fixture
def photo():
    return make_listing()


def test_a_photo_that_a_quarantined_document_names_is_kept_and_refused(phone, lost, photo):
    listing, body = photo
    phone.put(lost, phone.document(lost, photos=[listing]))

    answer = phone.put_photo(lost, listing["id"], body)

    kept = QuarantinedPhoto.objects.get()
    assert (answer.status_code, answer.json()["code"], answer.json()["kept"]) == (
        404,
        "not_found",
        True,
    )
    assert (str(kept.identity), kept.sent_by) == (listing["id"], phone.user)
    assert refused_photos.file_of(kept).read_bytes() == body
    assert not Photo.objects.exists()


def test_who_had_begun_is_told_that_the_visit_is_gone_and_the_photo_is_kept(
    phone, visit, stranger, operator, photo
):
    listing, body = photo
    lifecycle.accept(visit, by=phone.user)
    lifecycle.decline(visit, by=phone.user, reason="My car broke down.")
    lifecycle.assign(visit, shopper=stranger.user, by=operator)
    phone.put(visit, phone.document(visit, photos=[listing]))

    answer = phone.put_photo(visit, listing["id"], body)

    assert (answer.status_code, answer.json()["kept"]) == (410, True)
    assert QuarantinedPhoto.objects.count() == 1


def test_the_same_photo_again_is_kept_once_and_answered_the_same(phone, lost, photo):
    listing, body = photo
    phone.put(lost, phone.document(lost, photos=[listing]))

    answers = [phone.put_photo(lost, listing["id"], body).json() for _ in range(2)]

    assert answers[0] == answers[1]
    assert QuarantinedPhoto.objects.count() == 1


def test_a_photo_that_the_disk_has_lost_is_mended_by_sending_it_again(phone, lost, photo):
    listing, body = photo
    phone.put(lost, phone.document(lost, photos=[listing]))
    phone.put_photo(lost, listing["id"], body)
    refused_photos.file_of(QuarantinedPhoto.objects.get()).unlink()

    phone.put_photo(lost, listing["id"], body)

    assert refused_photos.file_of(QuarantinedPhoto.objects.get()).read_bytes() == body


@pytest.mark.parametrize("what", ["no document", "other bytes", "another's document"])
def test_a_photo_that_no_document_of_the_sender_names_is_not_kept(
    phone, stranger, lost, photo, what
):
    listing, body = photo
    if what == "other bytes":
        phone.put(lost, phone.document(lost, photos=[listing]))
        _other, body = make_listing()
    if what == "another's document":
        lifecycle.cancel(lost, by=lost.events.first().by)
        stranger.put(lost, stranger.document(lost, photos=[listing]))

    answer = phone.put_photo(lost, listing["id"], body)

    assert answer.status_code == 404
    assert "kept" not in answer.json()
    assert not QuarantinedPhoto.objects.exists()


def test_bytes_that_are_no_photo_are_not_kept(phone, lost):
    listing, body = make_listing(b"<html>")
    phone.put(lost, phone.document(lost, photos=[listing]))

    assert phone.put_photo(lost, listing["id"], body).status_code == 422
    assert not QuarantinedPhoto.objects.exists()


def test_nobody_fills_the_disk_with_refused_photos(phone, lost, monkeypatch):
    photos = [make_listing() for _ in range(3)]
    phone.put(lost, phone.document(lost, photos=[listing for listing, _body in photos]))
    monkeypatch.setattr(quarantine, "KEPT_FOR_ONE_SENDER", 2)

    kept = [phone.put_photo(lost, one["id"], body).json()["kept"] for one, body in photos]

    assert kept == [True, True, False]
    assert QuarantinedPhoto.objects.count() == 2


def test_the_daily_sweep_leaves_a_kept_photo_and_takes_what_no_row_speaks_of(phone, lost, photo):
    listing, body = photo
    phone.put(lost, phone.document(lost, photos=[listing]))
    phone.put_photo(lost, listing["id"], body)
    kept = refused_photos.file_of(QuarantinedPhoto.objects.get())
    orphan = kept.with_name("orphan.jpg")
    orphan.write_bytes(b"cut short")

    swept = refused_photos.sweep(at=timezone.now() + timedelta(days=2))

    assert (swept, kept.exists(), orphan.exists()) == (1, True, False)


def test_a_kept_photo_is_among_what_a_backup_must_hold(phone, lost, photo):
    listing, body = photo
    phone.put(lost, phone.document(lost, photos=[listing]))
    phone.put_photo(lost, listing["id"], body)

    promised = {promise.path: promise.sha256 for promise in of_everything("default")}

    assert promised[QuarantinedPhoto.objects.get().path] == listing["sha256"]


def test_an_answer_to_a_kept_photo_tells_nothing_of_whose_the_visit_is(phone, lost, photo):
    listing, body = photo
    nobodys = type(lost)(pk=new_id(), checklist=lost.checklist)
    for visit in (lost, nobodys):
        phone.put(visit, phone.document(lost, photos=[listing]))

    answers = [phone.put_photo(visit, listing["id"], body) for visit in (lost, nobodys)]

    assert answers[0].json() == answers[1].json()


def test_its_maker_is_not_shown_a_photo_in_quarantine(phone, stranger, lost, photo):
    listing, body = photo
    phone.put(lost, phone.document(lost, photos=[listing]))
    phone.put_photo(lost, listing["id"], body)

    for somebody in (phone, stranger):
        assert somebody.get(f"visits/{lost.pk}/photos/{listing['id']}").status_code == 404
        assert not QuarantinedPhoto.objects.visible_to(somebody.user).exists()


def test_whose_account_was_closed_hands_photos_over_and_is_given_none_back(phone, visit, photo):
    listing, body = photo
    document = phone.document(visit, photos=[listing])
    phone.user.is_active = False
    phone.user.save()
    phone.put(visit, document)

    answer = phone.put_photo(visit, listing["id"], body)

    assert (answer.status_code, answer.json()["kept"]) == (410, True)
    assert Quarantined.objects.get().reason == "revoked"
    assert not Photo.objects.exists()
    assert phone.get(f"visits/{visit.pk}/photos/{listing['id']}").status_code == 401


def test_a_photo_of_a_visit_that_another_phone_has_handed_in_is_kept_with_the_visit(
    phone, visit, photo
):
    listing, body = photo
    phone.put(visit, phone.document(visit))
    phone.submit(visit, 1)
    late = phone.document(visit, photos=[listing], device=str(new_id()))
    refused = phone.put(visit, late, base=1)

    answer = phone.put_photo(visit, listing["id"], body)

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    assert Quarantined.objects.get().document["photos"][0]["id"] == listing["id"]
    assert answer.status_code == 201
    assert Photo.objects.get(pk=listing["id"]).visit == visit

"""POST submit: only what is whole becomes a result, and the proof of it is the same each time."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shopper.sync.models import Installation, Receipt
from shopper.sync.tasks import prepare
from shopper.visits import lifecycle
from shopper.visits.models import Flag, Photo, Visit
from tests import factories
from tests.phone import ENDED_AT, Phone, make_listing
from tests.samples import photographs

CLEAN, BELTS = "Is the inside spotlessly clean?", "Are seat belts at hand?"


@pytest.fixture
def clean(visit):
    return factories.question_ids(visit)[CLEAN]


def test_a_whole_visit_gets_a_receipt_that_lists_each_photograph(phone, visit, clean):
    listing, body = make_listing(question=clean)
    phone.put(visit, phone.document(visit, photos=[listing]))
    phone.put_photo(visit, listing["id"], body)

    answer = phone.submit(visit, 1)

    assert answer.status_code == 200
    receipt = answer.json()["receipt"]
    assert receipt == {
        "id": str(Receipt.objects.get().pk),
        "visit": str(visit.pk),
        "rev": 1,
        "at": receipt["at"],
        "epoch": str(Installation.objects.get().epoch),
        "photos": [{"id": listing["id"], "sha256": listing["sha256"]}],
    }
    visit.refresh_from_db()
    assert visit.status == "submitted"
    assert visit.ended_at.isoformat() == "2026-11-21T14:02:00+00:00"


def test_submitting_again_gives_the_same_receipt_and_moves_nothing(phone, visit):
    phone.put(visit, phone.document(visit))
    first = phone.submit(visit, 1)

    again = phone.submit(visit, 1)

    assert again.json() == first.json()
    assert visit.events.filter(to_status="submitted").count() == 1
    assert Receipt.objects.count() == 1


def test_a_hole_is_named_and_nothing_is_handed_in(phone, visit, clean):
    listings = [make_listing(question=clean) for _ in range(2)]
    phone.put(visit, phone.document(visit, photos=[listing for listing, _body in listings]))
    phone.put_photo(visit, listings[0][0]["id"], listings[0][1])

    answer = phone.submit(visit, 1)

    assert answer.status_code == 409
    assert answer.json()["code"] == "incomplete"
    assert answer.json()["missing_photos"] == [listings[1][0]["id"]]
    visit.refresh_from_db()
    assert visit.status == "in_progress"


def test_a_photograph_whose_file_was_lost_on_the_server_is_a_hole(phone, visit, clean, settings):
    listing, body = make_listing(question=clean)
    phone.put(visit, phone.document(visit, photos=[listing]))
    phone.put_photo(visit, listing["id"], body)
    (settings.MEDIA_ROOT / Photo.objects.get().path).unlink()

    assert phone.submit(visit, 1).json()["missing_photos"] == [listing["id"]]


def test_what_a_question_still_needs_is_said_in_words(phone, visit, clean):
    identities = factories.question_ids(visit)
    phone.put(visit, phone.document(visit, {CLEAN: "no"}))

    answer = phone.submit(visit, 1)

    assert answer.status_code == 409
    errors = answer.json()["errors"]
    assert errors[clean] == ["Take at least 1 photo."]
    assert errors[identities[BELTS]] == ["Answer this question, or set it aside."]


def test_a_photograph_declared_lost_holds_nothing_up_and_is_told_to_the_reviewer(
    phone, visit, clean
):
    lost, _body = make_listing(question=clean, missing="The phone fell into the harbour.")
    phone.put(visit, phone.document(visit, {**factories.GOOD_ANSWERS, CLEAN: "no"}, photos=[lost]))

    answer = phone.submit(visit, 1)
    prepare.call(str(visit.pk))

    assert answer.status_code == 200
    assert answer.json()["receipt"]["photos"] == []
    flag = Flag.objects.get()
    assert (flag.code, flag.detail) == ("photo_lost", "The phone fell into the harbour.")


def test_an_older_revision_cannot_be_handed_in(phone, visit, shopper):
    other = Phone(shopper)
    other.sign_in()
    phone.put(visit, phone.document(visit))
    standing = other.document(visit)
    other.put(visit, standing, base=1)

    answer = phone.submit(visit, 1)

    assert answer.status_code == 412
    assert (answer.json()["rev"], answer.json()["document"]) == (2, standing)


def test_a_visit_without_a_document_cannot_be_handed_in(phone, visit):
    answer = phone.submit(visit, 1)

    assert answer.status_code == 412
    assert answer.json()["rev"] is None


def test_a_submission_must_say_of_what(phone, visit):
    phone.put(visit, phone.document(visit))

    answer = phone.send("POST", f"visits/{visit.pk}/submit")

    assert answer.status_code == 428
    assert answer.json()["code"] == "precondition_required"


def test_a_withdrawn_visit_cannot_be_handed_in(phone, visit, operator):
    phone.put(visit, phone.document(visit))
    visit.refresh_from_db()
    lifecycle.cancel(visit, by=operator)

    assert phone.submit(visit, 1).status_code == 410


def test_another_shoppers_visit_is_not_found(phone, stranger, visit):
    phone.put(visit, phone.document(visit))

    assert stranger.submit(visit, 1).status_code == 404


def test_what_follows_is_queued_in_the_same_transaction(phone, visit, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "shopper.queue.Queue"}}
    phone.put(visit, phone.document(visit))

    phone.submit(visit, 1)

    queued = DBTaskResult.objects.get()
    assert queued.task_path == "shopper.sync.tasks.prepare"
    assert queued.args_kwargs["args"] == [str(visit.pk)]


def test_the_answers_become_rows_and_the_visit_is_ready_to_review(phone, visit, clean):
    listing, body = make_listing(
        photographs.turned(6), question=clean, caption="From the left", width=48, height=64
    )
    felt = {
        touchpoint: {"feeling": "magic", "note": "He sang.", "at": None}
        for touchpoint in [str(visit.checklist.touchpoints.first().pk)]
    }
    sent = phone.document(visit, photos=[listing], feelings=felt)
    phone.put(visit, sent)
    phone.put_photo(visit, listing["id"], body)
    phone.submit(visit, 1)

    prepare.call(str(visit.pk))
    prepare.call(str(visit.pk))

    visit.refresh_from_db()
    assert visit.prepared_at is not None
    assert visit.answers.count() == len(factories.GOOD_ANSWERS)
    assert visit.impressions.get().feeling == "magic"
    photo = visit.photos.get()
    assert (str(photo.question_id), photo.caption) == (clean, "From the left")
    assert photo.derived_at is not None
    assert (photo.width_px, photo.height_px) == (64, 48)


def test_an_unreadable_photograph_is_flagged_once_and_holds_up_no_other(phone, visit, clean):
    broken, broken_body = make_listing(photographs.truncated(), question=clean)
    whole, whole_body = make_listing(question=clean)
    phone.put(visit, phone.document(visit, photos=[broken, whole]))
    phone.put_photo(visit, broken["id"], broken_body)
    phone.put_photo(visit, whole["id"], whole_body)
    phone.submit(visit, 1)

    prepare.call(str(visit.pk))
    prepare.call(str(visit.pk))

    assert Photo.objects.get(pk=broken["id"]).is_unreadable
    assert Photo.objects.get(pk=whole["id"]).derived_at
    flag = Flag.objects.get()
    assert (flag.code, str(flag.question_id)) == ("photo_unreadable", clean)
    visit.refresh_from_db()
    assert visit.prepared_at


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, set()),
        ({"skew_ms": 4 * 60_000}, set()),
        ({"skew_ms": 6 * 60_000}, {"clock", "late"}),
        ({"skew_ms": -6 * 60_000}, {"clock", "late"}),
        ({"ended_at": "2026-11-21T23:00:00+01:00"}, {"late"}),
        ({"ended_at": None}, {"late"}),
    ],
    ids=["in time", "a little off", "fast", "slow", "ended late", "never ended"],
)
def test_only_who_ended_late_is_late_and_a_wrong_clock_is_not_believed(phone, visit, fields, codes):
    closed = factories.NOW + timedelta(hours=2)
    Visit.objects.filter(pk=visit.pk).update(opens_at=closed - timedelta(hours=5), closes_at=closed)
    phone.put(visit, phone.document(visit, **{"ended_at": ENDED_AT, **fields}))
    phone.submit(visit, 1)
    Visit.objects.filter(pk=visit.pk).update(submitted_at=closed + timedelta(hours=4))

    prepare.call(str(visit.pk))
    prepare.call(str(visit.pk))

    assert {flag.code for flag in Flag.objects.all()} == codes
    assert Flag.objects.count() == len(codes)


def test_handing_in_takes_few_queries(phone, visit, django_assert_max_num_queries):
    phone.put(visit, phone.document(visit))

    with django_assert_max_num_queries(16):
        answer = phone.submit(visit, 1)

    assert answer.status_code == 200
    assert timezone.now() - Visit.objects.get().submitted_at < timedelta(minutes=1)

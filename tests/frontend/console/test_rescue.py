"""A rescue file is read at the desk before anything happens, and then taken in whole."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from shopper.sync.models import Quarantined, QuarantinedPhoto, Receipt, Revision
from shopper.visits import lifecycle, uploads
from shopper.visits.models import Photo
from shopper.visits.states import Status
from tests import factories
from tests.phone import make_document, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, operator):
    client.force_login(operator)
    return client


@pytest.fixture
def visit(organization, shopper):
    location = factories.make_location(organization, name="Bäckerei am Markt")
    return factories.make_visit(location=location, shopper=shopper)


def rescued(visit, **fields):
    """What a phone saved of one ended visit with one photograph."""
    listing, body = make_listing()
    photo = {
        "id": listing["id"],
        "sha256": listing["sha256"],
        "type": "image/jpeg",
        "base64": base64.b64encode(body).decode(),
    }
    document = make_document(visit, photos=[listing])
    return {
        "id": str(visit.pk),
        "place": visit.location.name,
        "ended": True,
        "document": document,
        "photos": [photo],
        **fields,
    }


def rescue_file(*visits, user="shopper@example.org", **fields):
    head = {"rescue": 1, "device": "00000000-0000-0000-0000-000000000007", "user": user}
    return json.dumps({**head, "at": "2026-11-21T15:10:00+01:00", "visits": visits, **fields})


def bring(desk, text: str):
    file = SimpleUploadedFile("rescue-202611211510.json", text.encode(), "application/json")
    return desk.post(reverse("console:rescue"), {"file": file}, follow=True)


def take_in(desk, page):
    return desk.post(page.request["PATH_INFO"] + "take-in/")


def test_what_a_file_holds_is_shown_before_anything_is_taken_in(desk, visit):
    page = bring(desk, rescue_file(rescued(visit), user=visit.shopper.email))

    text = page.content.decode()
    assert "Bäckerei am Markt" in text
    assert "Ended, not here yet" in text
    assert "Take 1 visit in" in text
    assert not Revision.objects.exists()
    assert not Photo.objects.exists()


def test_a_file_is_taken_in_as_if_the_phone_had_sent_it(desk, visit):
    one = rescued(visit)
    page = bring(desk, rescue_file(one, user=visit.shopper.email.upper()))

    done = take_in(desk, page).content.decode()

    visit.refresh_from_db()
    assert "Everything in the file is taken in." in done
    assert visit.status == Status.SUBMITTED
    assert Revision.objects.get().sent_by == visit.shopper
    kept = Photo.objects.get()
    assert uploads.photo_file(kept).read_bytes() == base64.b64decode(one["photos"][0]["base64"])
    assert Receipt.objects.get().photos == [{"id": str(kept.pk), "sha256": kept.sha256}]


def test_the_same_file_twice_changes_nothing(desk, visit):
    text = rescue_file(rescued(visit), user=visit.shopper.email)
    take_in(desk, bring(desk, text))

    page = bring(desk, text)
    assert "Here already" in page.content.decode()
    take_in(desk, page)

    assert Revision.objects.count() == Receipt.objects.count() == Photo.objects.count() == 1
    assert not Quarantined.objects.exists()


def test_a_visit_that_was_not_ended_comes_in_as_a_draft(desk, visit):
    take_in(desk, bring(desk, rescue_file(rescued(visit, ended=False), user=visit.shopper.email)))

    visit.refresh_from_db()
    assert visit.status == Status.IN_PROGRESS
    assert not Receipt.objects.exists()


def test_a_damaged_photograph_is_named_and_the_rest_is_taken_in(desk, visit):
    one = rescued(visit)
    one["photos"][0]["base64"] = base64.b64encode(b"torn").decode()

    done = take_in(desk, bring(desk, rescue_file(one, user=visit.shopper.email))).content.decode()

    visit.refresh_from_db()
    assert "not the bytes of this digest" in done
    assert visit.status == Status.IN_PROGRESS
    assert Revision.objects.count() == 1


def test_one_refused_visit_holds_up_no_other_and_is_not_dropped(desk, visit, operator):
    withdrawn = factories.make_visit(location=visit.location, shopper=visit.shopper)
    lifecycle.cancel(withdrawn, by=operator)

    page = bring(desk, rescue_file(rescued(withdrawn), rescued(visit), user=visit.shopper.email))
    done = take_in(desk, page).content.decode()

    visit.refresh_from_db()
    assert "was withdrawn" in done
    assert visit.status == Status.SUBMITTED
    assert Quarantined.objects.get().visit_identity == withdrawn.pk
    assert QuarantinedPhoto.objects.get().visit_identity == withdrawn.pk


def test_visits_of_other_clients_are_left_out(desk):
    foreign = factories.make_visit()

    page = bring(desk, rescue_file(rescued(foreign), user=foreign.shopper.email))
    assert "Left out" in page.content.decode()
    assert "visit in" not in page.content.decode().replace("Take in a rescue file", "")
    take_in(desk, page)

    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no rescue file"),
        ('{"rescue":1}', "no rescue file"),
        (rescue_file(rescue=2), "newer kind"),
        ("\x00", "no rescue file"),
    ],
)
def test_another_file_is_refused_in_words(desk, text, says):
    page = bring(desk, text)

    assert page.status_code == 422
    assert says in page.content.decode()


def test_a_file_without_visits_says_that_all_was_sent(desk):
    assert "had been sent" in bring(desk, rescue_file()).content.decode()


def test_nobody_else_opens_a_file_that_was_brought(desk, visit, client):
    page = bring(desk, rescue_file(rescued(visit), user=visit.shopper.email))
    client.force_login(factories.make_operator())

    assert client.get(page.request["PATH_INFO"]).status_code == 404

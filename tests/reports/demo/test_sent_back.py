"""What the demo's phones handed in can come back to a phone, and be handed in once more."""

import random
from datetime import datetime

import pytest
from django.utils import timezone

from reports.demo import people, stage, story, today
from shopper.accounts.models import User
from shopper.review import decisions
from shopper.sync import snapshot
from shopper.sync.models import Revision
from shopper.sync.tasks import prepare
from shopper.visits.models import Photo, Visit
from shopper.visits.states import Status
from tests.phone import Phone, make_listing

pytestmark = pytest.mark.slow

NOW = timezone.now().replace(hour=15, minute=20, second=0, microsecond=0)
SENT_BACK = "Cab 7"
NOTE = "By the left wing, as far as I could see."
CAME_IN = (Status.SUBMITTED, Status.REVIEWED, Status.RETURNED)


@pytest.fixture(scope="module")
def desks(django_db_setup, django_db_blocker, tmp_path_factory):
    """What lies on everybody's desk, without the months before; loaded once for this file."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", tmp_path_factory.mktemp("demo"))
        told = stage.build(opened_at=NOW, now=NOW)
        today.play(told, dice=random.Random(story.SEED))
        stage.let_people_in()
        yield story.settings.MEDIA_ROOT, told
        story.forget()


@pytest.fixture
def told(desks, db, settings):
    settings.MEDIA_ROOT, told = desks
    return told


def phone_of(email):
    phone = Phone(User.objects.get(email=email))
    phone.sign_in(people.PASSWORD)
    return phone


def on_the_phone(phone, visit):
    """Return the visit as the phone is given it."""
    visits = phone.get("assignments").json()["visits"]
    (found,) = [item for item in visits if item["id"] == str(visit.pk)]
    return found


def mend(phone, visit):
    """Answer what came back with a note and a photograph, send it all, and submit."""
    item = on_the_phone(phone, visit)
    document, rev = item["document"], item["rev"]
    question = item["returned"][0]["question"]
    listing, body = make_listing(question=question)
    answer = {"state": "answered", "value": None, "note": "", "reason": "", "at": None}
    answer |= document["answers"].get(question, {}) | {"note": NOTE}
    phone.seq += 1
    mended = document | {
        "seq": phone.seq,
        "device": phone.device,
        "answers": document["answers"] | {question: answer},
        "photos": [*document["photos"], listing],
    }
    taken = phone.put(visit, mended, base=rev)
    assert (taken.status_code, taken.json()["missing_photos"]) == (200, [listing["id"]])
    assert phone.put_photo(visit, listing["id"], body).status_code == 201
    return phone.submit(visit, rev + 1)


def test_every_visit_that_a_phone_handed_in_has_its_document_and_its_receipt(told):
    for visit in Visit.objects.filter(status__in=CAME_IN):
        revision = Revision.objects.standing(visit.pk)
        listed = {photo["id"]: photo["sha256"] for photo in revision.document["photos"]}
        answered = {str(answer.question_id): answer.value for answer in visit.answers.all()}

        assert {str(photo.pk): photo.sha256 for photo in visit.photos.all()} == listed
        assert {q: a["value"] for q, a in revision.document["answers"].items()} == answered
        assert {photo["id"]: photo["sha256"] for photo in revision.receipt.photos} == listed
        assert not revision.missing_photos


def test_the_visit_that_was_sent_back_reaches_the_phone_with_all_that_was_handed_in(told):
    shopper = User.objects.get(email=people.SHOPPER.email)
    visits = snapshot.take(shopper, at=NOW)["visits"]
    (returned,) = [item for item in visits if item["location"]["name"] == SENT_BACK]

    document = returned["document"]
    assert returned["rev"] == 1
    assert datetime.fromisoformat(returned["closes_at"]) > NOW
    assert len(document["answers"]) > 30
    kept = {photo["id"]: photo["sha256"] for photo in returned["photos"]}
    assert {photo["id"]: photo["sha256"] for photo in document["photos"]} == kept != {}
    assert returned["returned"][0]["question"] in {p["question"] for p in document["photos"]}


def test_the_phone_mends_what_came_back_and_gets_a_receipt(told):
    visit = Visit.objects.returned().get()

    answer = mend(phone_of(people.SHOPPER.email), visit)

    assert answer.status_code == 200
    assert answer.json()["receipt"]["rev"] == 2
    prepare.func(str(visit.pk))
    assert (
        visit.photos.filter(is_withdrawn=False).count() == Photo.objects.filter(visit=visit).count()
    )
    assert visit.answers.filter(note=NOTE).count() == 1


def test_an_answer_that_did_not_come_back_cannot_be_changed(told):
    visit = Visit.objects.returned().get()
    phone = phone_of(people.SHOPPER.email)
    item = on_the_phone(phone, visit)
    asked = {note["question"] for note in item["returned"]}
    other = next(question for question in item["document"]["answers"] if question not in asked)
    item["document"]["answers"][other]["note"] = NOTE

    answer = phone.put(visit, item["document"] | {"seq": 1, "device": phone.device}, base=1)

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {other}


@pytest.mark.parametrize("place", [name for name, _email, _days in today.WAITING_FOR_REVIEW])
def test_what_waits_for_the_operator_can_be_sent_back_during_the_demo(told, place):
    visit = Visit.objects.get(location__name=place, status=Status.SUBMITTED)
    handed_in = Revision.objects.standing(visit.pk).number
    question = visit.answers.exclude(value=None).first().question_id
    notes = {str(question): "Was it the left one?"}
    decisions.return_to_shopper(visit, by=told.operator, notes=notes)

    answer = mend(phone_of(visit.shopper.email), visit)

    assert answer.status_code == 200
    assert answer.json()["receipt"]["rev"] == handed_in + 1

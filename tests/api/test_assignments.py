"""GET assignments: everything one shopper needs to work offline, and nothing of anybody else."""

import gzip
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shopper.checklists.document import document_of
from shopper.review import decisions
from shopper.visits import lifecycle
from shopper.visits.fees import Fee
from shopper.visits.models import Visit
from tests import factories
from tests.phone import Phone, make_listing


def test_a_visit_comes_with_all_that_is_needed_at_the_kerb(phone, organization, operator):
    location = factories.make_location(organization, directions="Behind the arrivals hall.")
    visit = factories.make_visit(
        location=location,
        shopper=phone.user,
        briefing="Sit in the back.",
        fee=Fee(amount="18.00", currency="EUR", note="+ fare"),
    )

    told = phone.get("assignments").json()

    item = told["visits"][0]
    assert item == {
        "id": str(visit.pk),
        "status": "scheduled",
        "rev": None,
        "checklist": str(visit.checklist_id),
        "lens": "shopper",
        "location": {
            "name": location.name,
            "organization": "Harbour Cabs",
            "address": "Landungsbrücken 4",
            "postal_code": "20359",
            "city": "Hamburg",
            "country": "DE",
            "latitude": "53.5457",
            "longitude": "9.9661",
            "time_zone": "Europe/Berlin",
            "directions": "Behind the arrivals hall.",
        },
        "opens_at": visit.opens_at.isoformat(),
        "closes_at": visit.closes_at.isoformat(),
        "briefing": "Sit in the back.",
        "fee": {"amount": "18.00", "currency": "EUR", "note": "+ fare"},
        "another_date": None,
        "returned": [],
        "follow_through_at": None,
        "document": None,
        "photos": [],
        "receipt": None,
        "submitted_at": None,
        "coaching": {"last_texts": [], "staff_names": []},
        "check_in": False,
    }
    assert told["checklists"] == [document_of(visit.checklist)]
    assert told["epoch"]
    assert told["now"]


def test_a_new_phone_gets_back_what_the_lost_one_had_sent(phone, visit, shopper):
    listing, body = make_listing(question=factories.question_ids(visit)["Are seat belts at hand?"])
    sent = phone.document(visit, photos=[listing])
    phone.put(visit, sent)
    phone.put_photo(visit, listing["id"], body)
    new = Phone(shopper)
    new.sign_in()

    item = new.get("assignments").json()["visits"][0]

    assert (item["rev"], item["document"]) == (1, sent)
    assert item["photos"] == [{"id": listing["id"], "sha256": listing["sha256"]}]


def test_a_visit_that_was_sent_back_says_what_to_do_again(phone, visit, operator):
    phone.put(visit, phone.document(visit))
    receipt = phone.submit(visit, 1).json()["receipt"]
    Visit.objects.filter(pk=visit.pk).update(prepared_at=timezone.now())
    visit.refresh_from_db()
    belts = factories.question_ids(visit)["Are seat belts at hand?"]
    decisions.return_to_shopper(visit, by=operator, notes={belts: "Which seat?"})

    item = phone.get("assignments").json()["visits"][0]

    assert item["status"] == "returned"
    assert [(redo["question"], redo["note"]) for redo in item["returned"]] == [
        (belts, "Which seat?")
    ]
    assert item["receipt"] == receipt
    assert phone.status(visit).json()["notes"] == item["returned"]


def test_other_shoppers_visits_are_not_in_it(stranger, visit):
    told = stranger.get("assignments").json()

    assert (told["visits"], told["checklists"]) == ([], [])


def test_what_is_over_stays_for_thirty_days(phone, organization, operator):
    location = factories.make_location(organization)
    recent = factories.make_submitted_visit(shopper=phone.user, location=location)
    old = factories.make_submitted_visit(shopper=phone.user, location=location)
    Visit.objects.filter(pk=old.pk).update(submitted_at=timezone.now() - timedelta(days=31))
    withdrawn = factories.make_visit(shopper=phone.user, location=location)
    lifecycle.cancel(withdrawn, by=operator)

    told = phone.get("assignments").json()

    assert [item["id"] for item in told["visits"]] == [str(recent.pk)]


def test_what_the_phone_holds_already_is_not_sent_again(phone, visit):
    first = phone.get("assignments")

    same = phone.get("assignments", **{"If-None-Match": first["ETag"]})
    phone.put(visit, phone.document(visit))
    other = phone.get("assignments", **{"If-None-Match": first["ETag"]})

    assert same.status_code == 304
    assert same.content == b""
    assert same["ETag"] == first["ETag"]
    assert other.status_code == 200


def test_it_goes_compressed_to_who_can_read_that_and_is_not_sent_again_either(phone, visit):
    whole = phone.get("assignments")

    packed = phone.get("assignments", **{"Accept-Encoding": "gzip"})
    same = phone.get("assignments", **{"If-None-Match": packed["ETag"]})

    assert packed["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.content))["visits"] == whole.json()["visits"]
    assert len(packed.content) < len(whole.content) / 2
    assert same.status_code == 304


@pytest.mark.parametrize("header", ["*", '"another"', "nonsense", 'W/"x", "y"'])
def test_any_other_mark_gets_the_whole(phone, visit, header):
    assert phone.get("assignments", **{"If-None-Match": header}).status_code == 200


def test_many_visits_take_no_more_queries_than_one(phone, organization):
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert phone.get("assignments").status_code == 200
        return len(queries)

    def add() -> None:
        visit = factories.make_visit(
            location=factories.make_location(organization),
            shopper=phone.user,
            checklist=checklist,
        )
        listing, body = make_listing()
        phone.put(visit, phone.document(visit, photos=[listing]))
        phone.put_photo(visit, listing["id"], body)
        phone.submit(visit, 1)

    checklist = factories.make_checklist()
    add()
    one = count()
    for _ in range(4):
        add()

    assert count() == one
    assert one <= 12


def test_only_who_shops_has_assignments(organization, operator):
    console = Phone(operator)
    console.sign_in()

    assert console.get("assignments").status_code == 403

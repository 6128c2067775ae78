"""A document is taken over from quarantine as the next revision of its visit, or a reason is given."""

import io
import json

import pytest
from django.utils import timezone

from shopper.errors import Incomplete, NotAllowed, Outdated, Refusal, WrongState
from shopper.sync import documents, ingest, receipts, refused_photos, taking_over
from shopper.sync.ingest import Sent
from shopper.sync.models import Quarantined, Receipt, Revision
from shopper.visits import lifecycle, uploads
from shopper.visits.states import Status
from shopper.visits.uploads import Declared
from tests import factories
from tests.factories import GOOD_ANSWERS
from tests.phone import make_document, make_listing

CLEAN, THANKS = "Is the inside spotlessly clean?", "Did the driver say thank you?"
PHONE, OTHER_PHONE = "00000000-0000-0000-0000-000000000007", "00000000-0000-0000-0000-000000000008"


@pytest.fixture
def visit(organization, shopper):
    return factories.make_visit(location=factories.make_location(organization), shopper=shopper)


def send(visit, answers=None, *, by=None, base=None, **fields):
    """Send a document as a phone does; where it is refused, return what quarantine has of it."""
    raw = json.dumps(make_document(visit, answers, **fields)).encode()
    document = documents.read(raw)
    try:
        ingest.take_in(Sent(visit.pk, document, by or visit.shopper, base, timezone.now()))
    except Refusal:
        return Quarantined.objects.order_by("-received_at").first()
    visit.refresh_from_db()
    return None


def take_over(item, operator, base=None):
    return taking_over.take_over(item, by=operator, base=base, at=timezone.now())


@pytest.fixture
def withdrawn(visit, operator):
    lifecycle.cancel(visit, by=operator)
    return visit


def test_a_withdrawn_visit_is_taken_up_again_and_handed_in_as_its_senders(withdrawn, operator):
    item = send(withdrawn)

    taken = take_over(item, operator)

    withdrawn.refresh_from_db()
    assert withdrawn.status == Status.SUBMITTED
    assert (taken.revision.number, taken.revision.sent_by) == (1, withdrawn.shopper)
    assert taken.revision.document == item.document
    assert taken.receipt == Receipt.objects.get()


def test_the_log_of_the_visit_says_who_took_what_over(withdrawn, operator):
    item = send(withdrawn)

    take_over(item, operator)

    event = withdrawn.events.get(from_status=Status.CANCELLED)
    assert (event.by, event.to_status) == (operator, Status.IN_PROGRESS)
    assert withdrawn.shopper.name in event.note
    assert "revision 1" in event.note
    assert (item.outcome, item.settled_by) == ("taken_over", operator)


def test_a_document_that_was_not_ended_leaves_the_visit_with_its_shopper(withdrawn, operator):
    item = send(withdrawn, ended_at=None)

    taken = take_over(item, operator)

    withdrawn.refresh_from_db()
    assert (withdrawn.status, taken.receipt, taken.missing) == (Status.IN_PROGRESS, None, [])


def test_what_is_still_missing_is_named_and_the_visit_stays_open(withdrawn, operator):
    listing, _body = make_listing(question=factories.question_ids(withdrawn)[CLEAN])
    item = send(withdrawn, photos=[listing])

    taken = take_over(item, operator)

    withdrawn.refresh_from_db()
    assert (withdrawn.status, taken.missing) == (Status.IN_PROGRESS, [listing["id"]])


def test_a_visit_that_nobody_else_has_begun_goes_back_to_the_sender(visit, operator, organization):
    sender, other = visit.shopper, factories.make_shopper(organization)
    lifecycle.assign(visit, shopper=other, by=operator)
    item = send(visit, by=sender)

    take_over(item, operator)

    visit.refresh_from_db()
    assert (visit.shopper, visit.status) == (sender, Status.SUBMITTED)


def test_a_visit_that_somebody_else_has_begun_stays_theirs(visit, operator, organization):
    sender, other = visit.shopper, factories.make_shopper(organization)
    lifecycle.assign(visit, shopper=other, by=operator)
    item = send(visit, by=sender)
    visit.refresh_from_db()
    send(visit, by=other, device=OTHER_PHONE)

    with pytest.raises(WrongState):
        take_over(item, operator, base=1)

    visit.refresh_from_db()
    assert visit.shopper == other
    assert Quarantined.objects.unsettled().get() == item


def test_what_came_after_the_end_replaces_what_was_handed_in_as_a_revision(visit, operator):
    send(visit)
    receipts.submit(visit.pk, by=visit.shopper, base=1, at=timezone.now())
    item = send(visit, {**GOOD_ANSWERS, THANKS: "no"}, seq=2, base=1)

    taken = take_over(item, operator, base=1)

    visit.refresh_from_db()
    assert (visit.status, taken.receipt.revision.number) == (Status.SUBMITTED, 2)
    assert [revision.number for revision in visit.revisions.all()] == [2, 1]


def test_a_visit_that_was_handed_in_whole_is_not_opened_for_one_with_holes(visit, operator):
    send(visit)
    receipts.submit(visit.pk, by=visit.shopper, base=1, at=timezone.now())
    item = send(visit, {CLEAN: "yes"}, seq=2, base=1)

    with pytest.raises(Incomplete):
        take_over(item, operator, base=1)

    visit.refresh_from_db()
    assert (visit.status, visit.revisions.count()) == (Status.SUBMITTED, 1)
    assert Quarantined.objects.unsettled().exists()


def test_a_visit_that_was_reviewed_is_changed_no_more(visit, operator):
    send(visit)
    receipts.submit(visit.pk, by=visit.shopper, base=1, at=timezone.now())
    item = send(visit, {**GOOD_ANSWERS, THANKS: "no"}, seq=2, base=1)
    visit.refresh_from_db()
    lifecycle.move(visit, to=Status.REVIEWED, by=operator)

    with pytest.raises(WrongState):
        take_over(item, operator, base=1)


def test_another_document_under_a_number_that_stands_is_taken_over_beside_it(visit, operator):
    send(visit, ended_at=None)
    item = send(visit, {**GOOD_ANSWERS, CLEAN: "no"}, ended_at=None, base=1)
    assert item.reason == "repeated"

    taken = take_over(item, operator, base=1)

    assert [(one.number, one.seq) for one in visit.revisions.all()] == [(2, 1), (1, 1)]
    assert taken.revision.device == item.pk


def test_who_decided_upon_an_older_revision_is_refused(visit, operator):
    send(visit, ended_at=None)
    item = send(visit, {**GOOD_ANSWERS, CLEAN: "no"}, ended_at=None, base=1)
    send(visit, {**GOOD_ANSWERS, THANKS: "no"}, ended_at=None, seq=2, base=1)

    with pytest.raises(Outdated):
        take_over(item, operator, base=1)

    assert Revision.objects.count() == 2
    assert Quarantined.objects.unsettled().get() == item


def test_a_document_is_taken_over_once(withdrawn, operator):
    item = send(withdrawn, ended_at=None)
    again = Quarantined.objects.get()
    take_over(item, operator)

    with pytest.raises(WrongState):
        take_over(again, operator, base=1)

    assert Revision.objects.count() == 1


def test_an_operator_of_another_client_takes_nothing_over(withdrawn):
    item = send(withdrawn)

    with pytest.raises(NotAllowed):
        take_over(item, factories.make_operator(factories.make_organization()))

    assert not Revision.objects.exists()


def test_a_document_for_another_checklist_is_not_taken_over(visit, operator):
    other = factories.make_checklist()
    item = send(visit, {}, checklist_version=str(other.pk))

    assert "another checklist" in taking_over.outlook(item, by=operator).why_not
    with pytest.raises(WrongState):
        take_over(item, operator)


def test_what_would_change_is_told_question_by_question(visit, operator):
    ids = factories.question_ids(visit)
    listing, _body = make_listing(question=ids[THANKS])
    send(visit, ended_at=None)
    answers = {**GOOD_ANSWERS, CLEAN: "no"}
    item = send(visit, answers, photos=[listing], ended_at=None, base=1)

    outlook = taking_over.outlook(item, by=operator)

    found = {change.question: change for change in outlook.changes}
    assert (outlook.base, set(found)) == (1, {ids[CLEAN], ids[THANKS]})
    assert (found[ids[CLEAN]].before["value"], found[ids[CLEAN]].after["value"]) == ("yes", "no")
    assert (found[ids[THANKS]].photos_before, found[ids[THANKS]].photos_after) == (0, 1)


def test_a_document_in_quarantine_has_its_photos_when_it_is_taken_over(
    visit, operator, organization
):
    sender, other = visit.shopper, factories.make_shopper(organization)
    listing, body = make_listing(question=factories.question_ids(visit)[CLEAN])
    lifecycle.assign(visit, shopper=other, by=operator)
    item = send(visit, by=sender, photos=[listing])
    said = Declared(len(body), listing["sha256"])
    refused_photos.refuse(
        visit.pk,
        listing["id"],
        sent_by=sender,
        body=io.BytesIO(body),
        said=said,
        at=timezone.now(),
    )

    taken = take_over(item, operator)

    assert uploads.kept(visit.pk) == {listing["id"]: listing["sha256"]}
    assert taken.receipt.photos == [{"id": listing["id"], "sha256": listing["sha256"]}]

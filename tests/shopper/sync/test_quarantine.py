"""What is refused for good waits for an operator who may see it."""

import json

import pytest
from django.utils import timezone

from shopper.errors import Invalid, WrongState
from shopper.identity import new_id
from shopper.sync import documents, quarantine
from shopper.sync.models import Quarantined
from tests import factories
from tests.phone import make_document


@pytest.fixture
def visit(organization, shopper):
    return factories.make_visit(location=factories.make_location(organization), shopper=shopper)


def keep(visit, *, visit_id=None, **fields):
    document = documents.read(json.dumps(make_document(visit, **fields)).encode())
    quarantine.keep(
        document,
        visit_id=visit_id or visit.pk,
        sent_by=visit.shopper,
        reason=Quarantined.Reason.WITHDRAWN,
        at=timezone.now(),
    )


def test_the_same_document_is_kept_once_and_another_beside_it(visit):
    keep(visit)
    keep(visit)
    keep(visit, seq=2)

    assert Quarantined.objects.count() == 2


def test_the_operator_of_the_place_sees_it_and_nobody_elses_does(visit, operator):
    keep(visit)
    foreign = factories.make_operator(factories.make_organization())

    assert Quarantined.objects.visible_to(operator).count() == 1
    assert not Quarantined.objects.visible_to(foreign).exists()
    assert not Quarantined.objects.visible_to(visit.shopper).exists()


def test_what_belongs_to_no_visit_is_seen_by_the_agency(visit, operator):
    keep(visit, visit_id=new_id())

    assert not Quarantined.objects.visible_to(operator).exists()
    assert Quarantined.objects.visible_to(factories.make_operator()).count() == 1


def test_who_discards_a_document_says_why_and_it_is_kept(visit, operator):
    keep(visit)
    item = Quarantined.objects.get()
    at = timezone.now()

    quarantine.discard(item, by=operator, because=" Sent by mistake. ", at=at)

    assert (item.settled_at, item.settled_by, item.outcome) == (at, operator, "discarded")
    assert item.settled_because == "Sent by mistake."
    assert not Quarantined.objects.unsettled().exists()


def test_without_a_reason_nothing_is_discarded(visit, operator):
    keep(visit)

    with pytest.raises(Invalid) as refusal:
        quarantine.discard(Quarantined.objects.get(), by=operator, because=" ", at=timezone.now())

    assert "because" in refusal.value.errors
    assert Quarantined.objects.unsettled().exists()


def test_the_second_of_two_operators_to_decide_is_refused(visit, operator):
    keep(visit)
    first, second = Quarantined.objects.get(), Quarantined.objects.get()
    quarantine.discard(first, by=operator, because="A test.", at=timezone.now())

    with pytest.raises(WrongState):
        quarantine.discard(
            second, by=factories.make_operator(), because="Another.", at=timezone.now()
        )

    first.refresh_from_db()
    assert (first.settled_by, first.settled_because) == (operator, "A test.")


def test_nobody_fills_the_disk_with_refusals(visit, monkeypatch):
    monkeypatch.setattr(quarantine, "KEPT_FOR_ONE_SENDER", 3)

    for seq in range(5):
        keep(visit, seq=seq)

    assert Quarantined.objects.count() == 3

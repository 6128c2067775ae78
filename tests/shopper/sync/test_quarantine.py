"""What is refused for good waits for an operator who may see it."""

import json

import pytest
from django.utils import timezone

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


def test_settling_is_noted_once(visit, operator):
    keep(visit)
    item = Quarantined.objects.get()
    first, later = timezone.now(), timezone.now()

    quarantine.settle(item, by=operator, at=first)
    quarantine.settle(item, by=factories.make_operator(), at=later)

    assert (item.settled_at, item.settled_by) == (first, operator)
    assert not Quarantined.objects.unsettled().exists()


def test_nobody_fills_the_disk_with_refusals(visit, monkeypatch):
    monkeypatch.setattr(quarantine, "KEPT_FOR_ONE_SENDER", 3)

    for seq in range(5):
        keep(visit, seq=seq)

    assert Quarantined.objects.count() == 3
